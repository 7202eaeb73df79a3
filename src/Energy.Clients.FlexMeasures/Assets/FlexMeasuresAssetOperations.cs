namespace Energy.Clients.FlexMeasures;

/// <summary>The assets: sites, devices and places, as a tree.</summary>
/// <example>
/// <code>
/// var asset = await flexMeasures.Assets.CreateAsync(new() { Name = "Roof", AssetTypeId = 1 });
/// await foreach (var sensor in flexMeasures.Assets.ListSensorsAsync(asset.Id))
/// {
///     Console.WriteLine(sensor.Name);
/// }
/// </code>
/// </example>
public class FlexMeasuresAssetOperations
{
    private static readonly EnergyPath Item = new("api/v3_0/assets/{id}");
    private static readonly EnergyPath All = new("api/v3_0/assets");
    private static readonly EnergyPath Annotations = new("api/v3_0/assets/{id}/annotations");

    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Assets.Get");
    internal static readonly EnergyEndpoint Update = Item.Patch("FlexMeasures.Assets.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("FlexMeasures.Assets.Delete");
    internal static readonly EnergyEndpoint Create = All.Post("FlexMeasures.Assets.Create");
    internal static readonly EnergyEndpoint List = All.Get("FlexMeasures.Assets.List");
    internal static readonly EnergyEndpoint Copy = new EnergyPath("api/v3_0/assets/{id}/copy").Post("FlexMeasures.Assets.Copy");
    internal static readonly EnergyEndpoint GetJobs = new EnergyPath("api/v3_0/assets/{id}/jobs").Get("FlexMeasures.Assets.GetJobs");
    internal static readonly EnergyEndpoint GetChartData = new EnergyPath("api/v3_0/assets/{id}/chart_data").Get("FlexMeasures.Assets.GetChartData");
    internal static readonly EnergyEndpoint GetChartAnnotations = new EnergyPath("api/v3_0/assets/{id}/chart_annotations").Get("FlexMeasures.Assets.GetChartAnnotations");
    internal static readonly EnergyEndpoint GetKpis = new EnergyPath("api/v3_0/assets/{id}/kpis").Get("FlexMeasures.Assets.GetKpis");
    internal static readonly EnergyEndpoint GetChart = new EnergyPath("api/v3_0/assets/{id}/chart").Get("FlexMeasures.Assets.GetChart");
    internal static readonly EnergyEndpoint Annotate = Annotations.Post("FlexMeasures.Assets.Annotate") with { IsIdempotent = true, TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint ListPublic = new EnergyPath("api/v3_0/assets/public").Get("FlexMeasures.Assets.ListPublic");
    internal static readonly EnergyEndpoint ListTypes = new EnergyPath("api/v3_0/assets/types").Get("FlexMeasures.Assets.ListTypes");
    internal static readonly EnergyEndpoint ListSensors = new EnergyPath("api/v3_0/assets/{id}/sensors").Get("FlexMeasures.Assets.ListSensors");
    internal static readonly EnergyEndpoint ListAuditLog = new EnergyPath("api/v3_0/assets/{id}/auditlog").Get("FlexMeasures.Assets.ListAuditLog");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresAssetOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresAssetOperations() => _transport = null!;

    /// <summary>Lists assets.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresAsset> ListAsync(FlexMeasuresAssetQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query ?? new FlexMeasuresAssetQuery(), FlexMeasuresJsonContext.Default.FlexMeasuresAsset, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Lists public assets, which belong to no account.</summary>
    /// <param name="fields">The fields to be given; <see langword="null"/> asks for all, an empty list leaves it to the server.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The assets, in one answer.</returns>
    public virtual Paged<FlexMeasuresAsset> ListPublicAsync(IReadOnlyList<string>? fields = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListPublic.At().With(new QueryArguments { ["fields"] = FlexMeasuresAssetFields.Join(fields) }), FlexMeasuresJsonContext.Default.FlexMeasuresAsset,
            static item => (ulong)item.Id, cancellationToken);

    /// <summary>Lists the types of assets.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The types, in one answer.</returns>
    public virtual Paged<FlexMeasuresAssetType> ListTypesAsync(CancellationToken cancellationToken = default) =>
        _transport.List(ListTypes.At(), FlexMeasuresJsonContext.Default.FlexMeasuresAssetType, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Lists the sensors of an asset; the server always sends pages, of 10 unless told otherwise.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Paging, filter and order (<c>id</c>, <c>name</c>, <c>resolution</c>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The sensors.</returns>
    public virtual Paged<FlexMeasuresSensor> ListSensorsAsync(long id, FlexMeasuresAssetSensorQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListSensors.At(id), query, FlexMeasuresJsonContext.Default.FlexMeasuresSensor, static item => (ulong)item.Id, cancellationToken, alwaysPaged: true);

    /// <summary>Gets an asset.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresAsset> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);

    /// <summary>Gets an asset, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual Task<FlexMeasuresAsset?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);

    /// <summary>Makes an asset. Members of an account make assets below others; at the top an account admin does.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAsset> CreateAsync(FlexMeasuresNewAsset asset, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().With(asset), FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);

    /// <summary>Changes an asset: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAsset> UpdateAsync(long id, FlexMeasuresAssetUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Update.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);

    /// <summary>Deletes an asset with its sensors and data.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(id), cancellationToken);

    /// <summary>Copies an asset with its sensors, without data.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="accountId">The account of the copy; <see langword="null"/> keeps it.</param>
    /// <param name="parentAssetId">The asset above the copy; <see langword="null"/> keeps it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The id of the copy.</returns>
    public virtual Task<FlexMeasuresAssetCopy> CopyAsync(long id, long? accountId = null, long? parentAssetId = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Copy.At(id).With(new QueryArguments().Add("account", accountId).Add("parent", parentAssetId)).WithJson(static _ => { }),
            FlexMeasuresJsonContext.Default.FlexMeasuresAssetCopy, cancellationToken);

    /// <summary>Gets the jobs of an asset.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresJobList> GetJobsAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetJobs.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresJobList, cancellationToken);

    /// <summary>Gets the data of all sensors that the asset shows, in one answer: the fastest bulk read. The server calls it a text.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartDataAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default) =>
        ShowAsync(GetChartData, id, query, cancellationToken);

    /// <summary>Gets the notes that a chart of the asset shows.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartAnnotationsAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default) =>
        ShowAsync(GetChartAnnotations, id, query, cancellationToken);

    /// <summary>Gets the indicators of an asset by day.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetKpisAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default) =>
        ShowAsync(GetKpis, id, query, cancellationToken);

    /// <summary>Gets the specification of the chart of an asset.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default) =>
        ShowAsync(GetChart, id, query, cancellationToken);

    /// <summary>Lists what happened, in an audit log; the server always sends pages, of 10 unless told otherwise.</summary>
    /// <param name="id">The id.</param>
    /// <param name="query">Paging and order (<c>event_datetime</c>); <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entries.</returns>
    public virtual Paged<FlexMeasuresAuditEntry> ListAuditLogAsync(long id, FlexMeasuresAuditQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListAuditLog.At(id), query, FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry, static item =>
            StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)), cancellationToken, alwaysPaged: true);

    /// <summary>Puts a note on a span of time.</summary>
    /// <param name="id">The id.</param>
    /// <param name="annotation">The note.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The note; the same one when it existed already, so the call may be repeated.</returns>
    public virtual Task<FlexMeasuresAnnotation> AnnotateAsync(long id, FlexMeasuresNewAnnotation annotation, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Annotate.At(id).With(annotation), FlexMeasuresJsonContext.Default.FlexMeasuresAnnotation, cancellationToken);

    private Task<JsonElement> ShowAsync(EnergyEndpoint what, long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.SendAsync(what.At(id).With(query.ToQuery()), FlexMeasuresJsonContext.Default.JsonElement, cancellationToken);
    }
}
