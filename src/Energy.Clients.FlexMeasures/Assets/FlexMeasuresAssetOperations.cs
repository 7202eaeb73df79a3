using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>The assets: sites, devices and places, as a tree.</summary>
public class FlexMeasuresAssetOperations
{
    private readonly EnergyTransport _transport;

    internal FlexMeasuresAssetOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresAssetOperations() => _transport = null!;

    /// <summary>Lists assets.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresAsset> ListAsync(FlexMeasuresAssetQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresAssetQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresAsset>(
            new FlexMeasuresListSource<FlexMeasuresAsset>(_transport, new FlexMeasuresListRoute<FlexMeasuresAsset>
            {
                Call = new EnergyCall("FlexMeasures.Assets.List", "GET /api/v3_0/assets"),
                Path = query.AddTo(query.Path()).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAsset,
                Fingerprint = static item => (ulong)item.Id,
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }

    /// <summary>Lists public assets, which belong to no account.</summary>
    /// <param name="fields">The fields to be given; <see langword="null"/> asks for all, an empty list leaves it to the server.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The assets, in one answer.</returns>
    public virtual Paged<FlexMeasuresAsset> ListPublicAsync(IReadOnlyList<string>? fields = null, CancellationToken cancellationToken = default) => new(
        new FlexMeasuresListSource<FlexMeasuresAsset>(_transport, new FlexMeasuresListRoute<FlexMeasuresAsset>
        {
            Call = new EnergyCall("FlexMeasures.Assets.ListPublic", "GET /api/v3_0/assets/public"),
            Path = new FlexMeasuresPath("api/v3_0/assets/public").Add("fields", FlexMeasuresAssetFields.Join(fields)).ToString(),
            TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAsset,
            Fingerprint = static item => (ulong)item.Id,
            FirstPage = 1,
            PageSize = null,
        }),
        cancellationToken);

    /// <summary>Lists the types of assets.</summary>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The types, in one answer.</returns>
    public virtual Paged<FlexMeasuresAssetType> ListTypesAsync(CancellationToken cancellationToken = default) => new(
        new FlexMeasuresListSource<FlexMeasuresAssetType>(_transport, new FlexMeasuresListRoute<FlexMeasuresAssetType>
        {
            Call = new EnergyCall("FlexMeasures.Assets.ListTypes", "GET /api/v3_0/assets/types"),
            Path = "api/v3_0/assets/types",
            TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAssetType,
            Fingerprint = static item => (ulong)item.Id,
            FirstPage = 1,
            PageSize = null,
        }),
        cancellationToken);

    /// <summary>Lists the sensors of an asset; the server always sends pages, of 10 unless told otherwise.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Paging, filter and order (<c>id</c>, <c>name</c>, <c>resolution</c>).</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The sensors.</returns>
    public virtual Paged<FlexMeasuresSensor> ListSensorsAsync(long id, FlexMeasuresAssetSensorQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresAssetSensorQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresSensor>(
            new FlexMeasuresListSource<FlexMeasuresSensor>(_transport, new FlexMeasuresListRoute<FlexMeasuresSensor>
            {
                Call = new EnergyCall("FlexMeasures.Assets.ListSensors", "GET /api/v3_0/assets/{id}/sensors"),
                Path = query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/sensors")).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresSensor,
                Fingerprint = static item => (ulong)item.Id,
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
                AlwaysPaged = true,
            }),
            cancellationToken);
    }

    /// <summary>Gets an asset.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresAsset> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(new EnergyCall("FlexMeasures.Assets.Get", "GET /api/v3_0/assets/{id}"), $"api/v3_0/assets/{id}", FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);

    /// <summary>Gets an asset, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual async Task<FlexMeasuresAsset?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes an asset. Members of an account make assets below others; at the top an account admin does.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAsset> CreateAsync(FlexMeasuresNewAsset asset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(asset);
        asset.Check();
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Assets.Create", "POST /api/v3_0/assets"), HttpMethod.Post, "api/v3_0/assets", asset.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);
    }

