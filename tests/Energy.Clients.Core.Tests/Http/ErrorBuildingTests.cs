using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>The errors that vendor clients build by themselves, and those that are told more than once: what they say, and what they keep of the first.</summary>
public class ErrorBuildingTests
{
    private static readonly EnergyEndpoint Get = PipelineFixture.Get;

    public static TheoryData<EnergyApiException, Type> Kinds => new()
    {
        { new EnergyAuthenticationException("first"), typeof(EnergyAuthenticationException) },
        { new EnergyNotFoundException("first"), typeof(EnergyNotFoundException) },
        { new EnergyConflictException("first"), typeof(EnergyConflictException) },
        { new EnergyRateLimitException("first"), typeof(EnergyRateLimitException) },
        { new EnergyResponseException("first"), typeof(EnergyResponseException) },
    };

    [Fact]
    public void NoResult_NamesTheOperationWhereAServerWasAsked()
    {
        var asked = EnergyErrors.NoResult(Get, "Nothing came of it.", "E5");
        var own = EnergyErrors.NoResult(null, "Nothing came of it.", null);

        Assert.Equal(("Test.Things.Get: Nothing came of it.", "Test.Things.Get", "GET /things/{id}", "E5"), (asked.Message, asked.Operation, asked.Route, asked.VendorCode));
        Assert.Equal(("Nothing came of it.", "", "", null), (own.Message, own.Operation, own.Route, own.VendorCode));
    }

    [Theory]
    [InlineData(VendorErrorKind.Refused, typeof(EnergyResponseException))]
    [InlineData(VendorErrorKind.Authentication, typeof(EnergyAuthenticationException))]
    [InlineData(VendorErrorKind.NotFound, typeof(EnergyNotFoundException))]
    [InlineData(VendorErrorKind.Conflict, typeof(EnergyConflictException))]
    [InlineData(VendorErrorKind.RateLimit, typeof(EnergyRateLimitException))]
    public void Restated_IsOfItsNewKindAndKeepsTheRest(VendorErrorKind kind, Type expected)
    {
        var first = new EnergyResponseException("first") { Operation = "Test.Things.Create", Route = "POST /things", Status = HttpStatusCode.BadGateway, RequestId = "r-1" };
        var cause = new IOException("lost");

        var own = EnergyErrors.Restated(first, "It is there.", kind, canRetry: true);
        var other = EnergyErrors.Restated(first, "It is not there.", kind, canRetry: false, cause);

        var response = Assert.IsAssignableFrom<EnergyResponseException>(own);
        Assert.IsType(expected, own);
        Assert.Equal(("Test.Things.Create: It is there.", "POST /things", HttpStatusCode.BadGateway, "r-1", true),
            (response.Message, response.Route, response.Status, response.RequestId, response.CanRetry));
        Assert.Same(first, own.InnerException);
        Assert.False(other.CanRetry);
        Assert.Same(cause, other.InnerException);
    }

    [Fact]
    public void Restated_OfARequestWithoutAnAnswer_StaysOne()
    {
        var first = new EnergyTransportException(TransportFailure.CutOff, "first") { Operation = "Test.Things.Create", Route = "POST /things" };

        var restated = Assert.IsType<EnergyTransportException>(EnergyErrors.Restated(first, "Nobody knows.", VendorErrorKind.Conflict, canRetry: false));

        Assert.Equal((TransportFailure.CutOff, "Test.Things.Create: Nobody knows.", "Test.Things.Create", "POST /things", true),
            (restated.Failure, restated.Message, restated.Operation, restated.Route, restated.CanRetry));
        Assert.Same(first, restated.InnerException);
    }

    [Fact]
    public void Conflict_FoundOutHere_CountsAs409()
    {
        var conflict = EnergyErrors.Conflict(Get, "It was changed.");

        Assert.Equal(("Test.Things.Get: It was changed.", "Test.Things.Get", "GET /things/{id}", HttpStatusCode.Conflict, false),
            (conflict.Message, conflict.Operation, conflict.Route, conflict.Status, conflict.CanRetry));
    }

