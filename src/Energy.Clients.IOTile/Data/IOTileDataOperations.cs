namespace Energy.Clients.IOTile;

/// <summary>Data of any stream, device, block, variable or alias, with or without stream records, and data frames.</summary>
/// <remarks>The server answers a filter that you may not read with 200 and nothing: "no data" proves nothing here.</remarks>
/// <example>
/// <code>
/// var flow = iotile.Data.ReadAsync(StreamSlug.Parse("s--0000-0001--0000-0000-0000-0002--5001"), new() { Range = january });
/// await foreach (var reading in flow)
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} {flow.Info.Unit}");
/// }
/// </code>
/// </example>
public class IOTileDataOperations
{
    private static readonly EnergyPath Rows = new("api/v1/data/");
    private static readonly EnergyPath Frame = new("api/v1/df/");

    internal static readonly EnergyEndpoint ListRows = Rows.Get("IOTile.Data.ListRows");
    internal static readonly EnergyEndpoint Read = Rows.Get("IOTile.Data.Read");
    internal static readonly EnergyEndpoint Create = Rows.Post("IOTile.Data.Create");
    internal static readonly EnergyEndpoint CreateMany = Rows.Post("IOTile.Data.CreateMany");
    internal static readonly EnergyEndpoint ListFrame = Frame.Get("IOTile.Data.ListFrame");
    internal static readonly EnergyEndpoint GetFrameCsv = Frame.Get("IOTile.Data.GetFrameCsv");

    private const string Kinds = "sdbva";

    private readonly EnergyTransport _transport;

    internal IOTileDataOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDataOperations() => _transport = null!;

    /// <summary>Reads data as full rows.</summary>
    /// <param name="filter">A slug of a stream, device, block, variable or alias; it is sent in canonical form, since the server answers other forms with nothing.</param>
    /// <param name="query">Which rows; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The rows in the server's order: by incremental id, then stream, then time (rows without id come first); with <see cref="IOTileDataQuery.LastN"/> and for aliases by time.
    /// Each request asks from the last id (or time) on, so rows that come or go meanwhile neither double nor hide others.
    /// </returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, the range ends before it starts, or a number is out of its range. Nothing is sent.</exception>
    public virtual Paged<IOTileDataRow> ListRowsAsync(string filter, IOTileDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileDataQuery();
        var slug = IOTileSlugText.Canonical(filter, Kinds, nameof(filter));
        var byTime = query.LastN is not null || slug[0] == 'a';
        var keyset = byTime
            ? IOTileKeyset<IOTileDataRow>.ByTime(static r =>
                r.Timestamp, static r => (ulong)r.Id + 1, IOTileValues.StartOf(query.Range), query.LastN is null ? null : IOTileDataQuery.MaxLastN)
            : new IOTileKeyset<IOTileDataRow>("streamer_id_min", static r =>
                r.StreamerLocalId, static id => id.ToString(CultureInfo.InvariantCulture), static r => (ulong)r.Id + 1);
        return new Paged<IOTileDataRow>(
            new IOTileKeysetSource<IOTileDataRow, IOTileRowReader>(
                _transport, ListRows.At(), query.ToQuery(slug), query.LastN, keyset, default, IOTileDataWindowSource.DefaultPageSize),
            cancellationToken);
    }

