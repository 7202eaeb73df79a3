using System.Net;
using Energy.Clients.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Tests.Options;

public class RegistrationTests
{
    [Fact]
    public async Task Client_RegisteredTwice_HasOnePipeline()
    {
        var server = new StubServer().Answer(HttpStatusCode.BadGateway);
        var services = new ServiceCollection();
        Add(services, null, server);
        Add(services, null, server);
        await using var provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<EnergyResponseException>(() => provider.GetRequiredService<TestClient>().GetAsync());

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task KeyedClients_ShareNoCredentialAndNoBudget()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK);
        var services = new ServiceCollection();
        Add(services, "north", server, o => o.Key = "north-key");
        Add(services, "south", server, o => o.Key = "south-key");
        Add(services, null, server, o => o.Key = "main-key");
        await using var provider = services.BuildServiceProvider();
        var north = provider.GetRequiredKeyedService<TestClient>("north");
        var south = provider.GetRequiredKeyedService<TestClient>("south");
        var main = provider.GetRequiredService<TestClient>();

        await north.GetAsync();
        await south.GetAsync();
        await main.GetAsync();

        Assert.Equal(["APIKEY north-key", "APIKEY south-key", "APIKEY main-key"], server.Requests.ConvertAll(r => r.Key));
        Assert.Equal(3, new[] { north.Way.Account, south.Way.Account, main.Way.Account }.Distinct().Count());
        Assert.Same(north, provider.GetRequiredKeyedService<TestClient>("north"));
    }

    [Fact]
    public async Task Clients_WithOneCredential_ShareItsBudget()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK);
        var services = new ServiceCollection();
        Add(services, "a", server);
        Add(services, "b", server);
        await using var provider = services.BuildServiceProvider();

        Assert.Same(
            provider.GetRequiredKeyedService<TestClient>("a").Way.Account!.Budget,
            provider.GetRequiredKeyedService<TestClient>("b").Way.Account!.Budget);
    }

    [Fact]
    public async Task Handler_OfTheUsersOwn_RunsClosestToTheWireOnEachTry()
    {
        var server = new StubServer().Answer(HttpStatusCode.BadGateway).Answer(HttpStatusCode.OK);
        var seen = new List<string?>();
        var services = new ServiceCollection();
        Add(services, null, server).AddHttpMessageHandler(() => new Listening(seen));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TestClient>().GetAsync();

        Assert.Equal(["APIKEY k-1234567890", "APIKEY k-1234567890"], seen);
    }

    [Fact]
    public async Task Options_ThatAreWrong_FailAtTheFirstResolveWithTheTextOfNew()
    {
        var services = new ServiceCollection();
        Add(services, null, new StubServer(), o => (o.MaxRetries, o.Key) = (99, ""));
        await using var provider = services.BuildServiceProvider();

        var resolved = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<TestClient>());
        var made = Assert.Throws<OptionsValidationException>(() => EnergyTransport.Create(TestVendor.Instance, new TestVendor.Settings { MaxRetries = 99, Key = "" }));

        Assert.Equal(made.Message, resolved.Message);
        Assert.Equal(2, resolved.Failures.Count());
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? key, StubServer server, Action<TestVendor.Settings>? configure = null)
    {
        services.Configure<TestVendor.Settings>(key ?? Microsoft.Extensions.Options.Options.DefaultName, o =>
        {
            (o.MaxRetries, o.RetryBaseDelay) = (2, TimeSpan.Zero);
            configure?.Invoke(o);
        });
        return EnergyClientRegistration.Add(services, TestVendor.Instance, key, static transport => new TestClient(transport))
            .ConfigurePrimaryHttpMessageHandler(() => server);
    }

    private sealed class TestClient(EnergyTransport transport) : EnergyClient(transport)
    {
        public EnergyTransport Way => Transport;

        protected override string VendorName => "Test";

        public async Task GetAsync()
        {
            using var response = await Transport.OpenAsync(PipelineFixture.Get.At(1), default);
            await response.EnsureSuccessAsync(default);
        }
    }

    private sealed class Listening(List<string?> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.Authorization?.ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
