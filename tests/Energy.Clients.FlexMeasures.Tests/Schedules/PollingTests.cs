using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>How waiting for a result goes on, and how it ends.</summary>
public sealed class PollingTests
{
    private static readonly FlexMeasuresForecastRequest Forecast = new()
    {
        Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00Z"),
        Duration = IsoDuration.Parse("PT2H"),
    };

    private static async Task<(FlexMeasuresFixture Fixture, FlexMeasuresScheduleQuery Query)> TriggeredAsync(TimeSpan jobDuration)
    {
        var fixture = await FlexMeasuresFixture.StartAsync(o => o.JobDuration = jobDuration, o => o.MaxRetries = 0);
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var job = await fixture.Client.Schedules.TriggerAsync(1, new FlexMeasuresScheduleRequest
        {
            Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00Z"),
            Duration = IsoDuration.Parse("PT4H"),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = sensor.Id, SocAtStart = FlexMeasuresVariable.Of(10, Unit.KilowattHour), PowerCapacity = FlexMeasuresVariable.Of(20, Unit.Kilowatt) }],
        });
        return (fixture, new FlexMeasuresScheduleQuery { SensorId = sensor.Id, ScheduleId = job.Id });
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Wait_OnAServerThatAsksForRest_RestsAsLongAsItSays(int status)
    {
        var (fixture, query) = await TriggeredAsync(TimeSpan.FromSeconds(1));
        await using var owned = fixture;
        fixture.Server.Faults.Next(Fault.Status(status, TimeSpan.FromSeconds(47)));
        var started = fixture.Clock.GetUtcNow();

        var result = await fixture.Client.Schedules.WaitAsync(query, new FlexMeasuresPolling { Deadline = TimeSpan.FromMinutes(2) });

        Assert.Equal(FlexMeasuresPollState.Ready, result.State);
        Assert.InRange(fixture.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(47), TimeSpan.FromSeconds(60));
        Assert.Equal([status, 200], fixture.Server.Requests.ToList().Where(r => r.Path.Contains("/schedules/", StringComparison.Ordinal) && r.Method == "GET").Select(r => r.Status!.Value));
    }

    [Fact]
    public async Task Wait_ToldToRestBeyondTheDeadline_EndsAtOnce()
    {
        var (fixture, query) = await TriggeredAsync(TimeSpan.FromSeconds(1));
        await using var owned = fixture;
        fixture.Server.Faults.Always(Fault.Status(503, TimeSpan.FromMinutes(10)));
        var started = fixture.Clock.GetUtcNow();

        var result = await fixture.Client.Schedules.WaitAsync(query, new FlexMeasuresPolling { Deadline = TimeSpan.FromMinutes(2) });

        Assert.Equal(FlexMeasuresPollState.TimedOut, result.State);
        Assert.InRange(fixture.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Wait_ThatTheCallerCancels_IsCancelled()
    {
        var (fixture, query) = await TriggeredAsync(TimeSpan.FromHours(1));
        await using var owned = fixture;
        using var stop = new CancellationTokenSource();
        fixture.Server.Faults.When(
            r =>
            {
                stop.Cancel();
                return false;
            },
            Fault.Status(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Client.Schedules.WaitAsync(query, new FlexMeasuresPolling { Deadline = TimeSpan.FromHours(9) }, stop.Token));
    }

    [Fact]
    public async Task Forecast_IsPolledToItsEnd_AndEndsInItsOwnWays()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var job = await fixture.Client.Forecasts.TriggerAsync(1, Forecast);
        Assert.Equal(FlexMeasuresPollState.NotReady, (await fixture.Client.Forecasts.GetAsync(1, job.Id)).State);

        var forecast = (await fixture.Client.Forecasts.WaitAsync(1, job.Id)).GetValueOrThrow();

        Assert.Equal((Forecast.Start!.Value.ToInstant(), Unit.Kilowatt), (forecast.Start!.Value.ToInstant(), forecast.Unit));
        Assert.Equal(FlexMeasuresPollState.UnknownJob, (await fixture.Client.Forecasts.WaitAsync(1, "11111111-0000-0000-0000-000000000000")).State);
    }

    [Fact]
    public async Task Forecast_PastTheDeadline_SaysTimedOut()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.JobDuration = TimeSpan.FromMinutes(10));
        var job = await fixture.Client.Forecasts.TriggerAsync(1, Forecast);

        Assert.Equal(FlexMeasuresPollState.TimedOut, (await fixture.Client.Forecasts.WaitAsync(1, job.Id, new FlexMeasuresPolling { Deadline = TimeSpan.FromSeconds(30) })).State);
        Assert.Equal(FlexMeasuresPollState.TimedOut, (await fixture.Client.Jobs.WaitAsync(job.Id, new FlexMeasuresPolling { Deadline = TimeSpan.FromSeconds(30) })).State);
        Assert.Equal(FlexMeasuresPollState.UnknownJob, (await fixture.Client.Jobs.WaitAsync("11111111-0000-0000-0000-000000000000")).State);
    }

    [Fact]
    public async Task Write_ToAServerThatStoresLater_TellsTheJobsToWaitFor()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        fixture.Server.State.StoresLater = true;
        var (sensor, start, step) = (await fixture.AddSensorAsync(), Instant.FromUtc(2024, 6, 1, 0, 0), Duration.FromMinutes(15));
        var series = ReadingSeries.FromReadings(
            new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = step },
            [.. Enumerable.Range(0, 6).Select(i => new Reading(start + (step * i), start + (step * (i + 1)), i))]);

        var written = await fixture.Client.Data.WriteAsync(new FlexMeasuresWrite { Sensor = sensor, SlotsPerRequest = 4 }, series);

        Assert.Equal(2, written.Jobs.Distinct().Count());
        foreach (var job in written.Jobs)
        {
            Assert.Equal(FlexMeasuresJobState.Finished, (await fixture.Client.Jobs.WaitAsync(job)).GetValueOrThrow().State);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], (await fixture.Client.Data.ReadAsync(sensor, start, start + (step * 6)).ToListAsync()).Select(r => r.Value!.Value));
    }
}
