using System.Net;

namespace Energy.Clients.Tests.Http;

/// <summary>What <see cref="OriginTests"/> leaves open of redirects: what is closed, what is restored, and which handlers are made safe, without a network.</summary>
public class RedirectRuleTests
{
    private static readonly Uri Asked = new("https://energy.example.com/a/x");

    [Theory]
    [InlineData("b?c=d", "https://energy.example.com/a/b?c=d")]
    [InlineData("/b", "https://energy.example.com/b")]
    [InlineData("https://energy.example.com:443/b", "https://energy.example.com/b")]
    public async Task Redirect_IsRelativeToWhereItCameFrom_AndTheRequestIsGivenBackAsItWas(string location, string expected)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var body = ScriptedBody.Of("moved");
            var inner = new Inner(body, HttpStatusCode.Found, location);
            using var request = new HttpRequestMessage(method, Asked);
            using var response = await SendAsync(inner, request);

            Assert.Equal([Asked.AbsoluteUri, expected], inner.Seen);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(Asked, request.RequestUri);
            Assert.True(body.IsDisposed);
        }
    }

    [Theory]
    [InlineData("GET", "https://evil.example.org/", "another origin")]
    [InlineData("POST", "/b", "a POST is not sent again elsewhere")]
    [InlineData("PUT", "/b", "a PUT is not sent again elsewhere")]
    public async Task Redirect_ThatIsRefused_IsClosed_AndTheRequestIsGivenBackAsItWas(string method, string location, string why)
    {
        var body = ScriptedBody.Of("moved");
        var inner = new Inner(body, HttpStatusCode.TemporaryRedirect, location);
        using var request = Request(method);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => SendAsync(inner, request));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(Asked, request.RequestUri);
        Assert.True(body.IsDisposed);
        Assert.Single(inner.Seen);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found, null)]
    [InlineData(HttpStatusCode.NotModified, "/b")]
    [InlineData(HttpStatusCode.Ambiguous, "/b")]
    [InlineData(HttpStatusCode.OK, "/b")]
    public async Task Answer_ThatIsNoRedirect_ComesAsItIs(HttpStatusCode status, string? location)
    {
        var body = ScriptedBody.Of("here");
        var inner = new Inner(body, status, location);
        using var request = Request("GET");
        using var response = await SendAsync(inner, request);

        Assert.Equal(status, response.StatusCode);
        Assert.False(body.IsDisposed);
        Assert.Single(inner.Seen);
    }

    // A handler of the user's own may have followed it already: the key is gone then, but the answer is not believed.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_FromAnotherOrigin_IsRefusedAndClosed(bool saysSo)
    {
        var body = ScriptedBody.Of("{}");
        var inner = new Inner(body, HttpStatusCode.OK, null)
        {
            Follow = (request, response) =>
            {
                var elsewhere = new Uri("https://evil.example.org/");
                if (saysSo)
                {
                    response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, elsewhere);
                }
                else
                {
                    request.RequestUri = elsewhere;
                }
            },
        };
        using var request = Request("GET");

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => SendAsync(inner, request));

        Assert.Contains("followed it to another origin by itself", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Asked, request.RequestUri);
        Assert.True(body.IsDisposed);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task PrimaryHandler_IsToldOnce_NotToFollowAndNotToKeepCookies(bool follows, bool keepsCookies)
    {
        using var sockets = new SocketsHttpHandler { AllowAutoRedirect = follows, UseCookies = keepsCookies };
        using var client = new HttpClientHandler { AllowAutoRedirect = follows, UseCookies = keepsCookies };
        foreach (var primary in new HttpMessageHandler[] { sockets, client })
        {
            // It answers itself, so that what stands below is never asked.
            var answering = new Inner(ScriptedBody.Of(""), HttpStatusCode.OK, null) { InnerHandler = primary };
            using var guard = new RedirectGuardHandler { InnerHandler = new Outer { InnerHandler = answering } };
            using var invoker = new HttpMessageInvoker(guard, disposeHandler: false);
            for (var i = 0; i < 2; i++)
            {
                using var request = Request("GET");
                using var response = await invoker.SendAsync(request, default);
            }
        }

        Assert.Equal((false, false, false, false), (sockets.AllowAutoRedirect, sockets.UseCookies, client.AllowAutoRedirect, client.UseCookies));
    }

    private static HttpRequestMessage Request(string method) => new(new HttpMethod(method), Asked);

    private static Task<HttpResponseMessage> SendAsync(Inner inner, HttpRequestMessage request)
    {
        var invoker = new HttpMessageInvoker(new RedirectGuardHandler { InnerHandler = inner });
        return invoker.SendAsync(request, default);
    }

    private sealed class Outer : DelegatingHandler;

    /// <summary>Answers once as it is told, and then with 200.</summary>
    private sealed class Inner(Stream body, HttpStatusCode status, string? location) : DelegatingHandler
    {
        public List<string> Seen { get; } = [];

        public Action<HttpRequestMessage, HttpResponseMessage>? Follow { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add(request.RequestUri!.AbsoluteUri);
            if (Seen.Count > 1)
            {
                return Task.FromResult(new HttpResponseMessage { RequestMessage = request });
            }

            var response = new HttpResponseMessage(status) { Content = new StreamContent(body), RequestMessage = request };
            if (location is not null)
            {
                response.Headers.TryAddWithoutValidation("Location", location);
            }

            Follow?.Invoke(request, response);
            return Task.FromResult(response);
        }
    }
}
