using System.Net;
using System.Text;
using Energy.Clients.Tests.Http;

namespace Energy.Clients.Tests.Diagnostics;

[Collection(ListeningCollection.Name)]
public class SecretTests
{
    // With characters that addresses and JSON write in another form.
    private const string Key = "s3cr3t+K\"ey/9==";

    public static TheoryData<string> Echoes => [.. Servers.Keys];

    private static Dictionary<string, Func<StubServer>> Servers { get; } = new()
    {
        ["code and message"] = () => new StubServer().Answer(HttpStatusCode.BadRequest, $$"""{"code":"bad {{Json}}","message":"key {{Json}} is not known"}"""),
        ["field errors"] = () => new StubServer().Answer(HttpStatusCode.BadRequest, $$$"""{"errors":{"key {{{Json}}}":"{{{Json}}} is too short"}}"""),
        ["body as text"] = () => new StubServer().Answer(HttpStatusCode.Forbidden, "you sent APIKEY " + Key + " to us"),
        ["body in url form"] = () => new StubServer().Answer(HttpStatusCode.Forbidden, "you sent ?key=" + Uri.EscapeDataString(Key)),
        ["body in json form"] = () => new StubServer().Answer(HttpStatusCode.Forbidden, "you sent " + Json),
        ["key across the cut of the body"] = () => new StubServer().Answer(HttpStatusCode.Forbidden, new string('x', (8 * 1024) - 7) + Key + new string('y', 100)),
        ["request id"] = () => new StubServer().Answer(HttpStatusCode.NotFound, "", r => r.Headers.TryAddWithoutValidation("X-Request-Id", "for-" + Key)),
        ["redirect"] = () => new StubServer().Redirect("https://x.example.org/?k=" + Key),
        ["not json"] = () => new StubServer().Answer(HttpStatusCode.OK, Key),
        ["member of the wrong type"] = () => new StubServer().Answer(HttpStatusCode.OK, $$"""{"{{Json}}":[{{Json}}]}"""),
        ["status line of the framework"] = () =>
            new StubServer().Fail(new HttpRequestException(HttpRequestError.InvalidResponse, $"Received an invalid status line: '{Key}'.", new IOException("line was " + Key))),
        ["cut body"] = () => new StubServer().Answer(ScriptedBody.Of("{\"k\":\"" + Json, ScriptedBody.Ending.Cut)),
        ["clean cut"] = () => new StubServer().Answer(ScriptedBody.Of("{\"k\":\"" + Json)),
        ["body in the json of servers that escape little"] = () =>
            new StubServer().Answer(HttpStatusCode.Forbidden, "you sent " + Key.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)),
        ["lower case"] = () => new StubServer().Answer(HttpStatusCode.BadRequest, $$"""{"code":"{{Json.ToLowerInvariant()}}","message":"key {{Json.ToLowerInvariant()}}"}"""),
        ["hex"] = () => new StubServer().Answer(HttpStatusCode.BadRequest, $$$"""{"code":"{{{Hex}}}","errors":{"key":"{{{Hex.ToLowerInvariant()}}}"}}"""),
        ["html"] = () => new StubServer().Answer(HttpStatusCode.BadGateway, "<p>" + WebUtility.HtmlEncode(Key) + "</p>"),
        ["two ways in one text"] = () => new StubServer().Answer(HttpStatusCode.BadRequest, $$"""{"code":"s3cr3t%2BK\\u0022ey\/9=="}"""),
        ["escaped twice"] = () => new StubServer()
            .Answer(HttpStatusCode.Forbidden, "at ?next=" + Uri.EscapeDataString(Uri.EscapeDataString(Key)) + " in " + System.Text.Json.JsonEncodedText.Encode(Json)),
        ["within another text in base64"] = () => new StubServer().Answer(HttpStatusCode.BadGateway, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Key))),
        ["base64"] = () => new StubServer().Answer(HttpStatusCode.BadGateway, Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))),
        ["trailer that the framework quotes"] = () =>
            new StubServer().Answer(new BrokenBody(new HttpIOException(HttpRequestError.InvalidResponse, "Bad trailer: " + Key, new IOException(Key)))),
        ["trailer that only an inner exception quotes"] = () =>
            new StubServer().Answer(new BrokenBody(new HttpIOException(HttpRequestError.InvalidResponse, "Bad trailer.", new IOException("inner", new FormatException(Key))))),
        ["status line that only an inner exception quotes"] = () =>
            new StubServer().Fail(new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line.", new IOException("line was " + Key))),
        ["handler of the user's own that gives up"] = () => new StubServer().Fail(new TaskCanceledException("Gave up " + Key, new TimeoutException(Key))),
        ["body that gives up"] = () => new StubServer().Answer(new BrokenBody(new TaskCanceledException("Gave up " + Key, new TimeoutException(Key)))),
        ["handler of the user's own"] = () => new StubServer().Fail(new InvalidOperationException("Cannot send " + Key, new IOException(Key))),
        ["server error"] = () => new StubServer().Answer(HttpStatusCode.InternalServerError, "trace: Authorization=" + Key),
        ["rate limit"] = () => new StubServer().Busy(HttpStatusCode.TooManyRequests, 1_000),
    };

    private static string Hex => Convert.ToHexString(Encoding.UTF8.GetBytes(Key));

    private static string Json => System.Text.Json.JsonEncodedText.Encode(Key).ToString();

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task Key_ThatTheServerEchoes_IsNowhere(string echo)
    {
        using var witness = new Witness();
        using var pipeline = new PipelineFixture(Servers[echo](), o => o.Key = Key, loggers: witness);

        var failure = await Assert.ThrowsAnyAsync<EnergyApiException>(() => pipeline.GetAsync());

        Assert.NotEmpty(witness.Lines);
        Assert.NotEmpty(witness.Activities);
        AssertClean(Describe(failure));
        AssertClean(witness.Everything);
        Assert.All(pipeline.Server.Requests, r => Assert.Equal("APIKEY " + Key, r.Key));
    }

    [Fact]
    public async Task Key_EchoedInAValueThatARowReaderQuotes_IsMaskedWithItsPathAndCause()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o => o.Key = Key);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        var failure = EnergyErrors.Unreadable(response.Call, new System.Text.Json.JsonException($"'{Key}' is not a time.", "$." + Key, 1, 2), position: 7);

        AssertClean(Describe(failure));
        Assert.Contains("'***' is not a time", failure.Message, StringComparison.Ordinal);
        Assert.Equal("$.***", failure.JsonPath);
        Assert.Equal(7, failure.BytePosition);
    }

    [Theory]
    [InlineData("'s3cr3t+K\"e…' is not a unit", "'***…' is not a unit")]
    [InlineData("'s3cr3t%2BK%2…' is not a unit", "'***%2…' is not a unit")]
    [InlineData("'s3cr3t\\u002bK\\u00…' is not a unit", "'***\\u00…' is not a unit")]
    public async Task Key_WhoseBeginningIsQuoted_IsMasked(string quoted, string masked)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o => o.Key = Key);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        Assert.StartsWith(masked, EnergyErrors.Unreadable(response.Call, new System.Text.Json.JsonException(quoted)).InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k-1234567890")]
    [InlineData("for_k-1234567890")]
    public async Task Key_EchoedAsTheNameOfAMember_IsNotLogged(string name)
    {
        using var witness = new Witness();
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), loggers: witness);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        pipeline.Transport.Drift.For(response.Call).Report("thing", Encoding.UTF8.GetBytes(name));

        Assert.Contains(witness.Lines, line => line.Contains("has a member (a name of", StringComparison.Ordinal));
        Assert.DoesNotContain("k-1234567890", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_EchoedInAHeader_IsMaskedInThePageResponse()
    {
        using var pipeline =
            new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "{}", r => r.Headers.TryAddWithoutValidation("X-Echo", "APIKEY " + Key)), o => o.Key = Key);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        Assert.Equal("***", response.Info.Headers["x-echo"]);
    }

    [Fact]
    public async Task Password_EchoedByTheServer_IsMaskedThoughTheHeaderHoldsItInAnotherForm()
    {
        const string Password = "hunter2-hunter2";
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.Unauthorized, "wrong password: " + Password),
            o => o.UseCredential(EnergyCredential.FromPassword("me@example.com", Password)));

        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync());

        Assert.Equal("wrong password: ***", failure.Body);
    }

    [Fact]
    public async Task Key_OfAProvider_IsMaskedToo()
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.Unauthorized, "not known: vault-key-77"),
            o => o.UseCredential(EnergyCredential.FromProvider("vault", static _ => new("vault-key-77"))));

        Assert.Equal("not known: ***", (await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync())).Body);
    }

    [Fact]
    public void Credential_AsText_NeverShowsItsSecret()
    {
        Assert.Equal("credential (text)", EnergyCredential.FromText("abc").ToString());
        Assert.Equal("credential (provider)", EnergyCredential.FromProvider("abc", static _ => new("x")).ToString());
        Assert.Equal("credential (user name and password)", EnergyCredential.FromPassword("u", "abc").ToString());
        Assert.DoesNotContain("abc", EnergyCredential.FromText("abc").AccountId, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("clé-é")]
    [InlineData("two words")]
    [InlineData("line\n")]
    [InlineData("tab\t")]
    [InlineData("\u007f")]
    public void Credential_ThatAHeaderCannotCarry_IsRefusedWithoutRepeatingIt(string text)
    {
        var failure = Assert.Throws<ArgumentException>(() => EnergyCredential.FromText(text));

        Assert.True(text.Length == 0 || !failure.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credential_OfAProviderThatCannotBeSent_IsRefusedWithoutRepeatingIt()
    {
        var credential = EnergyCredential.FromProvider("vault", static _ => new("bad key"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await credential.GetSecretAsync(default));

        Assert.DoesNotContain("bad key", failure.Message, StringComparison.Ordinal);
    }

    // Every text that hangs on an exception, its causes included.
    private static string Describe(Exception failure)
    {
        var text = new StringBuilder(failure.ToString());
        for (var e = failure; e is not null; e = e.InnerException)
        {
            text.AppendLine(e.Message).AppendLine(string.Join(' ', e.Data.Values.Cast<object?>()));
            foreach (var property in e.GetType().GetProperties().Where(p => p.Name is not "TargetSite"))
            {
                text.AppendLine(property.GetValue(e) switch
                {
                    IReadOnlyDictionary<string, IReadOnlyList<string>> errors => string.Join('\n', errors.Select(p => p.Key + ": " + string.Join(", ", p.Value))),
                    var value => value?.ToString(),
                });
            }
        }

        return text.ToString();
    }

    private static void AssertClean(string text)
    {
        foreach (var part in new[] { Key, Uri.EscapeDataString(Key), Json, Key[..7], Hex, Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)) })
        {
            Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
