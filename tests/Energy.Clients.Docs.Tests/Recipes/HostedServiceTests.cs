using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/hosted-service.md, run.</summary>
public sealed class HostedServiceTests
{
    [Fact]
    public async Task Host_WithTwoSitesOneOfThemUnknown_StoresTheOtherAndStops()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 2, 0, 7));
        await using var vendors = await EnergyEmulators.StartAsync(o =>
        {
            o.TimeProvider = clock;
            o.Only(o.Stem);
        });
        var site = vendors.World.Site("harbour").IdFor("stem").ToString();
        var sink = new MemorySink();
        string[] args =
        [
            "--Energy:Stem:BaseAddress", vendors.Stem.BaseAddress.ToString(), "--Energy:Stem:ApiKey", vendors.Stem.ApiKey,
            "--Sites:0", site, "--Sites:1", "no-such-site",
        ];
        using var host = HostedServiceSnippets.Build(args, services =>
        {
            services.AddLogging(static logging => logging.ClearProviders());
            services.AddSingleton<ICheckpointedSink>(sink);
            services.AddSingleton<TimeProvider>(clock);
        });

        await host.StartAsync();
        await clock.WhenDelayedAsync();
        clock.Advance(Duration.FromMinutes(15));
        await clock.WhenDelayedAsync();
        await host.StopAsync();

        Assert.Equal(97, sink.ReadingsOf(SeriesUri.Create("stem", "sites", site, "MONITOR").ToString()).Count);
    }
}
