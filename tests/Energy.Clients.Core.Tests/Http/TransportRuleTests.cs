using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>What the transport does with answers, errors, secrets and views of other credentials, at the edges.</summary>
public class TransportRuleTests
{
    private static readonly EnergyEndpoint Get = PipelineFixture.Get;

    [Theory]
    [InlineData("k-1234567890")]
    [InlineData("of-the-body")]
    [InlineData("of-my-own-header")]
    public async Task Secret_OfARequest_IsMaskedWhereTheServerEchoesIt(string secret)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest, $"{{\"message\":\"no {secret}\"}}"));
        using var message = new HttpRequestMessage(HttpMethod.Get, "things/1");
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer of-my-own-header");
        Task<EnergyResponse> OpenAsync() => secret == "of-my-own-header"
            ? pipeline.Transport.OpenAsync(Get with { IsAnonymous = true }, message, default)
            : pipeline.Transport.OpenAsync(Get.At(1) with { Secrets = ["of-the-body"] }, default);
        using var response = await OpenAsync();

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(async () => await response.EnsureSuccessAsync(default));

        Assert.Equal("{\"message\":\"no ***\"}", failure.Body);
        Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ThatIsEchoedInAHeader_IsMaskedInNamesAndValuesOfEveryKind()
    {
        const string Key = "k-1234567890";
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "{}", static r =>
        {
            r.Headers.TryAddWithoutValidation("X-" + Key, "name");
            r.Headers.TryAddWithoutValidation("X-Echo", "value " + Key);
            r.Headers.TryAddWithoutValidation("Set-Cookie", "session=1");
            r.Content.Headers.TryAddWithoutValidation("Y-" + Key, "name");
            r.Content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=" + Key);
        }));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);

        var headers = response.Info.Headers;

        Assert.Equal(("name", "value ***", "name", "attachment; filename=***"), (headers["X-***"], headers["X-Echo"], headers["Y-***"], headers["Content-Disposition"]));
        Assert.DoesNotContain("Set-Cookie", headers.Keys);
        Assert.DoesNotContain(headers, static h => (h.Key + h.Value).Contains(Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "{\"message\":\"no\"}")]
    public async Task Body_OfAnEndpointThatAnswersSecrets_IsNotShown(bool answersSecrets, string shown)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest, "{\"message\":\"no\"}"));

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.SendAsync((Get with { AnswersSecrets = answersSecrets }).At(1)));

        Assert.Equal(shown, failure.Body);
    }

    [Theory]
    [InlineData("iso-8859-1", new byte[] { 0xe9 })]
    [InlineData("utf-16", new byte[] { 0xe9, 0 })]
    [InlineData("utf-8", new byte[] { 0xc3, 0xa9 })]
    public async Task Error_IsReadInItsOwnCharset(string charset, byte[] letter)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[] body = [.. encoding.GetBytes("{\"message\":\"caf"), .. letter, .. encoding.GetBytes("\"}")];
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest, "", r =>
        {
            r.Content = new ByteArrayContent(body);
            r.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=" + charset);
        }));

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Contains("(café)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"message\":")]
    [InlineData("{\"message\":\"half \\ud800\",")]
    public async Task Error_ThatCannotBeReadAtAll_IsStillAnErrorOfItsStatus(string body)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.NotFound, body));

        var failure = await Assert.ThrowsAsync<EnergyNotFoundException>(() => pipeline.GetAsync());

        Assert.Null(failure.VendorCode);
        Assert.Equal(body, failure.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Model_WithMembersThatNobodyKnows_IsRefusedWhenTheOptionsSayStrict(bool isStrict)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "{\"name\":\"a\",\"colour\":1}"), o => o.Strict = isStrict);
        var type = (JsonTypeInfo<Model>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Model));

        if (isStrict)
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.Transport.SendAsync(Get.At(1), type, default));
            Assert.Contains("colour", failure.ToString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("a", (await pipeline.Transport.SendAsync(Get.At(1), type, default)).Name);
        }
    }

    [Fact]
    public async Task View_ThatIsDisposed_LeavesTheConnectionOpen()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));
        pipeline.Transport.WithCredential(EnergyCredential.FromText("tenant-2")).Dispose();

        await pipeline.GetAsync();

        pipeline.Transport.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pipeline.GetAsync());
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 60)]
    public async Task Attempt_HasNoLimitOfItsOwnWithoutResilience(bool isResilient, int seconds)
    {
        CancellationToken sent = default;
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(async (_, cancellation) =>
            {
                sent = cancellation;
                await Task.Delay(Timeout.Infinite, cancellation);
                return null!;
            }),
            o => (o.UseResilience, o.AttemptTimeout, o.TotalTimeout, o.MaxRetries) = (isResilient, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 0), autoAdvance: false);
        var call = pipeline.GetAsync();
        await pipeline.Server.Received.Task;

        pipeline.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.False(sent.IsCancellationRequested);
        pipeline.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(sent.IsCancellationRequested);
        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => call);
        Assert.Contains(isResilient ? "AttemptTimeout = 00:00:05" : "TotalTimeout = 00:01:00", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://energy.example.com/", true)]
    [InlineData("http://localhost:5000/", false)]
    [InlineData("http://127.0.0.1:5000/", false)]
    public void Proxy_IsNotAskedOnTheWayToThisMachineItself(string address, bool isAsked)
    {
        using var handler = EnergyPipeline.CreatePrimaryHandler(new TestVendor.Settings { BaseAddress = new Uri(address), PooledConnectionLifetime = TimeSpan.FromSeconds(77) });

        Assert.Equal((isAsked, false, false, DecompressionMethods.All), (handler.UseProxy, handler.AllowAutoRedirect, handler.UseCookies, handler.AutomaticDecompression));
        Assert.Equal((TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(30)), (handler.PooledConnectionLifetime, handler.ConnectTimeout));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Provider_OfTheCredential_ThatIsCancelled_IsPlainlyCancelled(bool isResilient)
    {
        using var cancellation = new CancellationTokenSource();
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o =>
        {
            o.UseResilience = isResilient;
            o.UseCredential(EnergyCredential.FromProvider("vault", async _ =>
            {
                await cancellation.CancelAsync();
                throw new FormatException("gave up");
            }));
        });

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => pipeline.GetAsync(cancellationToken: cancellation.Token));

        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Empty(pipeline.Server.Requests);
    }

    // A token that is renewed by a handler of the user's own: what it throws is a transport error, and what is ours already stays what it is.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Renewal_ThatFails_IsATransportError(bool isOurs)
    {
        Exception thrown = isOurs ? EnergyErrors.Payload(Get, null, "renewal") : new FormatException("renewal");
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.Unauthorized), o => (o.Authenticator, o.MaxRetries) = (new FailingRenewal(thrown), 0));

        var failure = await Assert.ThrowsAnyAsync<EnergyApiException>(() => pipeline.GetAsync());

        Assert.Same(thrown, isOurs ? failure : failure.InnerException);
        Assert.Equal(isOurs, failure is EnergyPayloadException);
        Assert.Single(pipeline.Server.Requests);
    }

    [Fact]
    public void Path_SaysWhichPlaceIsEmpty_AndEndsWithItsLastWord()
    {
        var path = new EnergyPath("org/{slug}/device/{device}/claim/");

        Assert.Throws<ArgumentException>("slug", () => path.Expand(" ", 7));
        Assert.Throws<ArgumentException>("device", () => path.Expand("arch", ".."));
        Assert.Equal("org/arch/device/7/claim/", path.ExpandLeading("arch", 7));
        Assert.Equal("org/arch/device/7/claim/", path.Expand("arch", 7));
        Assert.Throws<ArgumentException>("arguments", () => path.Expand("arch"));
        Assert.Equal("device/", new EnergyPath("device/").Expand());
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public async Task Body_ReadAsAWhole_IsNotReadOnWhenTheTotalLimitIsUsedUp(int seconds, bool isOver)
    {
        var chunks = 0;
        PipelineFixture? pipeline = null;
        IEnumerable<byte[]> Drip()
        {
            for (; chunks < 2; chunks++)
            {
                pipeline!.Clock.Advance(TimeSpan.FromSeconds(seconds));
                seconds = 0;
                yield return "1"u8.ToArray();
            }
        }

        using var _ = pipeline = new PipelineFixture(
            new StubServer().Answer(new ScriptedBody(Drip())),
            o => (o.TotalTimeout, o.AttemptTimeout, o.MaxRetries, o.MinBodyBytesPerSecond) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 0, 0), autoAdvance: false);

        var failure = await Record.ExceptionAsync(() => pipeline.GetAsync());

        Assert.Equal(isOver, failure is EnergyTransportException);
        Assert.Equal(isOver ? 0 : 2, chunks);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("TEXT/CSV", true)]
    [InlineData("application/geo+json", true)]
    [InlineData("application/jsonp", false)]
    [InlineData("image/text", false)]
    public async Task Mark_IsTakenOffTextOnly(string type, bool isText)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((_, _) =>
        {
            var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, (byte)'a']);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return Task.FromResult(new HttpResponseMessage { Content = content });
        }));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);
        using var body = await response.ReadBodyAsync(default);

        Assert.Equal(isText ? 1 : 4, body.Span.Length);
    }

    [Theory]
    [InlineData("{\n\n\n \"a\": ?")]
    [InlineData("\n?")]
    [InlineData("?")]
    public void Position_OfAFault_IsCountedFromTheStart(string json)
    {
        var buffer = PooledBody.Rent(json.Length);
        Encoding.UTF8.GetBytes(json, buffer);
        using var body = new PooledBody(buffer, json.Length);
        var fault = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(json));

        Assert.Equal(json.IndexOf('?', StringComparison.Ordinal), body.PositionOf(fault));
        Assert.Null(body.PositionOf(new JsonException("of the model")));
        Assert.Null(body.PositionOf(new JsonException("of the model", null, 1, null)));
        Assert.Throws<ArgumentNullException>("error", () => body.PositionOf(null!));
    }

    [Fact]
    public void Arguments_AreSetAddedAndCopied()
    {
        var arguments = new QueryArguments { { "a", "1" }, { "b", "x y" }, { "a", 2 }, { "c", (string?)null } };
        Assert.Equal("a=1&b=x%20y&a=2", arguments.ToString());
        Assert.Equal(("1", "x y", null), (arguments["a"], arguments["b"], arguments["c"]));

        var copy = arguments.Copy();
        Assert.Equal(arguments, copy);
        copy["a"] = "3";
        copy.Set("d", 4).Set("b", (string?)null);
        Assert.Equal("a=3&d=4", copy.ToString());
        Assert.Equal("a=1&b=x%20y&a=2", arguments.ToString());
        Assert.Throws<ArgumentException>("name", () => arguments.Add("", "1"));
        Assert.Throws<ArgumentException>("name", () => arguments.Add("", (string?)null));
        Assert.Throws<ArgumentException>("name", () => arguments.Set("", (string?)null));
        Assert.Equal("things/1?a=3&d=4", Get.At(1).With(copy).Target);
        Assert.Equal("things/1", Get.At(1).With(new QueryArguments()).Target);
    }

    // What is served and what is refused is what the rate is learnt from; a server that is down says nothing of it.
    [Theory]
    [InlineData(200, 1)]
    [InlineData(404, 1)]
    [InlineData(499, 1)]
    [InlineData(500, 0)]
    [InlineData(503, 0)]
    [InlineData(429, 0)]
    public async Task Answer_IsServedWhenTheServerDidItsWork(int status, int served)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((HttpStatusCode)status), o => o.MaxRetries = 0);
        await Record.ExceptionAsync(() => pipeline.GetAsync());

        var budget = pipeline.Transport.Account!.Budget;
        Assert.Equal((served, 0, status == 429), (budget.ServedCount, budget.State.InFlight, budget.State.LearntPerSecond is not null));
    }

    [Fact]
    public async Task ClassOfRoutes_TakesAPermitOfBothBudgets_AndHoldsItsOwnWhileItIsAsked()
    {
        (int Whole, int Own, int Next)? seen = null;
        PipelineFixture? pipeline = null;
        var endpoint = Get with { BudgetClass = "trigger" };
        using var _ = pipeline = new PipelineFixture(
            new StubServer().Answer((_, _) =>
            {
                var budgets = pipeline!.Transport.Account!.Budgets;
                seen = (budgets.Whole.State.InFlight, budgets.Of(endpoint).State.InFlight, budgets.Of(Get).State.InFlight);
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") });
            }),
            o => (o.RequestsPerSecond, o.RequestBurst) = (1, 1));

        await pipeline.SendAsync(endpoint.At(1));

        Assert.Equal((0, 1, 0), seen);
        Assert.Equal(Duration.FromSeconds(1), pipeline.Transport.Account!.Budget.Wait);
        Assert.Equal(0, pipeline.Transport.Account!.Budgets.Of(endpoint).State.InFlight);
    }

    [Fact]
    public async Task Call_WithoutATotalLimit_WaitsOutWhateverRestIsGranted()
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Busy(HttpStatusCode.TooManyRequests, 290).Answer(HttpStatusCode.OK), o => o.TotalTimeout = Timeout.InfiniteTimeSpan);

        await pipeline.GetAsync();

        Assert.Equal(Duration.FromSeconds(290), pipeline.Elapsed);
    }

    private sealed class Model : IKeepsUnknownMembers
    {
        [JsonPropertyName("name")]
        public string? Name { get; set; }

        [JsonExtensionData]
        public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
    }

    private sealed class FailingRenewal(Exception thrown) : EnergyAuthenticator
    {
        public override ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken) => default;

        public override ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken) => throw thrown;
    }
}