    [Fact]
    public void NoToken_CountsAs401()
    {
        var refused = EnergyErrors.NoToken(Get, "it has ended. Sign in again.");

        Assert.Equal(("Test.Things.Get: GET /things/{id} was not sent: it has ended. Sign in again.", "Test.Things.Get", HttpStatusCode.Unauthorized),
            (refused.Message, refused.Operation, refused.Status));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Again_IsAnInstanceOfItsOwnOfTheSameKind(EnergyApiException first, Type expected)
    {
        var again = EnergyErrors.Again(first, " And more.");

        Assert.IsType(expected, again);
        Assert.NotSame(first, again);
        Assert.Same(first, again.InnerException);
        Assert.Equal("first And more.", again.Message);
    }

    [Fact]
    public void Again_KeepsWhatIsKnownOfThePayloadAndOfTheConnection()
    {
        var payload = new EnergyPayloadException("first") { Operation = "Test.SignIn", Status = HttpStatusCode.OK, JsonPath = "$.token", BytePosition = 12 };
        var transport = new EnergyTransportException(TransportFailure.Unreachable, "first") { Operation = "Test.SignIn" };

        var payloadAgain = Assert.IsType<EnergyPayloadException>(EnergyErrors.Again(payload));
        var transportAgain = Assert.IsType<EnergyTransportException>(EnergyErrors.Again(transport));

        Assert.Equal(("Test.SignIn", HttpStatusCode.OK, "$.token", 12L), (payloadAgain.Operation, payloadAgain.Status, payloadAgain.JsonPath, payloadAgain.BytePosition));
        Assert.Same(payload, payloadAgain.InnerException);
        Assert.Equal(("Test.SignIn", TransportFailure.Unreachable), (transportAgain.Operation, transportAgain.Failure));
    }

    [Fact]
    public void OverBudget_SaysWhoHoldsTheCallAndForHowLong()
    {
        var call = new EnergyCall(Get);

        var byServer = Assert.IsType<EnergyRateLimitException>(EnergyErrors.OverBudget(call, Duration.FromSeconds(30), isByServer: true));
        var byUs = Assert.IsType<EnergyTransportException>(EnergyErrors.OverBudget(call, Duration.FromSeconds(40), isByServer: false));

        Assert.Equal(("Test.Things.Get", "GET /things/{id}", HttpStatusCode.TooManyRequests, true, Duration.FromSeconds(30)),
            (byServer.Operation, byServer.Route, byServer.Status, byServer.CanRetry, byServer.RetryAfter));
        Assert.Equal(("Test.Things.Get", TransportFailure.RateBudget, true, Duration.FromSeconds(40)), (byUs.Operation, byUs.Failure, byUs.CanRetry, byUs.RetryAfter));
    }

    // The header was set by a handler of the user's own, below ours, so that nobody has noted it before.
    [Fact]
    public async Task Redirect_ThatIsRefused_ShowsTheRequestIdWithoutAKeyThatAHandlerBelowHasSet()
    {
        var server = new StubServer().Answer((request, _) =>
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", "late-secret");
            var response = new HttpResponseMessage(HttpStatusCode.Found);
            response.Headers.Location = new Uri("https://evil.example.org/");
            response.Headers.TryAddWithoutValidation("X-Request-Id", "id-of-late-secret");
            return Task.FromResult(response);
        });
        using var pipeline = new PipelineFixture(server);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(("Test.Things.Get", HttpStatusCode.Found, "id-of-***", false), (failure.Operation, failure.Status, failure.RequestId, failure.CanRetry));
    }

