using System.Net;
using System.Net.Http.Headers;
using Energy.Clients.Tests.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Tests.Options;

public class RegistrationTests
{
    private static readonly EnergyClientRegistration<TestClient, TestVendor.Settings> Registration =
        new(TestVendor.Instance, static transport => new TestClient(transport), static (section, options) => section.Bind(options));

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

        // The retries of a call are counted for all handlers together, so that the handlers are looked at too.
        var retries = 0;
        for (var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TestVendor.Instance.PackageName);
            handler is DelegatingHandler delegating;
            handler = delegating.InnerHandler!)
        {
            retries += delegating is RetryHandler ? 1 : 0;
        }

        Assert.Equal(1, retries);
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

    [Fact]
    public void Section_WithAnUnknownKey_NamesItAndListsTheKnownOnes()
    {
        var message = FailureOf(("Vendor:Key", "k-1"), ("Vendor:BaseAdress", "https://energy.example.com"));

        Assert.Contains("the section 'Vendor' has 'BaseAdress', which is no setting. The settings are BaseAddress, Key, AllowHttp, TotalTimeout", message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("k-1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_WithAKeyInAnotherCase_IsFine()
    {
        using var provider = FromSection(("Vendor:key", "k-1"), ("Vendor:MAXRETRIES", "7"));

        var options = provider.GetRequiredService<IOptions<TestVendor.Settings>>().Value;
        Assert.Equal(("k-1", 7), (options.Key, options.MaxRetries));
    }

    [Theory]
    [InlineData("TotalTimeout", "tomorrow")]
    [InlineData("MaxRetries", "many")]
    [InlineData("RequestsPerSecond", "1,5 a second")]
    public void Section_WithAValueThatDoesNotParse_IsAnOptionsErrorThatNamesIt(string key, string value) =>
        Assert.Contains("Vendor:" + key, FailureOf(("Vendor:" + key, value)), StringComparison.Ordinal);

    [Fact]
    public void Section_ThatIsNotThere_IsTold() =>
        Assert.Contains("the configuration has no section 'Vendor'", FailureOf(("Vendors:Key", "k-1")), StringComparison.Ordinal);

    [Fact]
    public async Task HostsOwnHttpClient_OfTheVendorsName_IsNotTheClients()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK);
        var services = new ServiceCollection();
        Add(services, null, server);
        services.AddHttpClient("Test", client => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "host"))
            .ConfigurePrimaryHttpMessageHandler(() => throw new InvalidOperationException("The host's handler was asked."));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TestClient>().GetAsync();

        Assert.Equal("APIKEY k-1234567890", Assert.Single(server.Requests).Key);
    }

    [Fact]
    public async Task Client_ThatIsRegistered_SaysWhichPackageAsks()
    {
        var agent = "";
        var server = new StubServer().Answer((request, _) =>
        {
            agent = request.Headers.UserAgent.ToString();
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") });
        });
        var services = new ServiceCollection();
        Add(services, null, server);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TestClient>().GetAsync();

        Assert.Matches(@"^Energy\.Clients\.Test/\d+\.\d+\.\d+$", agent);
    }

    [Fact]
    public async Task Options_ChangedAfterConstruction_ChangeNothing()
    {
        var server = new StubServer().Answer(HttpStatusCode.BadGateway);
        var options = new TestVendor.Settings { MaxRetries = 0 };
        using var client = new TestClient(EnergyTransport.Create(TestVendor.Instance, options, server));
        (options.MaxRetries, options.BaseAddress) = (5, new Uri("https://elsewhere.example.com/"));

        await Assert.ThrowsAsync<EnergyResponseException>(client.GetAsync);

        Assert.Equal("energy.example.com", Assert.Single(server.Requests).Uri.Host);
        Assert.Equal(0, client.Way.Options.MaxRetries);
    }

    [Fact]
    public async Task Substitute_HasAnAddressAndSaysWhatToOverride()
    {
        using var substitute = new TestClient();

        Assert.Equal("https://substitute.invalid/", substitute.BaseAddress.AbsoluteUri);
        Assert.Contains("override the member", (await Assert.ThrowsAsync<InvalidOperationException>(substitute.GetAsync)).Message, StringComparison.Ordinal);
    }

    private static string FailureOf(params (string Key, string Value)[] settings)
    {
        using var provider = FromSection(settings);
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<TestClient>()).Message;
    }

    private static ServiceProvider FromSection(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build();
        var services = new ServiceCollection();
        Registration.Add(services, configuration.GetSection("Vendor"));
        return services.BuildServiceProvider();
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? key, StubServer server, Action<TestVendor.Settings>? configure = null)
    {
        void Configure(TestVendor.Settings options)
        {
            (options.MaxRetries, options.RetryBaseDelay) = (2, TimeSpan.Zero);
            configure?.Invoke(options);
        }

        return (key is null ? Registration.Add(services, Configure) : Registration.AddKeyed(services, key, Configure))
            .ConfigurePrimaryHttpMessageHandler(() => server);
    }

    private sealed class TestClient : EnergyClient
    {
        public TestClient(EnergyTransport transport)
            : base(transport)
        {
        }

        public TestClient()
        {
        }

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
