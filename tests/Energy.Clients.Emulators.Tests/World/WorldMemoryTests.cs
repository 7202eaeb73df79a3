using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>Measures the heap, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(WorldMemoryTests), DisableParallelization = true)]
[Collection(nameof(WorldMemoryTests))]
public class WorldMemoryTests
{
    [Fact]
    public void EnergyMillijoules_OverAYear_KeepsAlmostNothing()
    {
        var start = Instant.FromUtc(2022, 1, 1, 0, 0);
        var site = new Emulators.World(3).Site("harbour");
        site.Energy(SimulatedFlow.Buy, start, start + Duration.FromDays(40));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(site.Energy(SimulatedFlow.Buy, start, start + Duration.FromDays(366)) > 0);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
    }
}
