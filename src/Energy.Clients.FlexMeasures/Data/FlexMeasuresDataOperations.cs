namespace Energy.Clients.FlexMeasures;

/// <summary>The values of sensors.</summary>
/// <example>
/// <code>
/// var sensor = await flexMeasures.Sensors.GetAsync(42);
/// await flexMeasures.Data.WriteAsync(sensor, measured);
/// double? first = (await flexMeasures.Data.ReadAsync(sensor, january).FirstAsync()).Value;
/// </code>
/// </example>
public class FlexMeasuresDataOperations
{
    private static readonly EnergyPath Values = new("api/v3_0/sensors/{id}/data");
    private static readonly EnergyPath ValuesByAddress = new("api/v3_0/sensors/data");

    internal static readonly EnergyEndpoint Get = Values.Get("FlexMeasures.Data.Get");
    internal static readonly EnergyEndpoint GetByAddress = ValuesByAddress.Get(Get.Operation);
    internal static readonly EnergyEndpoint Read = Values.Get("FlexMeasures.Data.Read");
    internal static readonly EnergyEndpoint Post = Values.Post("FlexMeasures.Data.Post") with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint PostByAddress = ValuesByAddress.Post(Post.Operation) with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint Upload = new EnergyPath("api/v3_0/sensors/{id}/data/upload").Post("FlexMeasures.Data.Upload");
    internal static readonly EnergyEndpoint Delete = Values.Delete("FlexMeasures.Data.Delete");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresDataOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresDataOperations() => _transport = null!;

    /// <summary>Asks once for values, and gives the answer as it is on the wire.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="query">Which values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The duration or resolution is not in whole minutes.</exception>
    public virtual Task<FlexMeasuresData> GetAsync(long sensorId, FlexMeasuresDataQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.SendAsync(query.ToRequest(Get.At(sensorId)), FlexMeasuresJsonContext.Default.FlexMeasuresData, cancellationToken);
    }

    /// <summary>Asks once for values of a sensor by its address: the deprecated way, for servers before 0.28.</summary>
    /// <param name="sensor">The address in the fm1 scheme.</param>
    /// <param name="query">Which values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The duration or resolution is not in whole minutes, or the address does not name a sensor.</exception>
    public virtual Task<FlexMeasuresData> GetAsync(EntityAddress sensor, FlexMeasuresDataQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.SendAsync(query.ToRequest(GetByAddress.At(), sensor), FlexMeasuresJsonContext.Default.FlexMeasuresData, cancellationToken);
    }

    /// <summary>Stores values in one request. It is repeated by itself only when a prior or horizon makes a repeat harmless, and never after a 500.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="data">The values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server did; that it knew values already is success. A server that stores later gives a job.</returns>
    /// <exception cref="ArgumentException">Values and duration do not fit together, the unit is not one, or the server could not store the belief times: see
    /// <see cref="FlexMeasuresNewData"/>.</exception>
    /// <exception cref="EnergyConflictException">A stored value would change for the same belief time: post with another prior.</exception>
    public virtual Task<FlexMeasuresIngestion> PostAsync(long sensorId, FlexMeasuresNewData data, CancellationToken cancellationToken = default) =>
        PostAsync(Post, data, null, post => post.At(sensorId), cancellationToken);

    /// <summary>Stores values of a sensor by its address: the deprecated way, for servers before 0.28. All else is as by id.</summary>
    /// <param name="sensor">The address in the fm1 scheme.</param>
    /// <param name="data">The values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server did.</returns>
    /// <exception cref="ArgumentException">As by id, or the address does not name a sensor.</exception>
    public virtual Task<FlexMeasuresIngestion> PostAsync(EntityAddress sensor, FlexMeasuresNewData data, CancellationToken cancellationToken = default) =>
        PostAsync(PostByAddress, data, sensor, static post => post.At(), cancellationToken);

    /// <summary>Stores the values of files.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="upload">The files.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server did.</returns>
    /// <exception cref="ArgumentException">There is no file, or one that the server would refuse.</exception>
    public virtual Task<FlexMeasuresIngestion> UploadAsync(long sensorId, FlexMeasuresUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _transport.SendAsync(Upload.At(sensorId).With(upload.ToContent()), FlexMeasuresJsonContext.Default.FlexMeasuresIngestion, cancellationToken);
    }

    /// <summary>Deletes data of a sensor; for account admins.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="deletion">Which data.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="ArgumentException">Nothing is set and <see cref="FlexMeasuresDataDeletion.Everything"/> is not said, or the end is before the start.</exception>
    public virtual Task DeleteAsync(long sensorId, FlexMeasuresDataDeletion deletion, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(sensorId).With(deletion), cancellationToken);

    /// <summary>Reads a sensor over any range; it is looked up when the first reading is wanted.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for <see cref="ReadAsync(FlexMeasuresSensor, FlexMeasuresReadQuery, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The range is open, or the slots are not ones that can be asked for.</exception>
    public virtual ReadingSeries ReadAsync(long sensorId, FlexMeasuresReadQuery query, CancellationToken cancellationToken = default) =>
        ReadAsync(sensorId, null, query, cancellationToken);