    /// <summary>Reads the data of one stream as readings, also of a system stream that has no record.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="query">Which rows; <see langword="null"/> reads all.</param>
    /// <param name="value">Which value: stored or raw. There is no output value here; <see cref="IOTileStreamOperations"/> has it.</param>
    /// <param name="unit">The unit of the readings; <see langword="null"/> leaves it open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Instantaneous readings, ascending by time in whole seconds: the newest <see cref="IOTileDataQuery.LastN"/>, or all of the range, any number, streamed in constant memory.
    /// The server orders no more than the newest 100,000 rows of a request by time, so a longer range is read in windows of at most 50,000, found by a few requests for one row
    /// each. A row that comes later than the place where the read stands is not read; more than 50,000 rows within a microsecond are an <see cref="EnergyPayloadException"/>, never
    /// a silent loss.
    /// </returns>
    /// <exception cref="ArgumentException">As for rows, or <paramref name="value"/> is the output value.</exception>
    public virtual ReadingSeries ReadAsync(StreamSlug stream, IOTileDataQuery? query = null, IOTileValueKind value = IOTileValueKind.Stored, Unit? unit = null,
        CancellationToken cancellationToken = default)
    {
        if (value == IOTileValueKind.Output)
        {
            throw new ArgumentException("Rows of data have no output value. Read stored or raw values, or use Streams.ReadAsync.", nameof(value));
        }

        query ??= new IOTileDataQuery();
        var arguments = query.ToQuery(stream.ToString());
        var rows = new IOTileReadingReader(value);
        var info = new SeriesInfo
        {
            Identity = SeriesUri.Create("iotile", stream.ToString()).ToString(),
            Unit = unit ?? Unit.None,
            Kind = SeriesKind.Instantaneous,
            Stamp = StampEdge.Instant,
        };
        PageSource<Reading> source = query.LastN is null
            ? new IOTileDataWindowSource(_transport, Read.At(), arguments, query.Range, query.PageSize, rows)
            : new IOTileKeysetSource<Reading, IOTileReadingReader>(
                _transport, Read.At(), arguments, query.LastN, ByTime(IOTileValues.StartOf(query.Range)), rows, IOTileDataWindowSource.DefaultPageSize);
        return new ReadingSeries(source, info, cancellationToken);
    }

    /// <summary>Makes a row of data.</summary>
    /// <param name="data">The row.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The row as the server stored it.</returns>
    public virtual async Task<IOTileDataRow> CreateAsync(IOTileNewData data, CancellationToken cancellationToken = default)
    {
        using var response = await _transport.OpenAsync(Create.At().WithJson(json => Write(json, data)), cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return ReadRow(body, response.Call);
    }

    /// <summary>Makes several rows of data in one request.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateManyAsync(IReadOnlyCollection<IOTileNewData> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return _transport.SendManyAsync(CreateMany.At(), data, Write, cancellationToken);
    }

    /// <summary>Reads a data frame row by row: the fastest way to read in bulk, in one request and in the server's order.</summary>
    /// <param name="filter">A slug of a stream, device or block; it is sent in canonical form.</param>
    /// <param name="query">Which frame; it may not be pivoted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or the frame is pivoted.</exception>
    public virtual Paged<IOTileFrameRow> ListFrameAsync(string filter, IOTileFrameQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileFrameQuery();
        if (query.Pivot)
        {
            throw new ArgumentException("A pivoted frame has a column for each stream and cannot be read row by row. Use GetFrameCsvAsync.", nameof(query));
        }

        return _transport.ListAll(
            ListFrame.At().With(query.ToQuery(IOTileSlugText.Canonical(filter, "sdb", nameof(filter)), "json")), IOTileJsonContext.Default.IOTileFrameRow,
            IOTileFrameRow.Fingerprint, cancellationToken);
    }

    /// <summary>Gets a data frame as CSV.</summary>
    /// <param name="filter">A slug of a stream, device or block; it is sent in canonical form.</param>
    /// <param name="query">Which frame; <see langword="null"/> takes all rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The CSV; times without an offset are UTC.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or statistics are asked for without what they need.</exception>
    public virtual Task<string> GetFrameCsvAsync(string filter, IOTileFrameQuery? query = null, CancellationToken cancellationToken = default)
    {
        var arguments = (query ?? new IOTileFrameQuery()).ToQuery(IOTileSlugText.Canonical(filter, "sdb", nameof(filter)), "csv");
        return _transport.GetTextAsync(GetFrameCsv.At().With(arguments), cancellationToken);
    }

    internal static IOTileKeyset<Reading> ByTime(Instant? start) => IOTileKeyset<Reading>.ByTime(static r => r.Start, static r => r.Fingerprint(), start, IOTileDataQuery.MaxLastN);

    private static void Write(Utf8JsonWriter json, IOTileNewData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        json.Add("stream", data.Stream.ToString()).Add("timestamp", data.Timestamp).Add("int_value", data.IntValue).Add("type", data.Type?.Name);
    }

    private IOTileDataRow ReadRow(PooledBody body, EnergyCall call)
    {
        var json = new Utf8JsonReader(body.Span);
        try
        {
            json.Read();
            return default(IOTileRowReader).TryRead(ref json, _transport.Drift.For(call), out IOTileDataRow row) ? row : throw new JsonException("The body is empty.");
        }
        catch (Exception e) when (JsonText.FaultOf(e) is { } fault)
        {
            throw EnergyErrors.Unreadable(call, fault, position: json.TokenStartIndex);
        }
    }
}
