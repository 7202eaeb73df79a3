namespace Energy.Clients.FlexMeasures;

/// <summary>Plans for devices: trigger, wait, get.</summary>
/// <example>
/// <code>
/// ReadingSeries plan = await flexMeasures.Schedules.PlanAsync(assetId, new() { Start = start }, sensorId);
/// await foreach (var reading in plan)
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} {plan.Info.Unit}");
/// }
/// </code>
/// </example>
public class FlexMeasuresScheduleOperations
{
    // The server limits all triggers together, 10 in five minutes, apart from everything else.
    internal const string BudgetClass = "trigger";

    private static readonly EnergyPath AssetTriggers = new("api/v3_0/assets/{id}/schedules/trigger");
    private static readonly EnergyPath SensorTriggers = new("api/v3_0/sensors/{id}/schedules/trigger");

    internal static readonly EnergyEndpoint Trigger = AssetTriggers.Post("FlexMeasures.Schedules.Trigger") with { BudgetClass = BudgetClass };
    internal static readonly EnergyEndpoint TriggerForSensor = SensorTriggers.Post("FlexMeasures.Schedules.TriggerForSensor") with { BudgetClass = BudgetClass };
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v3_0/sensors/{id}/schedules/{uuid}").Get("FlexMeasures.Schedules.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresScheduleOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresScheduleOperations() => _transport = null!;

    /// <summary>Has a plan worked out for devices of an asset. Servers from 0.27 on.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="request">The plan.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job; its id is the id of the schedule of every device. The same request within an hour gives the same job.</returns>
    /// <exception cref="ArgumentException">A duration is not in whole minutes, or a flex-model names no sensor.</exception>
    public virtual Task<FlexMeasuresJobReference> TriggerAsync(long assetId, FlexMeasuresScheduleRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(ofAsset: true);
        return _transport.SendAsync(Trigger.At(assetId).WithJson(json => request.WriteTo(json, ofAsset: true)), FlexMeasuresJsonContext.Default.FlexMeasuresJobReference,
            cancellationToken);
    }

    /// <summary>Has a plan worked out for one sensor: the deprecated way, and the only one of servers before 0.27.</summary>
    /// <param name="sensorId">The power sensor.</param>
    /// <param name="request">The plan; one flex-model at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">A duration is not in whole minutes, or there are several flex-models.</exception>
    public virtual Task<FlexMeasuresJobReference> TriggerForSensorAsync(long sensorId, FlexMeasuresScheduleRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(ofAsset: false);
        return _transport.SendAsync(TriggerForSensor.At(sensorId).WithJson(json => request.WriteTo(json, ofAsset: false)), FlexMeasuresJsonContext.Default.FlexMeasuresJobReference,
            cancellationToken);
    }