    /// <summary>Changes an asset: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAsset> UpdateAsync(long id, FlexMeasuresAssetUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Assets.Update", "PATCH /api/v3_0/assets/{id}"), HttpMethod.Patch, $"api/v3_0/assets/{id}", update.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresAsset, cancellationToken);
    }

    /// <summary>Deletes an asset with its sensors and data.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new EnergyCall("FlexMeasures.Assets.Delete", "DELETE /api/v3_0/assets/{id}"), HttpMethod.Delete, $"api/v3_0/assets/{id}", null, cancellationToken);

    /// <summary>Copies an asset with its sensors, without data.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="accountId">The account of the copy; <see langword="null"/> keeps it.</param>
    /// <param name="parentAssetId">The asset above the copy; <see langword="null"/> keeps it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The id of the copy.</returns>
    public virtual Task<FlexMeasuresAssetCopy> CopyAsync(long id, long? accountId = null, long? parentAssetId = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new EnergyCall("FlexMeasures.Assets.Copy", "POST /api/v3_0/assets/{id}/copy"),
            HttpMethod.Post,
            new FlexMeasuresPath($"api/v3_0/assets/{id}/copy").Add("account", accountId).Add("parent", parentAssetId).ToString(),
            static _ => { },
            FlexMeasuresJsonContext.Default.FlexMeasuresAssetCopy,
            cancellationToken);

    /// <summary>Gets the jobs of an asset.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresJobList> GetJobsAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(new EnergyCall("FlexMeasures.Assets.GetJobs", "GET /api/v3_0/assets/{id}/jobs"), $"api/v3_0/assets/{id}/jobs", FlexMeasuresJsonContext.Default.FlexMeasuresJobList, cancellationToken);

    /// <summary>Gets the data of all sensors that the asset shows, in one answer: the fastest bulk read. The server calls it a text.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartDataAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync(
            new EnergyCall("FlexMeasures.Assets.GetChartData", "GET /api/v3_0/assets/{id}/chart_data"), query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/chart_data")).ToString(), FlexMeasuresJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gets the notes that a chart of the asset shows.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartAnnotationsAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync(
            new EnergyCall("FlexMeasures.Assets.GetChartAnnotations", "GET /api/v3_0/assets/{id}/chart_annotations"), query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/chart_annotations")).ToString(), FlexMeasuresJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gets the indicators of an asset by day.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetKpisAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync(
            new EnergyCall("FlexMeasures.Assets.GetKpis", "GET /api/v3_0/assets/{id}/kpis"), query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/kpis")).ToString(), FlexMeasuresJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gets the specification of the chart of an asset.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="query">Which span, and how.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The document as the server sends it.</returns>
    public virtual Task<JsonElement> GetChartAsync(long id, FlexMeasuresChartQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync(
            new EnergyCall("FlexMeasures.Assets.GetChart", "GET /api/v3_0/assets/{id}/chart"), query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/chart")).ToString(), FlexMeasuresJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Lists what happened, in an audit log.</summary>
    /// <param name="id">The id.</param>
    /// <param name="query">Paging and order (<c>event_datetime</c>); <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The entries.</returns>
    public virtual Paged<FlexMeasuresAuditEntry> ListAuditLogAsync(long id, FlexMeasuresAuditQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresAuditQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresAuditEntry>(
            new FlexMeasuresListSource<FlexMeasuresAuditEntry>(_transport, new FlexMeasuresListRoute<FlexMeasuresAuditEntry>
            {
                Call = new EnergyCall("FlexMeasures.Assets.ListAuditLog", "GET /api/v3_0/assets/{id}/auditlog"),
                Path = query.AddTo(new FlexMeasuresPath($"api/v3_0/assets/{id}/auditlog")).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry,
                Fingerprint = static item => StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)),
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }

    /// <summary>Puts a note on a span of time.</summary>
    /// <param name="id">The id.</param>
    /// <param name="annotation">The note.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The note; the same one when it existed already, so the call may be repeated.</returns>
    public virtual Task<FlexMeasuresAnnotation> AnnotateAsync(long id, FlexMeasuresNewAnnotation annotation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        annotation.Check();
        return _transport.SendAsync(
            new EnergyCall("FlexMeasures.Assets.Annotate", "POST /api/v3_0/assets/{id}/annotations") { IsIdempotent = true, TakesInternalErrorAsFinal = true },
            HttpMethod.Post,
            $"api/v3_0/assets/{id}/annotations",
            annotation.WriteTo,
            FlexMeasuresJsonContext.Default.FlexMeasuresAnnotation,
            cancellationToken);
    }
}
