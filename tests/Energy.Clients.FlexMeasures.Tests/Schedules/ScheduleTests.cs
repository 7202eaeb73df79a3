using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

public class ScheduleTests
{
    private static readonly OffsetDateTime Start = FlexMeasuresTime.Parse("2024-06-16T00:00:00+02:00");

    private static FlexMeasuresScheduleRequest Request(long sensor, double target = 30) => new()
    {
        Start = Start,
        Duration = IsoDuration.Parse("PT4H"),
        FlexModel =
        [
            new FlexMeasuresFlexModel
            {
                SensorId = sensor,
                SocAtStart = FlexMeasuresVariable.Of(10, Unit.KilowattHour),
                SocMinimum = FlexMeasuresVariable.Of(0, Unit.KilowattHour),
                SocMaximum = FlexMeasuresVariable.Of(40, Unit.KilowattHour),
                PowerCapacity = FlexMeasuresVariable.Of(20, Unit.Kilowatt),
                SocTargets = FlexMeasuresVariable.FromEvents(
                    new FlexMeasuresTimedQuantity(new FlexMeasuresQuantity(target, Unit.KilowattHour), FlexMeasuresTime.Parse("2024-06-16T02:00:00+02:00"))),
            },
        ],
    };

    [Fact]
    public async Task Plan_IsPolledToItsEndAndReadInTheUnitAskedFor()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var series = await fixture.Client.Schedules.PlanAsync(1, Request(sensor.Id), sensor.Id, Unit.Kilowatt);
        var readings = await series.ToListAsync();
        Assert.Equal((Unit.Kilowatt, PositiveDirection.Consumption, Duration.FromMinutes(15)), (series.Info.Unit, series.Info.Positive, series.Info.Resolution));
        Assert.Equal(16, readings.Count);
        Assert.All(readings, r => Assert.InRange(r.Value!.Value, -20 - 1e-9, 20 + 1e-9));

        // The target: 10 kWh at the start and 30 after two hours.
        Assert.Equal(20, readings.Take(8).Sum(r => r.Value!.Value) / 4, 6);
        Assert.Contains(fixture.Server.Requests.ToList(), r => r.Status == 400 && r.Path.Contains("/schedules/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wait_ForAJobThatFails_SaysFailed()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (sensor, price) = (await fixture.AddSensorAsync("plan", Unit.Megawatt), await fixture.AddSensorAsync("price", Unit.EuroPerMegawattHour, 60));
        var job = await fixture.Client.Schedules.TriggerAsync(1,
            Request(sensor.Id) with { FlexContext = new FlexMeasuresFlexContext { ConsumptionPrice = FlexMeasuresVariable.FromSensor(price.Id) } });
        var result = await fixture.Client.Schedules.WaitAsync(sensor.Id, job.Id);
        Assert.Equal(FlexMeasuresPollState.Failed, result.State);
        Assert.Contains("UnknownPricesException", result.Message, StringComparison.Ordinal);
        Assert.Throws<EnergyResponseException>(() => result.GetValueOrThrow());
        Assert.Equal(FlexMeasuresJobState.Failed, (await fixture.Client.Jobs.GetAsync(job.Id)).State);
    }

    [Fact]
    public async Task Wait_ForAJobThatNobodyKnows_SaysUnknown()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var result = await fixture.Client.Schedules.WaitAsync(1, "11111111-0000-0000-0000-000000000000");
        Assert.Equal((FlexMeasuresPollState.UnknownJob, FlexMeasuresStatus.UnrecognizedUdiEvent), (result.State, result.Status!.Value));
    }

    [Fact]
    public async Task Wait_PastTheDeadline_SaysTimedOutAndCanGoOn()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.JobDuration = TimeSpan.FromMinutes(10));
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var job = await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id));
        var query = new FlexMeasuresScheduleQuery();
        var result = await fixture.Client.Schedules.WaitAsync(sensor.Id, job.Id, query, new FlexMeasuresPolling { Deadline = TimeSpan.FromSeconds(30) });
        Assert.Equal(FlexMeasuresPollState.TimedOut, result.State);
        Assert.Throws<TimeoutException>(() => result.GetValueOrThrow());
        Assert.Equal(FlexMeasuresPollState.Ready,
            (await fixture.Client.Schedules.WaitAsync(sensor.Id, job.Id, query, new FlexMeasuresPolling { Deadline = TimeSpan.FromHours(1) })).State);
    }

    [Fact]
    public async Task Get_ThroughAnotherSensor_SaysNoData()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (sensor, other) = (await fixture.AddSensorAsync("plan", Unit.Megawatt), await fixture.AddSensorAsync("other", Unit.Megawatt));
        var job = await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id));
        Assert.Equal(FlexMeasuresPollState.NotReady, (await fixture.Client.Schedules.GetAsync(sensor.Id, job.Id)).State);
        var result = await fixture.Client.Schedules.WaitAsync(other.Id, job.Id);
        Assert.Equal(FlexMeasuresPollState.NoData, result.State);
    }

    [Fact]
    public async Task Trigger_SameRequestAgain_GivesTheSameJobUnlessForced()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        var first = await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id));
        Assert.Equal(first.Id, (await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id))).Id);
        Assert.NotEqual(first.Id, (await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id) with { ForceNewJob = true })).Id);
    }

    [Fact]
    public async Task Trigger_TooOften_SaysWhenToComeBack()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.TriggersPerFiveMinutes = 1);
        var sensor = await fixture.AddSensorAsync("plan", Unit.Megawatt);
        await fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id));
        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => fixture.Client.Schedules.TriggerAsync(1, Request(sensor.Id, 20)));
        Assert.Equal(Duration.FromMinutes(5), failure.RetryAfter);

        // What is not triggered goes on.
        Assert.Equal(sensor.Id, (await fixture.Client.Sensors.GetAsync(sensor.Id)).Id);
    }
}
