using System.Globalization;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Reads that cannot prove that they found all that the server holds say so, once.</summary>
public sealed class UnprovenReadTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 4, 0, 0);
    private static readonly Interval Range = new(Start, Start + Duration.FromHours(122));

    [Fact]
    public async Task Read_OfMoreGridsThanAreLookedFor_TellsItAndTheRemedyFindsAll()
    {
        using var witness = new Witness();
        await using var fixture = await FlexMeasuresFixture.StartAsync(loggers: witness);
        var sensor = await HoldAsync(fixture);

        // Sixty hourly slots, each on a grid of its own: more than one window is searched for.
        var few = await fixture.Client.Data.ReadAsync(sensor, Range).ToListAsync();
        Assert.InRange(few.Count(static r => r.Value is not null), 1, 59);
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("smaller PageSize", witness.Everything, StringComparison.Ordinal);

        var all = await fixture.Client.Data.ReadAsync(sensor, new FlexMeasuresReadQuery { Range = Range, PageSize = 8 }).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 60).Select(static i => (double)i), all.Where(static r => r.Value is not null).Select(static r => r.Value!.Value));
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
    }

    [Fact]
    public async Task Read_WithoutStatistics_TellsThatOneGridWasRead()
    {
        using var witness = new Witness();
        await using var fixture = await FlexMeasuresFixture.StartAsync(loggers: witness);
        var sensor = await HoldAsync(fixture);
        fixture.Server.Faults.When(static r => r.Path.EndsWith("/stats", StringComparison.Ordinal), Fault.Status(403), null);

        var readings = await fixture.Client.Data.ReadAsync(sensor, Range).ToListAsync();

        // Of the sixty only the first stands on whole hours.
        Assert.Equal([0.0], readings.Where(static r => r.Value is not null).Select(static r => r.Value!.Value));
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("no statistics", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAWindowWithoutAValueBetweenOthers_TellsIt()
    {
        using var witness = new Witness();
        await using var fixture = await FlexMeasuresFixture.StartAsync(loggers: witness);
        var (sensor, day, step) = (await fixture.AddSensorAsync(), Duration.FromDays(1), Duration.FromMinutes(15));
        foreach (var at in new[] { Start, Start + (day * 2) })
        {
            await fixture.Client.Data.WriteAsync(sensor, ReadingSeries.FromReadings(
                new SeriesInfo { Identity = "test:/a", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = step }, [new Reading(at, at + step, 1)]));
        }

        // The third day is behind all that the sensor has.
        Assert.All(await fixture.Client.Data.ReadAsync(sensor, new Interval(Start + (day * 3), Start + (day * 4))).ToListAsync(), static r => Assert.Null(r.Value));
        Assert.DoesNotContain(witness.Events, static e => e.Name == "DataWarning");

        Assert.All(await fixture.Client.Data.ReadAsync(sensor, new Interval(Start + day, Start + (day * 2))).ToListAsync(), static r => Assert.Null(r.Value));
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("a whole window came back without a value although the sensor has data before and behind it", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhoseStatisticsAGatewayAnswers_FailsAndGuessesNoGrid()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await HoldAsync(fixture);
        fixture.Server.Faults.When(
            static r => r.Path.EndsWith("/stats", StringComparison.Ordinal), Fault.Status(404, body: "<html><body>404</body></html>", contentType: "text/html"), null);

        var failure = await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await fixture.Client.Data.ReadAsync(sensor, Range).ToListAsync());

        Assert.NotNull(failure.ResumeFrom);
    }

    private static async Task<FlexMeasuresSensor> HoldAsync(FlexMeasuresFixture fixture)
    {
        var sensor = await fixture.AddSensorAsync("sixty grids", Unit.Kilowatt, 60);
        var series = Enumerable.Range(0, 60).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
              {"of":{"sensorId":{{sensor.Id}}},"sourceId":1,"start":"{{FlexMeasuresTime.Format(Start + Duration.FromHours(2 * i) + Duration.FromMinutes(i))}}",
              "resolution":"PT1M","beliefTime":"2024-03-01T00:00:00Z","values":[{{i}}]}
              """));
        using var happening = JsonDocument.Parse($$"""{"series":[{{string.Join(',', series)}}]}""");
        fixture.Server.State.Apply(happening.RootElement, Instant.FromUtc(2024, 3, 1, 0, 0));
        return sensor;
    }
}