    /// <summary>Reads a sensor over any range.</summary>
    /// <param name="sensor">The sensor, so that unit, slots and sign are checked and told before the first reading.</param>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// A reading a slot, ascending; a slot without data is a reading without a value. A server answers only where a slot of the sensor begins, which depends on who wrote it: the
    /// readings are on the grid
    /// (or the several grids) that the data have, which is found by the sensor's statistics, and their <see cref="Reading.Start"/> tells which. Slots of days end with the day of
    /// the sensor's zone. Two requests for each <see cref="FlexMeasuresReadQuery.PageSize"/> slots, one of them for the statistics that say whether all was found; some more where
    /// grids change. When new beliefs arrive meanwhile, readings not yet read show them; give <see cref="FlexMeasuresReadQuery.Prior"/> for a picture that stands still.
    /// </returns>
    /// <exception cref="ArgumentException">The range is open, or unit or slots do not fit the sensor.</exception>
    public virtual ReadingSeries ReadAsync(FlexMeasuresSensor sensor, FlexMeasuresReadQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return ReadAsync(sensor.Id, sensor, query, cancellationToken);
    }

    /// <summary>Reads a sensor over any range, in its own unit and slots.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="range">The range, half-open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for <see cref="ReadAsync(FlexMeasuresSensor, FlexMeasuresReadQuery, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The range is open.</exception>
    public virtual ReadingSeries ReadAsync(FlexMeasuresSensor sensor, Interval range, CancellationToken cancellationToken = default) =>
        ReadAsync(sensor, new FlexMeasuresReadQuery { Range = range }, cancellationToken);

    /// <summary>Stores a series, in as many requests as it takes, all with one prior, so that the whole may be repeated.</summary>
    /// <param name="sensor">The sensor; its unit and slots are checked against the readings before anything is sent.</param>
    /// <param name="series">
    /// The readings, ascending; a gap is left as it is. Their unit must convert to the sensor's, which is done here, their sign be the sensor's, and their slots be a multiple or
    /// divisor of the sensor's. A server moves a start back to a slot on the clock of the offset that it is written with: it is written with the offset (the sensor's zone's, the
    /// one before its last clock change, or UTC) on whose clock it is the start of a slot.
    /// </param>
    /// <param name="settings">How; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">Unit, sign or slots do not fit; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">A reading overlaps the one before, or has another length.</exception>
    /// <exception cref="EnergyResponseException">The server refused a request, or the job that was to store it failed: the message names its span.</exception>
    /// <exception cref="TimeoutException">A job was not done in time: the message names it and the span. Write again with the same prior and
    /// <see cref="FlexMeasuresWriteSettings.ResumeFrom"/>.</exception>
    public virtual Task<FlexMeasuresWriteResult> WriteAsync(FlexMeasuresSensor sensor, ReadingSeries series, FlexMeasuresWriteSettings? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        ArgumentNullException.ThrowIfNull(series);
        var writer = new FlexMeasuresWriter(_transport, sensor, series.Info, settings ?? new FlexMeasuresWriteSettings());
        return writer.WriteAsync(series, cancellationToken);
    }

    internal static Task<FlexMeasuresIngestion> PostAsync(EnergyTransport transport, EnergyEndpoint endpoint, FlexMeasuresNewData data, EntityAddress? sensor,
        Func<EnergyEndpoint, EnergyRequest> at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Check();
        var (prior, horizon) = data.Timing();
        var request = at(endpoint with { IsIdempotent = prior is not null || horizon is not null });
        return transport.SendAsync(request.WithJson(json => data.WriteTo(json, sensor, prior, horizon)), FlexMeasuresJsonContext.Default.FlexMeasuresIngestion, cancellationToken);
    }

    private Task<FlexMeasuresIngestion> PostAsync(EnergyEndpoint endpoint, FlexMeasuresNewData data, EntityAddress? sensor, Func<EnergyEndpoint, EnergyRequest> at,
        CancellationToken cancellationToken) =>
        PostAsync(_transport, endpoint, data, sensor, at, cancellationToken);

    private ReadingSeries ReadAsync(long sensorId, FlexMeasuresSensor? sensor, FlexMeasuresReadQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        if (query.Resolution is { } resolution)
        {
            FlexMeasuresReadPlan.CheckStep(resolution);
        }

        var plan = sensor is null ? null : FlexMeasuresReadPlan.Of(sensor, query);
        var unit = plan is not null ? FlexMeasuresUnits.OfReadings(plan.Unit) : query.Unit ?? Unit.None;
        return new ReadingSeries(
            new FlexMeasuresDataSource(_transport, sensorId, query, plan),
            new SeriesInfo
            {
                Identity = SeriesUri.Create("flexmeasures", "sensors", sensorId.ToString(CultureInfo.InvariantCulture)).ToString(),
                Unit = unit,
                Kind = plan?.Kind ?? FlexMeasuresReadPlan.KindOf(unit, false),
                Resolution = plan is not null ? plan.Length : query.Resolution is { } period ? FlexMeasuresReadPlan.LengthOf(period) : null,
                Zone = plan?.Zone,
                Positive = plan?.Positive ?? PositiveDirection.None,
                Stamp = plan is { IsInstantaneous: true } ? StampEdge.Instant : StampEdge.Start,
            },
            cancellationToken);
    }
}
