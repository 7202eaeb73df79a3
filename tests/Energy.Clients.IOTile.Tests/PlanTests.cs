using NodaTime;

namespace Energy.Clients.IOTile.Tests;

public sealed class PlanTests
{
    [Fact]
    public async Task PlanAsync_CountsTheRowsAndTellsThePagesOfTheRead()
    {
        await using var fixture = await IOTileFixture.StartAsync(days: 60);
        var series = SeriesUri.Parse($"iotile:/{IOTileFixture.Import}");
        var source = TransferSource.Growing(fixture.Client, series, fixture.Now - Duration.FromDays(60), fixture.Now);
        var transfer = new Transfer(new MemorySink(), new TransferOptions { TimeProvider = fixture.Clock });
        await fixture.Client.OpenAsync(series, new Interval(fixture.Now - Duration.FromDays(1), fixture.Now));
        var before = fixture.Server.Requests.Total;

        var plan = Assert.Single(await transfer.PlanAsync([source]));

        // One look at the stream and one at the number of rows.
        Assert.Equal(2, fixture.Server.Requests.Total - before);
        before = fixture.Server.Requests.Total;
        var result = await transfer.RunAsync(source);

        // A page of five thousand rows each, behind the look at the stream.
        Assert.Equal(2, (result.Readings + 4999) / 5000);
        Assert.Equal(2, plan.Requests);
        Assert.Equal(3, fixture.Server.Requests.Total - before);
    }
}
