namespace Energy.Clients.Tests.Http;

/// <summary>What bodies over the limit leave on the heap, measured while no other test runs.</summary>
[Collection(LiveHeapCollection.Name)]
public class BodyMemoryTests
{
    [Fact]
    public async Task Body_OverTheLimit_CostsNoMoreThanTheLimit()
    {
        const int Limit = 8 * 1024 * 1024;
        using var small = Pipeline(64 * 1024);
        using var pipeline = Pipeline(Limit);
        await Assert.ThrowsAsync<EnergyPayloadException>(() => small.GetAsync());
        var heap = new LiveHeap();
        heap.Sample();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());
        }

        // Buffers of a quarter, a half and the whole of the limit, and of one byte more; not of twice the limit.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 5 * 3L * Limit);
        heap.Sample();

        // What is kept for the next time would be most of a body, and where it was rented, twice the limit.
        Assert.InRange(heap.Growth, 0, Limit / 2);
    }

    private static PipelineFixture Pipeline(int limit) => new(
        new StubServer().Answer((_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(ScriptedBody.Endless("[", new string(' ', 64 * 1024))) })), o => o.MaxBufferedBodyBytes = limit);
}
