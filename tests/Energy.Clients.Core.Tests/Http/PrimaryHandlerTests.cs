using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Energy.Clients.Tests.Http;

/// <summary>Handlers that users bring (client certificates, proxies) must not carry a key to another origin: real sockets, two servers.</summary>
public class PrimaryHandlerTests
{
    public static TheoryData<string> Handlers => new("SocketsHttpHandler", "HttpClientHandler", "wrapped", "used before");

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Handler_ThatWouldFollowRedirects_NeverShowsTheKeyToAnotherOrigin(string kind)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var location = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/stolen";
        var serving = ServeAsync(server, $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", timeout.Token);
        HttpMessageHandler handler = kind == "HttpClientHandler" ? new HttpClientHandler() : new SocketsHttpHandler();
        if (kind == "wrapped")
        {
            handler = new Wrapper { InnerHandler = handler };
        }

        if (kind == "used before")
        {
            using var client = new HttpClient(handler, disposeHandler: false);
            await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri("http://127.0.0.1:1/"), timeout.Token));
        }

        var settings =
            new TestVendor.Settings
            {
                BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/"),
                MaxRetries = 0,
                Authenticator = new HeaderAuthenticator("x-api-key")
            };
        using var transport = EnergyTransport.Create(TestVendor.Instance, settings, handler);

        var failure = await Assert.ThrowsAnyAsync<EnergyApiException>(() => transport.SendAsync(PipelineFixture.Get.At(1), timeout.Token));

        Assert.False(other.Pending());
        if (kind == "used before")
        {
            Assert.Contains("AllowAutoRedirect", failure.InnerException!.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("another origin", failure.Message, StringComparison.Ordinal);
            Assert.Contains("x-api-key: k-1234567890", await serving, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SocketsHttpHandler")]
    [InlineData("HttpClientHandler")]
    public async Task Handler_ThatWouldKeepCookies_SendsNone(string kind)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        HttpMessageHandler handler = kind == "HttpClientHandler" ? new HttpClientHandler() : new SocketsHttpHandler();
        var settings = new TestVendor.Settings { BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/"), MaxRetries = 0 };
        using var transport = EnergyTransport.Create(TestVendor.Instance, settings, handler);
        var second = "";

        for (var i = 0; i < 2; i++)
        {
            var serving = ServeAsync(server, "HTTP/1.1 200 OK\r\nSet-Cookie: session=1; Path=/\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", timeout.Token);
            await transport.SendAsync(PipelineFixture.Get.At(1), timeout.Token);
            second = await serving;
        }

        Assert.DoesNotContain("session=1", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_ThatFollowedARedirectByItself_IsRefusedWhereItWentToAnotherOrigin()
    {
        using var handler = new Following(new Uri("https://elsewhere.example.com/things/1"));
        using var transport = EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings(), handler);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => transport.SendAsync(PipelineFixture.Get.At(1), default));

        Assert.Contains("another origin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handler_OfOurs_RenewsItsConnectionsAndFollowsNothing()
    {
        using var handler = EnergyPipeline.CreatePrimaryHandler(new TestVendor.Settings { PooledConnectionLifetime = TimeSpan.FromSeconds(42) });

        Assert.Equal(TimeSpan.FromSeconds(42), handler.PooledConnectionLifetime);
        Assert.Equal((false, false), (handler.AllowAutoRedirect, handler.UseCookies));
    }

    [Fact]
    public async Task Request_SaysWhichPackageAsks()
    {
        var agent = "";
        using var pipeline = new PipelineFixture(new StubServer().Answer((request, _) =>
        {
            agent = request.Headers.UserAgent.ToString();
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") });
        }));

        await pipeline.GetAsync();

        Assert.Matches(@"^Energy\.Clients\.Test/\d+\.\d+\.\d+$", agent);
    }

    private static async Task<string> ServeAsync(TcpListener listener, string answer, CancellationToken cancellationToken)
    {
        using var socket = await listener.AcceptSocketAsync(cancellationToken);
        var buffer = new byte[8_192];
        var count = 0;
        do
        {
            count += await socket.ReceiveAsync(buffer.AsMemory(count), cancellationToken);
        }
        while (!Encoding.ASCII.GetString(buffer, 0, count).Contains("\r\n\r\n", StringComparison.Ordinal));

        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    private sealed class Wrapper : DelegatingHandler;

    // As a handler of the user's own that is none of the framework's.
    private sealed class Following(Uri target) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}"), RequestMessage = new HttpRequestMessage(HttpMethod.Get, target) });
    }
}
