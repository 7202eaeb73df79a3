using System.Globalization;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Plans for devices: trigger, wait, get.</summary>
public class FlexMeasuresScheduleOperations
{
    private static readonly EnergyPath AssetTriggers = new("api/v3_0/assets/{id}/schedules/trigger");
    private static readonly EnergyPath SensorTriggers = new("api/v3_0/sensors/{id}/schedules/trigger");
    private static readonly EnergyPath Item = new("api/v3_0/sensors/{id}/schedules/{uuid}");

    internal static readonly EnergyEndpoint Trigger = AssetTriggers.Post("FlexMeasures.Schedules.Trigger");
    internal static readonly EnergyEndpoint TriggerForSensor = SensorTriggers.Post("FlexMeasures.Schedules.TriggerForSensor");
    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Schedules.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresScheduleOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresScheduleOperations() => _transport = null!;

    /// <summary>Has a plan worked out for devices of an asset. Servers from 0.27 on.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="request">The plan.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job; its id is the id of the schedule of every device. The same request within an hour gives the same job.</returns>
    /// <exception cref="ArgumentException">A duration is not in whole minutes, or a flex-model names no sensor.</exception>
    public virtual Task<FlexMeasuresJobReference> TriggerAsync(long assetId, FlexMeasuresScheduleRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(ofAsset: true);
        return _transport.SendAsync(Trigger.At(assetId).WithJson(json => request.WriteTo(json, ofAsset: true)), FlexMeasuresJsonContext.Default.FlexMeasuresJobReference, cancellationToken);
    }

    /// <summary>Has a plan worked out for one sensor: the deprecated way, and the only one of servers before 0.27.</summary>
    /// <param name="sensorId">The power sensor.</param>
    /// <param name="request">The plan; one flex-model at most.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">A duration is not in whole minutes, or there are several flex-models.</exception>
    public virtual Task<FlexMeasuresJobReference> TriggerForSensorAsync(long sensorId, FlexMeasuresScheduleRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(ofAsset: false);
        return _transport.SendAsync(TriggerForSensor.At(sensorId).WithJson(json => request.WriteTo(json, ofAsset: false)), FlexMeasuresJsonContext.Default.FlexMeasuresJobReference, cancellationToken);
    }

    /// <summary>Asks once for a plan.</summary>
    /// <param name="query">Which plan.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The plan, or why there is none (yet).</returns>
    /// <exception cref="EnergyResponseException">The server refuses the question itself.</exception>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> GetAsync(FlexMeasuresScheduleQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AskAsync(query.ToRequest(), cancellationToken);
    }

    /// <summary>Asks for a plan until it is there, has failed, or the deadline comes.</summary>
    /// <param name="query">Which plan.</param>
    /// <param name="polling">How long and how often to ask. A server that is asked too often says how long to rest, which goes before it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The plan, or why there is none.</returns>
    /// <exception cref="EnergyResponseException">The server refuses the question itself.</exception>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> WaitAsync(FlexMeasuresScheduleQuery query, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        polling ??= FlexMeasuresPolling.Default;
        polling.Check();
        var request = query.ToRequest();
        return FlexMeasuresPoller.WaitAsync(token => AskAsync(request, token), polling, _transport.TimeProvider, cancellationToken);
    }

    /// <summary>Reads a plan that is ready as readings. Wait for it first with <see cref="WaitAsync"/>, or trigger, wait and read with <see cref="PlanAsync"/>.</summary>
    /// <param name="query">Which plan; its unit is that of the readings, and the info of the series names none without it.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>Average power on half-open slots. One request, made when the first reading is wanted. A plan does not change: it can be taken up again from any reading, also by another process.</returns>
    /// <exception cref="ArgumentException">The duration is not in whole minutes, or holds months or years.</exception>
    public virtual ReadingSeries ReadAsync(FlexMeasuresScheduleQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest();
        return new ReadingSeries(
            new FlexMeasuresScheduleSource(_transport.Paging, query, async (retries, token) => (await AskAsync(request with { Retries = retries }, token).ConfigureAwait(false)).GetValueOrThrow()),
            Info(query, query.Unit ?? Unit.None, null),
            cancellationToken);
    }

    /// <summary>Turns a plan into readings, without a request.</summary>
    /// <param name="query">The query that it answers.</param>
    /// <param name="schedule">The plan.</param>
    /// <returns>Average power on half-open slots, in the unit of the plan. Its tokens are those of <see cref="ReadAsync"/> with the same query.</returns>
    /// <exception cref="ArgumentException">The plan has no values, or no unit.</exception>
    public virtual ReadingSeries ToReadings(FlexMeasuresScheduleQuery query, FlexMeasuresSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(schedule);
        _ = FlexMeasuresScheduleSource.Readings(schedule);
        return new ReadingSeries(
            new FlexMeasuresScheduleSource(PagingContext.InMemory, query, (_, _) => Task.FromResult(schedule)), Info(query, schedule.Unit, schedule.Step));
    }

    /// <summary>Triggers a plan, waits for it and gives it as readings.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="request">The plan.</param>
    /// <param name="sensorId">The device whose plan is wanted.</param>
    /// <param name="unit">The unit of the readings; <see langword="null"/> is the sensor's.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The readings.</returns>
    /// <exception cref="TimeoutException">The deadline came before the plan.</exception>
    /// <exception cref="EnergyResponseException">The job failed, or left nothing.</exception>
    public virtual async Task<ReadingSeries> PlanAsync(
        long assetId, FlexMeasuresScheduleRequest request, long sensorId, Unit? unit = null, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default)
    {
        var job = await TriggerAsync(assetId, request, cancellationToken).ConfigureAwait(false);
        var query = new FlexMeasuresScheduleQuery { SensorId = sensorId, ScheduleId = job.Id, Duration = request.Duration ?? new IsoDuration(Duration.FromHours(48)), Unit = unit };
        var result = await WaitAsync(query, polling, cancellationToken).ConfigureAwait(false);
        return ToReadings(query, result.GetValueOrThrow());
    }

    private static SeriesInfo Info(FlexMeasuresScheduleQuery query, Unit unit, Duration? step) => new()
    {
        Identity = SeriesUri.Create("flexmeasures", "sensors", query.SensorId.ToString(CultureInfo.InvariantCulture), "schedules", query.ScheduleId).ToString(),
        Unit = unit,
        Kind = SeriesKind.AveragePower,
        Resolution = step,
        Positive = query.SignConvention switch
        {
            null or FlexMeasuresSignConvention.ConsumptionPositive => PositiveDirection.Consumption,
            FlexMeasuresSignConvention.ProductionPositive => PositiveDirection.Production,
            _ => PositiveDirection.None,
        },
        Stamp = StampEdge.Start,
    };

    private Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> AskAsync(EnergyRequest request, CancellationToken cancellationToken) =>
        _transport.AskAsync(request, FlexMeasuresJsonContext.Default.FlexMeasuresSchedule, cancellationToken);
}