    /// <summary>Asks once for a plan.</summary>
    /// <param name="sensorId">The device's power sensor, or the sensor of its state of charge.</param>
    /// <param name="scheduleId">The id that the trigger gave.</param>
    /// <param name="query">How much of it, and how; <see langword="null"/> leaves all to the server.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The plan, or why there is none (yet).</returns>
    /// <exception cref="EnergyResponseException">The server refuses the question itself.</exception>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> GetAsync(
        long sensorId, string scheduleId, FlexMeasuresScheduleQuery? query = null, CancellationToken cancellationToken = default) =>
        AskAsync((query ?? new FlexMeasuresScheduleQuery()).ToRequest(sensorId, scheduleId), cancellationToken);

    /// <summary>Asks for a plan until it is there, has failed, or the deadline comes.</summary>
    /// <param name="sensorId">The device's power sensor, or the sensor of its state of charge.</param>
    /// <param name="scheduleId">The id that the trigger gave.</param>
    /// <param name="query">How much of it, and how; <see langword="null"/> leaves all to the server.</param>
    /// <param name="polling">How long and how often to ask. A server that is asked too often says how long to rest, which goes before it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The plan, or why there is none.</returns>
    /// <exception cref="EnergyResponseException">The server refuses the question itself.</exception>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> WaitAsync(
        long sensorId, string scheduleId, FlexMeasuresScheduleQuery? query = null, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default)
    {
        var request = (query ?? new FlexMeasuresScheduleQuery()).ToRequest(sensorId, scheduleId);
        return FlexMeasuresPoller.WaitAsync(token => AskAsync(request, token), polling, _transport.TimeProvider, cancellationToken);
    }

    /// <summary>Reads a plan that is ready as readings. Wait for it first with <see cref="WaitAsync"/>, or trigger, wait and read with <see cref="PlanAsync"/>.</summary>
    /// <param name="sensorId">The device's power sensor, or the sensor of its state of charge.</param>
    /// <param name="scheduleId">The id that the trigger gave.</param>
    /// <param name="query">How much of it, and how; its unit is that of the readings, and without it the info of the series names neither unit nor kind.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Average power on half-open slots; through the sensor of a state of charge, the states at the instants between them, both ends included. One request, made when the first
    /// reading is wanted, and one for the sensor where the query does not tell the plan's resolution. A plan whose values do not fill its duration at that resolution is an
    /// <see cref="EnergyPayloadException"/>: it does not say which are missing. A plan does not change: it can be taken up again from any reading, also by another process.
    /// </returns>
    /// <exception cref="ArgumentException">The duration is not in whole minutes, or holds months or years; when the first reading is wanted: the sensor is of instants, whose
    /// plan has the resolution that the query must tell.</exception>
    public virtual ReadingSeries ReadAsync(long sensorId, string scheduleId, FlexMeasuresScheduleQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresScheduleQuery();
        var request = query.ToRequest(sensorId, scheduleId);
        return new ReadingSeries(
            new FlexMeasuresScheduleSource(
                _transport.Paging,
                request,
                query.Unit,
                async (retries, token) => (await AskAsync(request with { Retries = retries }, token).ConfigureAwait(false)).GetValueOrThrow(),
                (retries, token) => StepAsync(sensorId, query.Resolution, retries, token)),
            Info(sensorId, scheduleId, query, query.Unit ?? Unit.None, query.Resolution?.ToDuration()),
            cancellationToken);
    }

    /// <summary>Turns a plan into readings, without a request.</summary>
    /// <param name="sensorId">The device's power sensor, or the sensor of its state of charge.</param>
    /// <param name="scheduleId">The id that the trigger gave.</param>
    /// <param name="schedule">The plan.</param>
    /// <param name="query">The query that it answers; its resolution is needed here.</param>
    /// <returns>As for <see cref="ReadAsync"/>, in the unit of the query or else of the plan. Its tokens are those of <see cref="ReadAsync"/> with the same query.</returns>
    /// <exception cref="ArgumentException">The query tells no resolution; the plan has no values, other than fill its duration at that resolution, or a unit that does not convert
    /// to the query's.</exception>
    public virtual ReadingSeries ToReadings(long sensorId, string scheduleId, FlexMeasuresSchedule schedule, FlexMeasuresScheduleQuery query)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest(sensorId, scheduleId);
        var step = query.Resolution?.ToDuration()
            ?? throw new ArgumentException("The query tells no resolution: a plan alone does not say whether all of its values are there.", nameof(query));
        _ = FlexMeasuresScheduleSource.Readings(schedule, query.Unit, step);
        return new ReadingSeries(
            new FlexMeasuresScheduleSource(PagingContext.InMemory, request, query.Unit, (_, _) => Task.FromResult(schedule), (_, _) => Task.FromResult(step)),
            Info(sensorId, scheduleId, query, query.Unit ?? FlexMeasuresUnits.OfReadings(schedule.Unit), step));
    }

    /// <summary>Triggers a plan, waits for it and gives it as readings.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="request">The plan.</param>
    /// <param name="sensorId">The device whose plan is wanted.</param>
    /// <param name="unit">The unit of the readings; <see langword="null"/> is the sensor's.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The readings, as for <see cref="ReadAsync"/>. Where the device is the sensor of a state of charge, the request must name a resolution.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync"/>; nothing was triggered.</exception>
    /// <exception cref="TimeoutException">The deadline came before the plan.</exception>
    /// <exception cref="EnergyResponseException">The job failed, or left nothing.</exception>
    public virtual async Task<ReadingSeries> PlanAsync(
        long assetId, FlexMeasuresScheduleRequest request, long sensorId, Unit? unit = null, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var step = await StepAsync(sensorId, null, null, cancellationToken, ofInstants: request.Resolution).ConfigureAwait(false);
        var job = await TriggerAsync(assetId, request, cancellationToken).ConfigureAwait(false);
        if (job.Id.Trim() is "" or "." or "..")
        {
            throw EnergyErrors.Payload(Trigger, null,
                "the server took the plan on and gave no id to ask for it by. Trying again will seldom help: the vendor's interface may have changed.");
        }

        var query = new FlexMeasuresScheduleQuery
        {
            Duration = request.Duration ?? new IsoDuration(Duration.FromHours(48)),
            Unit = unit,
            Resolution = new IsoDuration(step),
        };
        var result = await WaitAsync(sensorId, job.Id, query, polling, cancellationToken).ConfigureAwait(false);
        return ToReadings(sensorId, job.Id, FlexMeasuresScheduleSource.WithValues(Get, result.GetValueOrThrow(), step), query);
    }

    private static SeriesInfo Info(long sensorId, string scheduleId, FlexMeasuresScheduleQuery query, Unit unit, Duration? step) => new()
    {
        Identity = SeriesUri.Create("flexmeasures", "sensors", sensorId.ToString(CultureInfo.InvariantCulture), "schedules", scheduleId).ToString(),
        Unit = unit,
        Kind = unit == Unit.None ? SeriesKind.Unknown : FlexMeasuresSchedule.IsOfInstants(unit) ? SeriesKind.Instantaneous : SeriesKind.AveragePower,
        Resolution = FlexMeasuresSchedule.IsOfInstants(unit) ? null : step,
        Positive = FlexMeasuresSchedule.IsOfInstants(unit) ? PositiveDirection.None : query.SignConvention switch
        {
            null or FlexMeasuresSignConvention.ConsumptionPositive => PositiveDirection.Consumption,
            FlexMeasuresSignConvention.ProductionPositive => PositiveDirection.Production,
            _ => PositiveDirection.None,
        },
        Stamp = FlexMeasuresSchedule.IsOfInstants(unit) ? StampEdge.Instant : StampEdge.Start,
    };

    // The step of a plan's values: what was said, or that of the sensor, at which servers keep a plan whatever it was worked out at. A sensor of instants has none.
    private async Task<Duration> StepAsync(long sensorId, IsoDuration? said, RetryBudget? retries, CancellationToken cancellationToken, IsoDuration? ofInstants = null)
    {
        if (said is { } known)
        {
            return known.ToDuration();
        }

        var sensor = await FlexMeasuresSensorOperations.LookUpAsync(_transport, sensorId, retries, cancellationToken).ConfigureAwait(false);
        return !sensor.IsInstantaneous ? sensor.EventResolution.ToDuration()
            : ofInstants?.ToDuration() ?? throw new ArgumentException(
                $"Sensor {sensorId} is of instants, and nothing tells how far apart those of its plan are. Give Resolution: the event resolution of the device's power sensor, "
                    + $"unless the trigger named another.");
    }

    private Task<FlexMeasuresPollResult<FlexMeasuresSchedule>> AskAsync(EnergyRequest request, CancellationToken cancellationToken) =>
        _transport.AskAsync(request, FlexMeasuresJsonContext.Default.FlexMeasuresSchedule, cancellationToken);
}
