using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>The two edges of the network: whatever is thrown there, but the caller's cancellation, is the family's transport error, and tried again where that is safe.</summary>
public class EdgeTests
{
    public static TheoryData<Exception, TransportFailure> Thrown => new()
    {
        { new TimeoutException("mine"), TransportFailure.TimedOut },
        { new IOException("broken pipe"), TransportFailure.CutOff },
        { new SocketException((int)SocketError.ConnectionRefused), TransportFailure.Unreachable },
        { new AuthenticationException("certificate"), TransportFailure.Unreachable },
        { new HttpRequestException(HttpRequestError.ResponseEnded, "ended"), TransportFailure.CutOff },
        { new TimeoutRejectedException(), TransportFailure.Handler },
        { new InvalidOperationException("circuit open"), TransportFailure.Handler },
        { new TaskCanceledException("a limit of the handler's own"), TransportFailure.TimedOut },
    };

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task Handler_ThatThrowsAnything_IsATransportErrorAndTriedAgain(Exception thrown, TransportFailure expected)
    {
        using var failing = new PipelineFixture(new StubServer().Fail(thrown));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => failing.GetAsync());

        Assert.Equal((expected, "Test.Things.Get", "GET /things/{id}", true), (failure.Failure, failure.Operation, failure.Route, failure.CanRetry));
        Assert.Equal(4, failing.Server.Requests.Count);
        using var recovering = new PipelineFixture(new StubServer().Fail(thrown).Answer(HttpStatusCode.OK, """{"a":1}"""));
        Assert.Equal(1, (int)(await recovering.GetAsync())["a"]!);
        using var posting = new PipelineFixture(new StubServer().Fail(thrown));
        await Assert.ThrowsAsync<EnergyTransportException>(() => posting.SendAsync(HttpMethod.Post));
        Assert.Single(posting.Server.Requests);
    }

    [Fact]
    public async Task Handler_ThatThrows_IsATransportErrorAlsoWithoutOurResilience()
    {
        using var pipeline = new PipelineFixture(new StubServer().Fail(new IOException("broken pipe")), o => o.UseResilience = false);

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());
    }

    [Fact]
    public async Task Provider_OfTheCredentialThatThrows_IsATransportErrorWithoutASentRequest()
    {
        var calls = 0;
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.OK),
            o => o.UseCredential(EnergyCredential.FromProvider("vault", _ => ++calls <= 4 ? throw new FormatException("vault is sealed") : new ValueTask<string>("the-key"))));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal((TransportFailure.Handler, "Test.Things.Get"), (failure.Failure, failure.Operation));
        Assert.IsType<FormatException>(failure.InnerException);
        Assert.Empty(pipeline.Server.Requests);
        Assert.Equal(4, calls);
        await pipeline.GetAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OfBrokenBrotli_IsATransportErrorAndAskedForAgain(bool once)
    {
        // What does not compress, so that what is broken in the middle cannot be read on as something else.
        var text = new byte[5_000];
        new Random(42).NextBytes(text);
        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await brotli.WriteAsync(Encoding.UTF8.GetBytes("{\"a\":\"" + Convert.ToHexString(text) + "\"}"));
        }

        var broken = compressed.ToArray();
        broken.AsSpan(broken.Length / 2).Fill(0xA5);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new BrotliStream(new MemoryStream(broken), CompressionMode.Decompress).CopyToAsync(Stream.Null));
        var server = new StubServer();
        server = server.Answer((_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BrotliStream(new MemoryStream(broken), CompressionMode.Decompress)) }));
        using var pipeline = new PipelineFixture(once ? server.Answer(HttpStatusCode.OK) : server);

        if (once)
        {
            await pipeline.GetAsync();
            Assert.Equal(2, server.Requests.Count);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());
            Assert.Equal(TransportFailure.CutOff, failure.Failure);
            Assert.Equal(4, server.Requests.Count);
        }
    }

    [Fact]
    public async Task Handler_OutsideOfOursThatThrows_IsATransportError()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK);
        var services = new ServiceCollection();
        new EnergyClientRegistration<Client, TestVendor.Settings>(TestVendor.Instance, static transport => new Client(transport), static (_, _) => { })
            .Add(services, o => o.Key = "k-1")
            .ConfigurePrimaryHttpMessageHandler(() => server)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Insert(0, new Throwing()));
        await using var provider = services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => provider.GetRequiredService<Client>().GetAsync());

        Assert.Equal((TransportFailure.Handler, "Test.Things.Get"), (failure.Failure, failure.Operation));
        Assert.IsType<TimeoutRejectedException>(failure.InnerException);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Body_OfASingleGetThatIsCut_IsAskedForAgainLikeAPage()
    {
        using var pipeline = new PipelineFixture(new StubServer()
            .Answer(ScriptedBody.Of("{\"a\":", ScriptedBody.Ending.Cut))
            .Answer(ScriptedBody.Of("{\"a\":"))
            .Answer(HttpStatusCode.OK, """{"a":1}"""));

        Assert.Equal(1, (int)(await pipeline.GetAsync())["a"]!);
        Assert.Equal(3, pipeline.Server.Requests.Count);
    }

    [Fact]
    public async Task Body_OfAnswerThatIsCut_GoesWithTheRequestAgain()
    {
        var bodies = new List<string>();
        using var pipeline = new PipelineFixture(new StubServer().Answer(async (request, token) =>
        {
            bodies.Add(await request.Content!.ReadAsStringAsync(token));
            return new HttpResponseMessage { Content = new StreamContent(ScriptedBody.Of("{\"a\":1}", bodies.Count == 1 ? ScriptedBody.Ending.Cut : ScriptedBody.Ending.End)) };
        }));
        var request = new EnergyRequest(PipelineFixture.Get, "things/1").WithJson(static json => json.Add("name", "load"));

        Assert.Equal(1, (int)(await pipeline.SendAsync(request))["a"]!);

        Assert.Equal(["""{"name":"load"}""", """{"name":"load"}"""], bodies);
    }

    [Fact]
    public async Task Body_OfAPostThatIsCut_IsNotAskedForAgain()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of("{\"a\":", ScriptedBody.Ending.Cut)));

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.SendAsync(HttpMethod.Post));

        Assert.Single(pipeline.Server.Requests);
    }

    [Fact]
    public async Task Retries_OfHeadersAndOfBodies_AreCountedTogether()
    {
        using var pipeline = new PipelineFixture(new StubServer()
            .Answer(HttpStatusCode.BadGateway)
            .Answer(ScriptedBody.Of("{", ScriptedBody.Ending.Cut))
            .Answer(HttpStatusCode.BadGateway)
            .Answer(ScriptedBody.Of("{", ScriptedBody.Ending.Cut)));

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(4, pipeline.Server.Requests.Count);
    }

    [Fact]
    public async Task Body_ThatDrips_EndsByTheLeastRate()
    {
        PipelineFixture? pipeline = null;
        IEnumerable<byte[]> Drip()
        {
            // Ten times as long as it should be read, and not for ever.
            for (var i = 0; i < 1_200; i++)
            {
                yield return " "u8.ToArray();
            }
        }

        var body = new SlowStream(Drip(), () => pipeline!.Clock.Advance(TimeSpan.FromMilliseconds(250)));
        using var _ = pipeline = new PipelineFixture(new StubServer().Answer(body), autoAdvance: false);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        var stream = await response.OpenBodyAsync(default);
        var buffer = new byte[100];

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(async () =>
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        });

        Assert.Contains("MinBodyBytesPerSecond = 16", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.Equal(Duration.FromSeconds(30), pipeline.Elapsed);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("windows-1252", false)]
    public async Task Body_InADeclaredCharset_IsRead(string charset, bool hasMark)
    {
        var encoding = charset == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(charset)! : Encoding.GetEncoding(charset);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("""{"a":"Zähler für 5 µs"}""")];
        foreach (var chunk in new[] { 1, 2, 7, 1_000 })
        {
            var server = new StubServer().Answer((_, _) =>
            {
                var content = new StreamContent(new ScriptedBody(bytes.Chunk(chunk)));
                content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
                return Task.FromResult(new HttpResponseMessage { Content = content });
            });
            using var pipeline = new PipelineFixture(server);

            Assert.Equal("Zähler für 5 µs", (string)(await pipeline.GetAsync())["a"]!);
        }
    }

    [Fact]
    public async Task Body_InAnUnknownCharset_IsAnErrorThatNamesIt()
    {
        var server = new StubServer().Answer((_, _) =>
        {
            var content = new ByteArrayContent("{}"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=x-klingon");
            return Task.FromResult(new HttpResponseMessage { Content = content });
        });
        using var pipeline = new PipelineFixture(server);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Contains("x-klingon", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_WithTextThatIsNotUtf8_KeepsItsStatus()
    {
        byte[] bytes = [.. "{\"code\":\"E"u8, 0xFF, .. "\"}"u8];
        using var pipeline = new PipelineFixture(new StubServer().Answer(new MemoryStream(bytes), HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(HttpStatusCode.BadRequest, failure.Status);
    }

    private sealed class TimeoutRejectedException() : Exception("The operation didn't complete within the allowed timeout.");

    private sealed class Throwing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new TimeoutRejectedException());
    }

    private sealed class Client(EnergyTransport transport) : EnergyClient(transport)
    {
        protected override string VendorName => "Test";

        public Task GetAsync() => Transport.SendAsync(PipelineFixture.Get.At(1), default);
    }

    // Each read is pending while the clock moves on.
    private sealed class SlowStream(IEnumerable<byte[]> chunks, Action wait) : ReadOnlyStream
    {
        private readonly IEnumerator<byte[]> _chunks = chunks.GetEnumerator();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            wait();
            cancellationToken.ThrowIfCancellationRequested();
            if (!_chunks.MoveNext())
            {
                return 0;
            }

            _chunks.Current.CopyTo(buffer);
            return _chunks.Current.Length;
        }
    }
}
