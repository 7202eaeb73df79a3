using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Data of any stream, device, block, variable or alias, with or without stream records, and data frames.</summary>
/// <remarks>The server answers a filter that you may not read with 200 and nothing: "no data" proves nothing here.</remarks>
public class IOTileDataOperations
{
    private const string Kinds = "sdbva";

    private readonly IOTileApi _api;

    internal IOTileDataOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDataOperations() => _api = null!;

    /// <summary>Reads data as full rows.</summary>
    /// <param name="filter">A slug of a stream, device, block, variable or alias; it is sent in canonical form, since the server answers other forms with nothing.</param>
    /// <param name="query">Which rows; <see langword="null"/> reads all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// The rows in the server's order: by incremental id, then stream, then time (rows without id come first); with <see cref="IOTileDataQuery.LastN"/> and for aliases by time. Each request asks from the last
    /// id (or time) on, so rows that come or go meanwhile neither double nor hide others.
    /// </returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, the range ends before it starts, or a number is out of its range. Nothing is sent.</exception>
    public virtual Paged<IOTileDataRow> ReadRowsAsync(string filter, IOTileDataQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileDataQuery();
        var slug = IOTileSlugText.Canonical(filter, Kinds, nameof(filter));
        var byTime = query.LastN is not null || slug[0] == 'a';
        var keyset = byTime
            ? new IOTileKeyset<IOTileDataRow>("start", static r => r.Timestamp.ToUnixTimeSeconds(), StartText(query.Start), static r => (ulong)r.Id + 1, query.LastN is null ? null : IOTileApi.Number(IOTileDataQuery.MaxLastN))
            : new IOTileKeyset<IOTileDataRow>("streamer_id_min", static r => r.StreamerLocalId, static id => IOTileApi.Number(id), static r => (ulong)r.Id + 1);
        return new Paged<IOTileDataRow>(
            new IOTileKeysetSource<IOTileDataRow, IOTileDataRowReader>(_api.Transport, Call("Data.ReadRows"), "data/", query.ToQuery(slug), query.LastN, keyset, default),
            cancellationToken);
    }

    /// <summary>Reads the data of one stream as readings, also of a system stream that has no record.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="query">Which rows; <see langword="null"/> reads all.</param>
    /// <param name="value">Which value: stored or raw. There is no output value here; <see cref="IOTileStreamOperations"/> has it.</param>
    /// <param name="unit">The unit of the readings; <see langword="null"/> leaves it open.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// Instantaneous readings, ascending by time in whole seconds: the newest <see cref="IOTileDataQuery.LastN"/>, or all of the range, any number, streamed in constant memory. The server orders no more than the newest 100,000 rows
    /// of a request by time, so a longer range is read in windows of at most 50,000, found by a few requests for one row each. A row that comes later than the place where the read stands is not read; more than 50,000
    /// rows within a microsecond are an <see cref="EnergyPayloadException"/>, never a silent loss.
    /// </returns>
    /// <exception cref="ArgumentException">As for rows, or <paramref name="value"/> is the output value.</exception>
    public virtual ReadingSeries ReadAsync(StreamSlug stream, IOTileDataQuery? query = null, IOTileValueKind value = IOTileValueKind.Stored, Unit? unit = null, CancellationToken cancellationToken = default)
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
            ? new IOTileDataWindowSource(_api.Transport, Call("Data.Read"), arguments, query.Start, query.End, rows)
            : new IOTileKeysetSource<Reading, IOTileReadingReader>(_api.Transport, Call("Data.Read"), "data/", arguments, query.LastN, ByTime(query.Start), rows);
        return new ReadingSeries(source, info, cancellationToken);
    }

    /// <summary>Makes a row of data.</summary>
    /// <param name="data">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The row as the server stored it.</returns>
    public virtual async Task<IOTileDataRow> CreateAsync(IOTileNewData data, CancellationToken cancellationToken = default)
    {
        var call = IOTileApi.Call("Data.Create", HttpMethod.Post, "data/");
        using var message = IOTileApi.Message(HttpMethod.Post, "data/", null, IOTileApi.JsonContent(Body(data).Json));
        using var response = await _api.Transport.SendAsync(call, message, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return ReadRow(body, call);
    }

    /// <summary>Makes several rows of data in one request.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateAsync(IReadOnlyCollection<IOTileNewData> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return _api.SendManyAsync("Data.CreateMany", "data/", "data/", data.Select(Body), cancellationToken);
    }

    /// <summary>Reads a data frame row by row: the fastest way to read in bulk, in one request and in the server's order.</summary>
    /// <param name="filter">A slug of a stream, device or block; it is sent in canonical form.</param>
    /// <param name="query">Which frame; it may not be pivoted.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or the frame is pivoted.</exception>
    public virtual Paged<IOTileFrameRow> ReadFrameAsync(string filter, IOTileFrameQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new IOTileFrameQuery();
        if (query.Pivot)
        {
            throw new ArgumentException("A pivoted frame has a column for each stream and cannot be read row by row. Use GetFrameCsvAsync.", nameof(query));
        }

        return new Paged<IOTileFrameRow>(
            new IOTileFrameSource(_api.Transport, IOTileApi.Call("Data.ReadFrame", HttpMethod.Get, "df/"), query.ToQuery(IOTileSlugText.Canonical(filter, "sdb", nameof(filter)), "json")), cancellationToken);
    }

    /// <summary>Gets a data frame as CSV.</summary>
    /// <param name="filter">A slug of a stream, device or block; it is sent in canonical form.</param>
    /// <param name="query">Which frame; <see langword="null"/> takes all rows.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The CSV; times without an offset are UTC.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or statistics are asked for without what they need.</exception>
    public virtual async Task<string> GetFrameCsvAsync(string filter, IOTileFrameQuery? query = null, CancellationToken cancellationToken = default)
    {
        var arguments = (query ?? new IOTileFrameQuery()).ToQuery(IOTileSlugText.Canonical(filter, "sdb", nameof(filter)), "csv");
        using var message = IOTileApi.Message(HttpMethod.Get, "df/", arguments);
        using var response = await _api.Transport.SendAsync(IOTileApi.Call("Data.GetFrameCsv", HttpMethod.Get, "df/"), message, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(body.Span);
    }

    internal static IOTileKeyset<Reading> ByTime(Instant? start) =>
        new("start", static r => r.Start.ToUnixTimeSeconds(), StartText(start), static r => r.Fingerprint(), IOTileApi.Number(IOTileDataQuery.MaxLastN));

    private static EnergyCall Call(string operation) => IOTileApi.Call(operation, HttpMethod.Get, "data/");

    private static Func<long, string> StartText(Instant? start) => seconds =>
    {
        var from = Instant.FromUnixTimeSeconds(seconds);
        return IOTileApi.Time(start is { } s && s > from ? s : from)!;
    };

    private static IOTileBody Body(IOTileNewData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new IOTileBody().Add("stream", data.Stream.ToString()).Add("timestamp", (Instant?)data.Timestamp).Add("int_value", data.IntValue).Add("type", data.Type?.Name);
    }

    private IOTileDataRow ReadRow(PooledBody body, EnergyCall call)
    {
        var json = new Utf8JsonReader(body.Span);
        try
        {
            json.Read();
            return default(IOTileDataRowReader).TryRead(ref json, _api.Transport.Drift.For(call), out var row) ? row : throw new JsonException("The body is empty.");
        }
        catch (JsonException e)
        {
            throw PayloadErrors.From(call, e, position: json.TokenStartIndex);
        }
    }
}
