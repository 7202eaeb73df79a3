namespace Energy.Clients.IOTile;

/// <summary>Streams and their data.</summary>
/// <example>
/// <code>
/// var stream = StreamSlug.Parse("s--0000-0001--0000-0000-0000-0002--5001");
/// await foreach (var reading in iotile.Streams.ReadAsync(stream, new() { Range = january }))
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value}");
/// }
/// </code>
/// </example>
public class IOTileStreamOperations
{
    // Of the data of a stream.
    private const int DefaultPageSize = 5_000;

    private static readonly EnergyPath Items = new("api/v1/stream/");
    private static readonly EnergyPath Item = new("api/v1/stream/{slug}/");
    private static readonly EnergyPath Data = new("api/v1/stream/{slug}/data/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Streams.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Streams.Get");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Streams.Create");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Streams.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Streams.Delete");
    internal static readonly EnergyEndpoint Read = Data.Get("IOTile.Streams.Read");
    internal static readonly EnergyEndpoint ListRows = Data.Get("IOTile.Streams.ListRows");
    internal static readonly EnergyEndpoint GetCsv = new EnergyPath("api/v1/stream/{slug}/csv/").Get("IOTile.Streams.GetCsv");

    private readonly EnergyTransport _transport;

    internal IOTileStreamOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileStreamOperations() => _transport = null!;

    /// <summary>Lists streams.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all of active devices.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The streams, one request a page. System streams have no record: <see cref="IOTileDeviceOperations.GetExtraAsync"/> names them.</returns>
    public virtual Paged<IOTileStream> ListAsync(IOTileStreamQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileStream, static s => StableHash.Of(s.Slug.ToString()), cancellationToken);

    /// <summary>Gets a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="EnergyNotFoundException">There is no record, which does not mean that there are no data.</exception>
    public virtual Task<IOTileStream> GetAsync(StreamSlug stream, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(stream), IOTileJsonContext.Default.IOTileStream, cancellationToken);

    /// <summary>Finds a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stream, or <see langword="null"/> when there is no record.</returns>
    public virtual Task<IOTileStream?> FindAsync(StreamSlug stream, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(stream), IOTileJsonContext.Default.IOTileStream, cancellationToken);

    /// <summary>Makes a stream.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="device">The device; <see langword="null"/> makes a virtual stream.</param>
    /// <param name="dataLabel">A label; <see langword="null"/> leaves it empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stream; this answer of the server has fewer members than <see cref="GetAsync"/> gives.</returns>
    public virtual Task<IOTileStream> CreateAsync(VariableSlug variable, DeviceSlug? device = null, string? dataLabel = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().WithJson(json => json.Add("variable", variable.ToString()).Add("device", device?.ToString()).Add("data_label", dataLabel)),
            IOTileJsonContext.Default.IOTileStream, cancellationToken);

    /// <summary>Changes a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="update">What to change; units by their slugs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stream as it is now.</returns>
    public virtual Task<IOTileStream> UpdateAsync(StreamSlug stream, IOTileStreamUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(stream)
            .WithJson(json => json.Add("data_label", update.DataLabel).Add("input_unit", update.InputUnit).Add("output_unit", update.OutputUnit).Add("enabled", update.Enabled)),
            IOTileJsonContext.Default.IOTileStream, cancellationToken);
    }

    /// <summary>Deletes a stream; staff only (others get 400).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(StreamSlug stream, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(stream).AsStaff(asStaff), cancellationToken);

    /// <summary>Reads the data of a stream as readings.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="query">Which data, and which value; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Instantaneous readings, ascending by time in whole seconds. One request for 5,000 rows unless asked otherwise, streamed in constant memory. Each request asks from the last
    /// time on, so rows that come or go meanwhile neither double nor hide others. The device's mask applies. The unit is <see cref="IOTileStreamDataQuery.Unit"/>; give the
    /// stream's record instead to have it known.
    /// </returns>
    /// <exception cref="ArgumentException">The range ends before it starts, or a number is out of its range.</exception>
    public virtual ReadingSeries ReadAsync(StreamSlug stream, IOTileStreamDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileStreamDataQuery();
        var keyset = IOTileKeyset<Reading>.ByTime(static r => r.Start, static r => r.Fingerprint(), IOTileValues.StartOf(query.Range));
        var info = new SeriesInfo
        {
            Identity = SeriesUri.Create("iotile", stream.ToString()).ToString(),
            Unit = query.Unit ?? Unit.None,
            Kind = SeriesKind.Instantaneous,
            Stamp = StampEdge.Instant,
        };
        return new ReadingSeries(
            new IOTileKeysetSource<Reading, IOTileReadingReader>(
                _transport, Read.At(stream), query.ToQuery(), query.LastN, keyset, new IOTileReadingReader(query.Value), DefaultPageSize),
            info,
            cancellationToken);
    }

    /// <summary>Reads the data of a stream as readings in the unit that its record names.</summary>
    /// <param name="stream">The stream's record.</param>
    /// <param name="query">Which data, and which value; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for the slug.</returns>
    /// <exception cref="ArgumentException">As for the slug.</exception>
    public virtual ReadingSeries ReadAsync(IOTileStream stream, IOTileStreamDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        query ??= new IOTileStreamDataQuery();
        var unit = query.Unit ?? (query.Value == IOTileValueKind.Output && Unit.TryFromText(stream.OutputUnit?.UnitShort, out var known) ? known : null);
        return ReadAsync(stream.Slug, query with { Unit = unit }, cancellationToken);
    }

    /// <summary>Reads the data of a stream as full rows: raw, stored, output and display values.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="query">Which data; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The rows, ascending by time, read as <see cref="ReadAsync(StreamSlug, IOTileStreamDataQuery, CancellationToken)"/> does.</returns>
    /// <exception cref="ArgumentException">The range ends before it starts, or a number is out of its range.</exception>
    public virtual Paged<IOTileStreamRow> ListRowsAsync(StreamSlug stream, IOTileStreamDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileStreamDataQuery();
        var keyset = IOTileKeyset<IOTileStreamRow>.ByTime(static r => r.Timestamp, static r => r.Fingerprint(), IOTileValues.StartOf(query.Range));
        return new Paged<IOTileStreamRow>(
            new IOTileKeysetSource<IOTileStreamRow, IOTileRowReader>(_transport, ListRows.At(stream), query.ToQuery(), query.LastN, keyset, default, DefaultPageSize),
            cancellationToken);
    }

    /// <summary>Gets the vendor's own CSV of a stream. Its values are wrong (the output conversion of the raw number): take it for the times only.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="query">Which data; its page size is not used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Lines of <c>yyyy/MM/dd HH:mm:ss,number</c>.</returns>
    public virtual Task<string> GetCsvAsync(StreamSlug stream, IOTileStreamDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileStreamDataQuery();
        var arguments = query.ToQuery().Set("page_size", default(string)).Set("lastn", query.LastN);
        return _transport.GetTextAsync(GetCsv.At(stream).With(arguments), cancellationToken);
    }
}
