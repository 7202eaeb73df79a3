using System.Net;

namespace Energy.Clients.Tests.Http;

public class OriginTests
{
    private const string Key = "APIKEY k-1234567890";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_WithinTheOrigin_IsFollowedWithTheKey(int status)
    {
        using var pipeline = new PipelineFixture(new StubServer().Redirect("/elsewhere/1?a=b", (HttpStatusCode)status).Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.Equal([new("https://energy.example.com/things/1"), new("https://energy.example.com/elsewhere/1?a=b")], pipeline.Server.Requests.ConvertAll(r => r.Uri));
        Assert.All(pipeline.Server.Requests, r => Assert.Equal(Key, r.Key));
    }

    [Fact]
    public async Task Redirects_AreFollowedThreeTimesAndNoMore()
    {
        using var pipeline = new PipelineFixture(new StubServer().Redirect("/a").Redirect("/b").Redirect("/c").Answer(HttpStatusCode.OK));
        await pipeline.GetAsync();
        Assert.Equal(4, pipeline.Server.Requests.Count);

        using var endless = new PipelineFixture(new StubServer().Redirect("/again"));
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => endless.GetAsync());
        Assert.Equal(4, endless.Server.Requests.Count);
        Assert.Contains("4th", failure.Message, StringComparison.Ordinal);
        Assert.Contains("BaseAddress", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.org/things")]
    [InlineData("http://energy.example.com/things/1")]
    [InlineData("https://energy.example.com:8443/things/1")]
    [InlineData("//evil.example.org/things")]
    [InlineData("https://k-1234567890@evil.example.org/")]
    [InlineData("https://k-1234567890.example.org/")]
    public async Task Redirect_ToAnotherOrigin_IsRefusedAndNothingGoesThere(string location)
    {
        using var pipeline = new PipelineFixture(new StubServer().Redirect(location).Answer(HttpStatusCode.OK));

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Single(pipeline.Server.Requests);
        Assert.Contains("another origin", failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, failure.Status);
        Assert.DoesNotContain("k-1234567890", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_OfAPost_IsRefused()
    {
        using var pipeline = new PipelineFixture(new StubServer().Redirect("/other", HttpStatusCode.TemporaryRedirect).Answer(HttpStatusCode.OK));

        var failure =
            await Assert.ThrowsAsync<EnergyResponseException>(() =>
                pipeline.SendAsync(HttpMethod.Post, endpoint: PipelineFixture.Endpoint(HttpMethod.Post) with { IsIdempotent = true }));

        Assert.Single(pipeline.Server.Requests);
        Assert.Contains("POST", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_WithoutAnAddress_IsAnOrdinaryRefusal()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.Found));

        Assert.Equal(HttpStatusCode.Found, (await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync())).Status);
    }

    [Fact]
    public async Task Retry_AfterARedirect_StartsFromTheAddressAskedFor()
    {
        using var pipeline = new PipelineFixture(new StubServer().Redirect("/b").Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK));

        await pipeline.GetAsync();

        Assert.Equal(["/things/1", "/b", "/things/1"], pipeline.Server.Requests.Select(r => r.Uri.AbsolutePath));
    }

    [Theory]
    [InlineData("https://evil.example.org/things/1")]
    [InlineData("http://energy.example.com/things/1")]
    [InlineData("https://energy.example.com:444/things/1")]
    [InlineData("\\\\evil.example.org\\things")]
    public async Task Request_ToAnotherOrigin_IsRefusedBeforeItIsSent(string address)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.RelativeOrAbsolute));

        await Assert.ThrowsAsync<ArgumentException>(() => pipeline.Transport.SendRawAsync("Test", request, default));

        Assert.Empty(pipeline.Server.Requests);
    }

    [Theory]
    [InlineData("things/1", "https://energy.example.com/api/things/1")]
    [InlineData("/things/1", "https://energy.example.com/api/things/1")]
    [InlineData("//things/1", "https://energy.example.com/api/things/1")]
    [InlineData("https://energy.example.com/other", "https://energy.example.com/other")]
    [InlineData("?page=2", "https://energy.example.com/api/?page=2")]
    public async Task Request_RelativeToABaseAddressWithAPath_StaysBelowIt(string address, string expected)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), o => o.BaseAddress = new Uri("https://energy.example.com/api"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.RelativeOrAbsolute));

        using var response = await pipeline.Transport.SendRawAsync("Test", request, default);

        Assert.Equal(expected, Assert.Single(pipeline.Server.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Raw_AnswersWhateverTheStatusIs()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.NotFound, "gone"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "things/9");

        using var response = await pipeline.Transport.SendRawAsync("Test", request, default);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("gone", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Anonymous_Call_GoesWithoutTheKey()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));

        await pipeline.SendAsync(HttpMethod.Get, endpoint: PipelineFixture.Get with { IsAnonymous = true });

        Assert.Null(Assert.Single(pipeline.Server.Requests).Key);
    }

    [Fact]
    public async Task View_OfAnotherCredential_SendsThatOne()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK));
        using var view = pipeline.Transport.WithCredential(EnergyCredential.FromText("tenant-2"));
        using (await view.OpenAsync(PipelineFixture.Get.At(1), default))
        {
        }

        await pipeline.GetAsync();
        Assert.Equal(["APIKEY tenant-2", Key], pipeline.Server.Requests.ConvertAll(r => r.Key));
        Assert.NotSame(view.Account!.Budget, pipeline.Transport.Account!.Budget);
        Assert.Same(view.Account, pipeline.Transport.WithCredential(EnergyCredential.FromText("tenant-2")).Account);
    }

    [Fact]
    public async Task Authenticator_ThatRecovers_SendsTheRequestOnceMore()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.Unauthorized).Answer(HttpStatusCode.Unauthorized), o => o.Authenticator = new Renewing());

        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync());

        Assert.Equal(["token-0", "token-1"], pipeline.Server.Requests.ConvertAll(r => r.Key));
    }

    private sealed class Renewing : EnergyAuthenticator
    {
        private int _version;

        public override ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
        {
            context.Request.Headers.Remove("Authorization");
            context.Request.Headers.TryAddWithoutValidation("Authorization", "token-" + _version);
            return default;
        }

        public override ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
        {
            var ended = response.StatusCode == HttpStatusCode.Unauthorized;
            _version += ended ? 1 : 0;
            return new(ended);
        }
    }
}
