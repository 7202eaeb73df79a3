using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/resilience-handlers.md, run against a server that always answers 503: how often it is asked.</summary>
public sealed class ResilienceTests
{
    [Fact]
    public async Task BothHandlers_ServerThatIsDown_AskSixteenTimes() =>
        Assert.Equal(16, await RequestsAsync(static services => services.AddStemClient(static o => o.ApiKey = EmulatedKey)));

    [Fact]
    public async Task OursAlone_ServerThatIsDown_AsksFourTimes() =>
        Assert.Equal(4, await RequestsAsync(static services => ResilienceSnippets.RegisterWithOurs(services, EmulatedKey)));

    [Fact]
    public async Task TheirsAlone_ServerThatIsDown_AsksFourTimes() =>
        Assert.Equal(4, await RequestsAsync(static services => ResilienceSnippets.RegisterWithTheirs(services, EmulatedKey)));

    private const string EmulatedKey = StemEmulatorOptions.DefaultApiKey;

    private static async Task<long> RequestsAsync(Action<IServiceCollection> register)
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        vendors.Stem.Faults.Always(Fault.Status(503));
        var services = new ServiceCollection().AddLogging();
        ResilienceSnippets.RegisterForTheHost(services);
        register(services);
        services.ConfigureAll<HttpStandardResilienceOptions>(static o => (o.Retry.Delay, o.Retry.UseJitter) = (TimeSpan.FromMilliseconds(1), false));
        services.Configure<StemClientOptions>(o => (o.BaseAddress, o.RetryBaseDelay) = (vendors.Stem.BaseAddress, TimeSpan.FromMilliseconds(1)));
        await using var provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<EnergyResponseException>(async () => await provider.GetRequiredService<StemClient>().Clients.ListAsync().CountAsync());

        return vendors.Stem.Requests.Total;
    }
}
