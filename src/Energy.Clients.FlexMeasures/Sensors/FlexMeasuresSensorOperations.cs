namespace Energy.Clients.FlexMeasures;

/// <summary>The sensors: each a series of values.</summary>
/// <example>
/// <code>
/// var sensor = await flexMeasures.Sensors.CreateAsync(
///     new() { Name = "power", AssetId = assetId, Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT15M") });
/// var stats = await flexMeasures.Sensors.GetStatsAsync(sensor.Id);
/// </code>
/// </example>
public class FlexMeasuresSensorOperations
{
    private static readonly EnergyPath Item = new("api/v3_0/sensors/{id}");
    private static readonly EnergyPath All = new("api/v3_0/sensors");
    private static readonly EnergyPath Annotations = new("api/v3_0/sensors/{id}/annotations");

    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Sensors.Get");
    internal static readonly EnergyEndpoint Update = Item.Patch("FlexMeasures.Sensors.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("FlexMeasures.Sensors.Delete");
    internal static readonly EnergyEndpoint Create = All.Post("FlexMeasures.Sensors.Create");
    internal static readonly EnergyEndpoint List = All.Get("FlexMeasures.Sensors.List");
    internal static readonly EnergyEndpoint GetStats = new EnergyPath("api/v3_0/sensors/{id}/stats").Get("FlexMeasures.Sensors.GetStats");
    internal static readonly EnergyEndpoint GetStatus = new EnergyPath("api/v3_0/sensors/{id}/status").Get("FlexMeasures.Sensors.GetStatus");
    internal static readonly EnergyEndpoint Annotate = Annotations.Post("FlexMeasures.Sensors.Annotate") with { IsIdempotent = true, TakesInternalErrorAsFinal = true };

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresSensorOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresSensorOperations() => _transport = null!;

    /// <summary>Lists sensors. The server cannot sort them.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresSensor> ListAsync(FlexMeasuresSensorQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, FlexMeasuresJsonContext.Default.FlexMeasuresSensor, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Gets a sensor.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresSensor> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken);

    /// <summary>Gets a sensor, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual Task<FlexMeasuresSensor?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken);

    /// <summary>Makes a sensor on an asset. A name that the asset has already is answered with 500.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresSensor> CreateAsync(FlexMeasuresNewSensor sensor, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().With(sensor), FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken);

    /// <summary>Changes a sensor: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresSensor> UpdateAsync(long id, FlexMeasuresSensorUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Update.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken);

    /// <summary>Deletes a sensor with its data.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(id), cancellationToken);

    /// <summary>Gets figures about the data of a sensor, by source.</summary>
    /// <param name="id">The id.</param>
    /// <param name="query">Which data; <see langword="null"/> takes all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The figures; empty when there are no data.</returns>
    public virtual async Task<FlexMeasuresSensorStats> GetStatsAsync(long id, FlexMeasuresStatsQuery? query = null, CancellationToken cancellationToken = default)
    {
        var request = GetStats.At(id).With((query ?? new FlexMeasuresStatsQuery()).ToQuery());
        var answer = await _transport.SendAsync(request, FlexMeasuresJsonContext.Default.DictionaryStringJsonElement, cancellationToken).ConfigureAwait(false);
        return new FlexMeasuresSensorStats(answer);
    }

    /// <summary>Gets how fresh the data of a sensor are.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresSensorStatusList> GetStatusAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetStatus.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresSensorStatusList, cancellationToken);

    /// <summary>Puts a note on a span of time.</summary>
    /// <param name="id">The id.</param>
    /// <param name="annotation">The note.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The note; the same one when it existed already, so the call may be repeated.</returns>
    public virtual Task<FlexMeasuresAnnotation> AnnotateAsync(long id, FlexMeasuresNewAnnotation annotation, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Annotate.At(id).With(annotation), FlexMeasuresJsonContext.Default.FlexMeasuresAnnotation, cancellationToken);

    /// <summary>Gets a sensor for a read, which cannot do with an answer that is none.</summary>
    internal static async Task<FlexMeasuresSensor> LookUpAsync(EnergyTransport transport, long id, RetryBudget? retries, CancellationToken cancellationToken)
    {
        var sensor = await transport.SendAsync(Get.At(id) with { Retries = retries }, FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken).ConfigureAwait(false);
        return sensor.Id == id ? sensor : throw EnergyErrors.Unreadable(new EnergyCall(Get), new JsonException($"The answer is not sensor {id}: its 'id' is {sensor.Id}."), "$.id");
    }
}