    [Theory]
    [InlineData("It is bad.", "It is bad.")]
    [InlineData("It is bad. Path: $.a | LineNumber: 7 | BytePositionInLine: 9.", "It is bad.")]
    [InlineData("It is bad. LineNumber: 7 | BytePositionInLine: 9.", "It is bad.")]
    public void Unreadable_NamesThePlaceOnce(string cause, string shown)
    {
        var failure = EnergyErrors.Unreadable(new EnergyCall(Get), new JsonException(cause), "$.things[3]", 40);

        Assert.Contains($"cannot be read at $.things[3] (byte 40): {shown} Trying again", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("$.things[3]", 40L), (failure.JsonPath, failure.BytePosition));
    }

    // As deep as the options may allow, which is deeper than the reader's own default of 64.
    [Fact]
    public void Unreadable_OfADeepBodyThatJustEnds_IsACutConnection()
    {
        var buffer = PooledBody.Rent(900);
        buffer.AsSpan(0, 900).Fill((byte)'[');
        using var cut = new PooledBody(buffer, 900);

        var failure = Assert.IsType<EnergyTransportException>(EnergyErrors.Unreadable(new EnergyCall(Get), cut, new JsonException("ended")));

        Assert.Equal(TransportFailure.CutOff, failure.Failure);
        Assert.True(failure.IsOfBody);
    }

    [Fact]
    public void BodyBroken_TellsCompressionFromConnection()
    {
        var call = new EnergyCall(Get);

        Assert.Contains("the compression of the body is broken", EnergyErrors.BodyBroken(call, new InvalidDataException("bad")).Message, StringComparison.Ordinal);
        Assert.Contains("the compression of the body is broken", EnergyErrors.BodyBroken(call, new InvalidOperationException("bad")).Message, StringComparison.Ordinal);
        Assert.Contains("the connection ended inside the body", EnergyErrors.BodyBroken(call, new IOException("reset")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_NamesWhatFailedBelow()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://energy.example.com/things/1");

        var byHttp = EnergyErrors.From(request, new HttpRequestException(HttpRequestError.NameResolutionError, "no such name"));
        var bySocket = EnergyErrors.From(request, new SocketException((int)SocketError.ConnectionRefused));

        Assert.Contains("https://energy.example.com (NameResolutionError)", byHttp.Message, StringComparison.Ordinal);
        Assert.Contains("https://energy.example.com (SocketException)", bySocket.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_IsRefusedAtTheCallByItsName()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);
        var call = new EnergyCall(Get);
        using var body = new PooledBody([], 0);

        Assert.Throws<ArgumentNullException>("call", () => EnergyErrors.Payload(null!, "what"));
        Assert.Throws<ArgumentNullException>("endpoint", () => EnergyErrors.Payload(null!, null, "what"));
        Assert.Throws<ArgumentNullException>("call", () => EnergyErrors.Unreadable(null!, new JsonException()));
        Assert.Throws<ArgumentNullException>("cause", () => EnergyErrors.Unreadable(call, null!));
        Assert.Throws<ArgumentNullException>("call", () => EnergyErrors.Unreadable(null!, body, new JsonException()));
        Assert.Throws<ArgumentNullException>("body", () => EnergyErrors.Unreadable(call, null!, new JsonException()));
        Assert.Throws<ArgumentNullException>("response", () => EnergyErrors.Refused(null!, VendorError.Silent, default));
        Assert.Throws<ArgumentNullException>("error", () => EnergyErrors.Refused(response, null!, default));
        Assert.Throws<ArgumentNullException>("response", () => EnergyErrors.SignIn(null!, VendorError.Silent, default, "remedy"));
        Assert.Throws<ArgumentNullException>("error", () => EnergyErrors.SignIn(response, null!, default, "remedy"));
        Assert.Throws<ArgumentNullException>("first", () => EnergyErrors.Restated(null!, "what", VendorErrorKind.Conflict, false));
        Assert.Throws<ArgumentNullException>("endpoint", () => EnergyErrors.Conflict(null!, "what"));
        Assert.Throws<ArgumentNullException>("endpoint", () => EnergyErrors.NoToken(null!, "what"));
    }
}
