namespace Energy.Clients.Tests.Http;

/// <summary>What bodies over the limit leave on the heap, measured while no other test runs.</summary>
[Collection(LiveHeapCollection.Name)]
public class BodyMemoryTests
{
    [Fact]
    public async Task Body_OverTheLimit_CostsNoMoreThanTheLimit()
    {
        const int Limit = 8 * 1024 * 1024;
        using var pipeline = new PipelineFixture(new StubServer().Answer((_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(ScriptedBody.Endless("[", new string(' ', 64 * 1024))) })), o => o.MaxBufferedBodyBytes = Limit);
        await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());
        var heap = new LiveHeap();
        heap.Sample();

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());
        }

        heap.Sample();

        // What five kept bodies would cost is five limits.
        Assert.InRange(heap.Growth, 0, Limit);
    }
}
