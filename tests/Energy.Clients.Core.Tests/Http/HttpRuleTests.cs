using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests.Http;

/// <summary>The rules of requests, answers and bodies at their edges.</summary>
public class HttpRuleTests
{
    private static readonly EnergyEndpoint Get = PipelineFixture.Get;

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void Success_IsEveryStatusOfTheTwoHundreds(int status, bool isSuccess) => Assert.Equal(isSuccess, TestVendor.Instance.Errors.IsSuccess((HttpStatusCode)status));

    [Fact]
    public async Task Request_SaysWhatItAcceptsAndWhetherTheConnectionCloses()
    {
        var seen = new List<(string Accept, bool? Closes)>();
        using var pipeline = new PipelineFixture(new StubServer().Answer((request, _) =>
        {
            seen.Add((request.Headers.Accept.ToString(), request.Headers.ConnectionClose));
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") });
        }));

        await pipeline.SendAsync(Get.At(1));
        await pipeline.SendAsync((Get with { ClosesConnection = true }).At(1) with { Accept = "text/csv" });

        Assert.Equal([("", null), ("text/csv", true)], seen);
    }

    // 1,024 bytes are allowed; a length that is declared is refused before a byte is read.
    [Theory]
    [InlineData(1_023, true, true)]
    [InlineData(1_024, true, true)]
    [InlineData(1_025, true, false)]
    [InlineData(1_023, false, true)]
    [InlineData(1_024, false, true)]
    [InlineData(1_025, false, false)]
    public async Task Body_AsLongAsTheLimit_IsRead(int length, bool isDeclared, bool isRead)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', length));
        using var pipeline = new PipelineFixture(
            new StubServer().Answer((_, _) =>
            {
                var content = isDeclared ? (HttpContent)new ByteArrayContent(bytes) : new StreamContent(new ScriptedBody(bytes.Chunk(300)));
                return Task.FromResult(new HttpResponseMessage { Content = content });
            }),
            o => o.MaxBufferedBodyBytes = 1_024);
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);

        if (isRead)
        {
            using var body = await response.ReadBodyAsync(default);
            Assert.Equal(bytes, body.Span.ToArray());
        }
        else
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await response.ReadBodyAsync(default));
            Assert.Equal(isDeclared, failure.Message.Contains("it has 1025 bytes", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    public async Task Body_LongerThanAnyBuffer_ComesWhole(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(static i => (byte)(i * 31)).ToArray();
        using var pipeline = new PipelineFixture(new StubServer().Answer(new ScriptedBody(bytes.Chunk(7_001))));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);
        using var body = await response.ReadBodyAsync(default);

        Assert.Equal(bytes, body.Span.ToArray());
    }

    [Theory]
    [InlineData(8_191, 8_191)]
    [InlineData(8_192, 8_192)]
    [InlineData(8_193, 8_192)]
    [InlineData(200_000, 8_192)]
    public async Task Error_ShowsTheBeginningOfItsBody(int length, int shown)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest, new string('x', length)));

        Assert.Equal(new string('x', shown), (await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync())).Body);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("application/json", true)]
    [InlineData("application/octet-stream", false)]
    public async Task Body_OfText_ComesAsUtf8_AndAnyOtherAsItIs(string type, bool isText)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((_, _) =>
        {
            var content = new ByteArrayContent([0xe9]);
            content.Headers.TryAddWithoutValidation("Content-Type", type + "; charset=iso-8859-1");
            return Task.FromResult(new HttpResponseMessage { Content = content });
        }));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);
        using var body = await response.ReadBodyAsync(default);

        Assert.Equal(isText ? "é"u8.ToArray() : [0xe9], body.Span.ToArray());
    }

    [Fact]
    public async Task Error_InAStrangeCharset_IsStillAnErrorOfItsStatus()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest, "{\"message\":\"no\"}", static r =>
        {
            r.Content.Headers.Remove("Content-Type");
            r.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon");
        }));

        Assert.Contains("(no)", (await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfWhatTheVendorSaysIsAbsent_IsNull_AndNoOther404Is()
    {
        var type = (JsonTypeInfo<Dictionary<string, int>>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Dictionary<string, int>));
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.OK, "{\"a\":1}").Answer(HttpStatusCode.NotFound, "{\"code\":\"none\"}").Answer(HttpStatusCode.NotFound, "gateway"));

        Assert.Equal(1, (await pipeline.Transport.FindAsync(Get.At(1), type, default))!["a"]);
        Assert.Null(await pipeline.Transport.FindAsync(Get.At(1), type, default));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => pipeline.Transport.FindAsync(Get.At(1), type, default));
    }

    [Fact]
    public async Task ReadAnswer_TakesAnyStatus()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest));

        Assert.Equal(HttpStatusCode.BadRequest, await pipeline.Transport.ReadAnswerAsync(Get.At(1), static (response, _) => Task.FromResult(response.Status), default));
        await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.Transport.SendAsync(Get.At(1), static (response, _) => Task.FromResult(response.Status), default));
    }

    /// <summary>Whoever rents the memory next, of any library, sees what was left in it.</summary>
    [Fact]
    public async Task Body_ThatMayHoldASecret_LeavesNothingInThePool()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "{\"token\":\"one-secret\"}"));

        Assert.True(await pipeline.Transport.SendAsync((Get with { AnswersSecrets = true }).At(1), IsClearedAsync, default));

        static async Task<bool> IsClearedAsync(EnergyResponse response, CancellationToken cancellationToken) => IsCleared(await response.ReadBodyAsync(cancellationToken));

        static bool IsCleared(PooledBody body)
        {
            var span = body.Span;
            Assert.Contains("one-secret", Encoding.UTF8.GetString(span), StringComparison.Ordinal);
            body.Dispose();
            return span.IndexOfAnyExcept((byte)0) < 0;
        }
    }

    [Fact]
    public async Task Raw_WithoutAnAddress_GoesToTheBaseAddress()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));
        foreach (var address in new[] { null, new Uri("things/2", UriKind.Relative), new Uri("/things/3", UriKind.Relative),
            new Uri("https://energy.example.com/things/4"), new Uri("/things/5", UriKind.RelativeOrAbsolute) })
        {
            using var request = new HttpRequestMessage { RequestUri = address };
            using var response = await pipeline.Transport.SendRawAsync("Test", request, default);
        }

        Assert.Equal(["/", "/things/2", "/things/3", "/things/4", "/things/5"], pipeline.Server.Requests.Select(static r => r.Uri.AbsolutePath));
    }

    [Fact]
    public async Task Answer_WhoseTokenHadEnded_IsClosedBeforeTheNextIsAskedFor()
    {
        var body = ScriptedBody.Of("{}");
        using var pipeline = new PipelineFixture(new StubServer().Answer(body, HttpStatusCode.Unauthorized).Answer(HttpStatusCode.OK), o => o.Authenticator = new Renewing());

        await pipeline.GetAsync();

        Assert.True(body.IsDisposed);
        Assert.Equal(["token 1", "token 2"], pipeline.Server.Requests.Select(static r => r.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_ThatIsLeft_IsClosed(bool isAsync)
    {
        var inner = ScriptedBody.Of("{}");
        using var pipeline = new PipelineFixture(new StubServer().Answer(inner));
        using var response = await pipeline.Transport.OpenAsync(Get.At(1), default);
        var body = await response.OpenBodyAsync(default);

        if (isAsync)
        {
            await body.DisposeAsync();
        }
        else
        {
            body.Dispose();
        }

        Assert.True(inner.IsDisposed);
    }

    [Fact]
    public void Client_ThatIsDisposed_DisposesItsHandler()
    {
        var primary = new Closing();
        var client = new Client(
            EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings(), new() { PrimaryHandler = primary, TimeProvider = new ManualTimeProvider() }));
        Assert.Equal("https://energy.example.com/", client.BaseAddress.ToString());

        client.Dispose();

        Assert.True(primary.IsDisposed);
        Assert.Equal("https://substitute.invalid/", new Client().BaseAddress.ToString());
    }

    [Fact]
    public void Path_OfFewerValues_EndsBehindTheLastOne()
    {
        var path = new EnergyPath("org/{slug}/device/{device}");

        Assert.Equal("org", path.ExpandLeading());
        Assert.Equal("org/arch", path.ExpandLeading("arch"));
        Assert.Equal("org/arch/device/7", path.ExpandLeading("arch", 7));
        Assert.Throws<ArgumentException>(() => path.ExpandLeading("arch", 7, 8));
        Assert.Throws<ArgumentException>(() => new EnergyPath("org/{slug"));
        Assert.Throws<ArgumentNullException>("template", () => new EnergyPath(null!));
    }

    [Fact]
    public async Task Null_IsRefusedAtTheCallByItsName()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));
        var transport = pipeline.Transport;
        var (credential, clock, accounts) = (EnergyCredential.FromText("k-1234567890"), new ManualTimeProvider(), new EnergyAccounts());
        var root = new Uri("https://energy.example.com/");
        static Task<int> Read(EnergyResponse response, CancellationToken token) => Task.FromResult(0);

        Assert.Throws<ArgumentNullException>("vendor", () => EnergyTransport.Create<TestVendor.Settings>(null!, new TestVendor.Settings()));
        Assert.Throws<ArgumentNullException>("options", () => EnergyTransport.Create(TestVendor.Instance, null!));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => transport.OpenAsync(null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("endpoint", () => transport.OpenAsync(null!, new HttpRequestMessage(), default));
        await Assert.ThrowsAsync<ArgumentNullException>("message", () => transport.OpenAsync(Get, null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => transport.SendAsync(null!, Read, default));
        await Assert.ThrowsAsync<ArgumentNullException>("read", () => transport.SendAsync<int>(Get.At(1), (Func<EnergyResponse, CancellationToken, Task<int>>)null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => transport.ReadAnswerAsync(null!, Read, default));
        await Assert.ThrowsAsync<ArgumentNullException>("read", () => transport.ReadAnswerAsync<int>(Get.At(1), null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => transport.SendRawAsync("Test", null!, default));
        Assert.Throws<ArgumentNullException>("credential", () => transport.WithCredential(null!));
        Assert.Throws<ArgumentNullException>("baseAddress", () => accounts.Get(null!, credential, static () => null!, clock));
        Assert.Throws<ArgumentNullException>("credential", () => accounts.Get(root, null!, static () => null!, clock));
        Assert.Throws<ArgumentNullException>("newBudget", () => accounts.Get(root, credential, null!, clock));
        Assert.Throws<ArgumentNullException>("timeProvider", () => accounts.Get(root, credential, static () => null!, null!));
        Assert.Throws<ArgumentException>("account", () => EnergyCredential.FromProvider(" ", static _ => new("a")));
        Assert.Throws<ArgumentNullException>("provider", () => EnergyCredential.FromProvider("vault", null!));
        Assert.Throws<ArgumentException>("userName", () => EnergyCredential.FromPassword(" ", "p"));
        Assert.Throws<ArgumentException>("password", () => EnergyCredential.FromPassword("u", ""));
        Assert.Throws<ArgumentException>("operation", () => new EnergyEndpoint("", HttpMethod.Get, PipelineFixture.Thing));
        Assert.Throws<ArgumentNullException>("method", () => new EnergyEndpoint("A.B.C", null!, PipelineFixture.Thing));
        Assert.Throws<ArgumentNullException>("path", () => new EnergyEndpoint("A.B.C", HttpMethod.Get, null!));
        Assert.Throws<ArgumentNullException>("transport", () => new Client(null!));
        Assert.Throws<ArgumentNullException>("timeProvider", () => new RateBudget(null, 1, null!));
        await Assert.ThrowsAsync<ArgumentNullException>("context", async () => await new HeaderAuthenticator("x-api-key").ApplyAsync(null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("signIn", () => new SharedSignIn<string>(clock).GetAsync(null!, default));
        Assert.Throws<ArgumentNullException>("create", () => transport.Account!.GetState<string>(null!));
    }

    private sealed class Client : EnergyClient
    {
        public Client(EnergyTransport transport)
            : base(transport)
        {
        }

        public Client()
        {
        }

        protected override string VendorName => "Test";
    }

    private sealed class Closing : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());

        protected override void Dispose(bool disposing)
        {
            IsDisposed |= disposing;
            base.Dispose(disposing);
        }
    }

    private sealed class Renewing : EnergyAuthenticator
    {
        private int _token = 1;

        public override ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
        {
            context.Request.Headers.Remove("Authorization");
            context.Request.Headers.TryAddWithoutValidation("Authorization", "token " + _token);
            return default;
        }

        public override ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken) =>
            new(response.StatusCode == HttpStatusCode.Unauthorized && ++_token == 2);
    }
}
