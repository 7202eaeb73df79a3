using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

public sealed class PlanTests
{
    [Fact]
    public async Task PlanAsync_TellsTheRequestsOfEachWindow()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (start, step) = (Instant.FromUtc(2024, 1, 1, 0, 0), Duration.FromMinutes(15));
        var sensor = await fixture.AddSensorAsync();
        var readings = Enumerable.Range(0, 96 * 150).Select(i => new Reading(start + (step * i), start + (step * (i + 1)), i)).ToList();
        await fixture.Client.Data.WriteAsync(sensor,
            ReadingSeries.FromReadings(new SeriesInfo { Identity = "test:/a", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = step }, readings));
        var source = TransferSource.Growing(fixture.Client, SeriesUri.Parse($"flexmeasures:/sensors/{sensor.Id}"), start, readings[^1].End);
        var transfer = new Transfer(new MemorySink(), new TransferOptions { TimeProvider = fixture.Clock });
        var before = fixture.Server.Requests.Total;

        var plan = Assert.Single(await transfer.PlanAsync([source]));

        // The look at the sensor that opening takes.
        Assert.Equal(1, fixture.Server.Requests.Total - before);
        before = fixture.Server.Requests.Total;
        await transfer.RunAsync(source);
        Assert.True(plan.Requests >= 2);
        Assert.Equal(plan.Requests + 1, fixture.Server.Requests.Total - before);
    }
}
