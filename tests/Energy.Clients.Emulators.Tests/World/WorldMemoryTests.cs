using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

[Collection(LiveHeapCollection.Name)]
public class WorldMemoryTests
{
    [Fact]
    public void EnergyMillijoules_OverAYear_KeepsAlmostNothing()
    {
        var start = Instant.FromUtc(2022, 1, 1, 0, 0);
        var site = new Emulators.World(3).Site("harbour");
        site.Energy(SimulatedFlow.Buy, start, start + Duration.FromDays(100));
        var heap = new LiveHeap();
        heap.Sample();
        Assert.True(site.Energy(SimulatedFlow.Buy, start, start + Duration.FromDays(366)) > 0);
        heap.Sample();
        Assert.InRange(heap.Growth, 0, 1_000_000);
    }
}
