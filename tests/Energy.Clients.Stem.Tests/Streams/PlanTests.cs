using NodaTime;

namespace Energy.Clients.Stem.Tests.Streams;

public sealed class PlanTests
{
    [Theory]
    [InlineData("MONITOR", 1)]
    [InlineData("building-load", 2)]
    public async Task PlanAsync_TellsTheRequestsThatTheReadMakes(string stream, int each)
    {
        await using var stem = await StemFixture.StartAsync();
        var range = new Interval(Instant.FromUtc(2024, 1, 31, 0, 0), Instant.FromUtc(2024, 5, 10, 0, 0));
        var source = TransferSource.Growing(stem.Client, SeriesUri.Parse($"stem:/sites/{stem.SiteId}/{stream}"), range.Start, range.End);
        var transfer = new Transfer(new MemorySink(), new TransferOptions { TimeProvider = stem.Clock });

        var plan = Assert.Single(await transfer.PlanAsync([source]));
        Assert.Equal(0, stem.Server.Requests.Total);
        await transfer.RunAsync(source);

        // From the 31st to the end of February, then from there by the month: 29 February, 29 March, 29 April.
        Assert.Equal(4 * each, plan.Requests);
        Assert.Equal(plan.Requests, stem.Server.Requests.Total);
        Assert.True((await transfer.PlanAsync([source]))[0].IsUpToDate);
    }
}
