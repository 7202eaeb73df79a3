using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>How waiting for a result goes on, and how it ends.</summary>
public sealed class PollingTests
{
    private static readonly FlexMeasuresForecastRequest Forecast = new()
    {
        Range = new Interval(Instant.FromUtc(2024, 6, 16, 0, 0), null),
        Duration = IsoDuration.Parse("PT2H"),
    };

    private static async Task<(FlexMeasuresFixture Fixture, long SensorId, string ScheduleId)> TriggeredAsync(TimeSpan jobDuration)
    {
        var fixture = await FlexMeasuresFixture.StartAsync(o => o.JobDuration = jobDuration, o => o.MaxRetries = 0);
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var job = await fixture.Client.Schedules.TriggerAsync(1, new FlexMeasuresScheduleRequest
        {
            Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00Z"),
            Duration = IsoDuration.Parse("PT4H"),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = sensor.Id, SocAtStart = FlexMeasuresVariable.Of(10, Unit.KilowattHour),
                PowerCapacity = FlexMeasuresVariable.Of(20, Unit.Kilowatt) }],
        });
        return (fixture, sensor.Id, job.Id);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Wait_OnAServerThatAsksForRest_RestsAsLongAsItSays(int status)
    {
        var (fixture, sensor, plan) = await TriggeredAsync(TimeSpan.FromSeconds(1));
        await using var owned = fixture;
        fixture.Server.Faults.Next(Fault.Status(status, TimeSpan.FromSeconds(47)));
        var started = fixture.Clock.GetUtcNow();

        var result = await fixture.Client.Schedules.WaitAsync(sensor, plan, null, new FlexMeasuresPolling { Deadline = TimeSpan.FromMinutes(2) });

        Assert.Equal(FlexMeasuresPollState.Ready, result.State);
        Assert.InRange(fixture.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(47), TimeSpan.FromSeconds(60));
        Assert.Equal([status, 200],
            fixture.Server.Requests.ToList().Where(r => r.Path.Contains("/schedules/", StringComparison.Ordinal) && r.Method == "GET").Select(r => r.Status!.Value));
    }

    [Fact]
    public async Task Wait_ToldToRestBeyondTheDeadline_EndsAtOnce()
    {
        var (fixture, sensor, plan) = await TriggeredAsync(TimeSpan.FromSeconds(1));
        await using var owned = fixture;
        fixture.Server.Faults.Always(Fault.Status(503, TimeSpan.FromMinutes(10)));
        var started = fixture.Clock.GetUtcNow();

        var result = await fixture.Client.Schedules.WaitAsync(sensor, plan, null, new FlexMeasuresPolling { Deadline = TimeSpan.FromMinutes(2) });

        Assert.Equal(FlexMeasuresPollState.TimedOut, result.State);
        Assert.InRange(fixture.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Wait_ThatTheCallerCancels_IsCancelled()
    {
        var (fixture, sensor, plan) = await TriggeredAsync(TimeSpan.FromHours(1));
        await using var owned = fixture;
        using var stop = new CancellationTokenSource();
        fixture.Server.Faults.When(
            r =>
            {
                stop.Cancel();
                return false;
            },
            Fault.Status(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            fixture.Client.Schedules.WaitAsync(sensor, plan, null, new FlexMeasuresPolling { Deadline = TimeSpan.FromHours(9) }, stop.Token));
    }

    [Fact]
    public async Task Forecast_IsPolledToItsEnd_AndEndsInItsOwnWays()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var job = await fixture.Client.Forecasts.TriggerAsync(1, Forecast);
        Assert.Equal(FlexMeasuresPollState.NotReady, (await fixture.Client.Forecasts.GetAsync(1, job.Id)).State);

        var forecast = (await fixture.Client.Forecasts.WaitAsync(1, job.Id)).GetValueOrThrow();

        Assert.Equal((Forecast.Range!.Value.Start, Unit.Kilowatt), (forecast.Start!.Value.ToInstant(), forecast.Unit));
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
    public async Task Waiting_AsksEverMoreSeldomUpToTheLongestInterval()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.JobDuration = TimeSpan.FromHours(1));
        var job = await fixture.Client.Forecasts.TriggerAsync(1, Forecast);
        var before = fixture.Server.Requests.Total;

        var result = await fixture.Client.Jobs.WaitAsync(job.Id,
            new FlexMeasuresPolling { Deadline = TimeSpan.FromMinutes(2), FirstInterval = TimeSpan.FromSeconds(1), LongestInterval = TimeSpan.FromSeconds(10) });

        // After 0, 1, 3, 7, 15, 25 and so on to 115 seconds.
        Assert.Equal((FlexMeasuresPollState.TimedOut, 15), (result.State, (int)(fixture.Server.Requests.Total - before)));
    }
}
