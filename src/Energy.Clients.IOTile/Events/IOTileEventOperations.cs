using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>Events: reading, making, uploading with a file, and their files.</summary>
/// <example>
/// <code>
/// await foreach (var entry in iotile.Events.ListAsync("d--0000-0000-0000-0007", new() { Range = january }))
/// {
///     Console.WriteLine($"{entry.Timestamp} {entry.ExtraData}");
/// }
/// </code>
/// </example>
public class IOTileEventOperations
{
    private static readonly EnergyPath Items = new("api/v1/event/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Events.List");
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/event/{id}/").Get("IOTile.Events.Get");
    internal static readonly EnergyEndpoint GetData = new EnergyPath("api/v1/event/{id}/data/").Get("IOTile.Events.GetData");
    internal static readonly EnergyEndpoint GetUrl = new EnergyPath("api/v1/event/{id}/url/").Get("IOTile.Events.GetUrl");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Events.Create");
    internal static readonly EnergyEndpoint CreateMany = Items.Post("IOTile.Events.CreateMany");
    internal static readonly EnergyEndpoint Upload = new EnergyPath("api/v1/event/upload/").Post("IOTile.Events.Upload");

    private readonly EnergyTransport _transport;

    internal IOTileEventOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileEventOperations() => _transport = null!;

    /// <summary>Lists events.</summary>
    /// <param name="filter">A slug of a stream, device, block or variable; it is sent in canonical form.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The events by stream, incremental id and time, one request a page. A filter that you may not read gives none.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or a number is out of its range. Nothing is sent.</exception>
    public virtual Paged<IOTileEvent> ListAsync(string filter, IOTileEventQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At().With(new QueryArguments { ["filter"] = IOTileSlugText.Canonical(filter, "sdbv", nameof(filter)) }), query, IOTileJsonContext.Default.IOTileEvent,
            static e => (ulong)e.Id + 1, cancellationToken);

    /// <summary>Gets an event. The server finds it only where its stream has a record.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The event.</returns>
    public virtual Task<IOTileEvent> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), IOTileJsonContext.Default.IOTileEvent, cancellationToken);

    /// <summary>Gets the file of an event.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The file's JSON.</returns>
    /// <exception cref="EnergyNotFoundException">There is no event or no file.</exception>
    public virtual Task<JsonElement> GetDataAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetData.At(id), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets a signed address of the file of an event.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The address, a credential for a while.</returns>
    public virtual Task<IOTileAddress> GetUrlAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetUrl.At(id), IOTileJsonContext.Default.IOTileAddress, cancellationToken);

    /// <summary>Makes an event without a file.</summary>
    /// <param name="created">The event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The event.</returns>
    public virtual Task<IOTileEvent> CreateAsync(IOTileNewEvent created, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().WithJson(json => Write(json, created)), IOTileJsonContext.Default.IOTileEvent, cancellationToken);

    /// <summary>Makes several events in one request.</summary>
    /// <param name="created">The events.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateManyAsync(IReadOnlyCollection<IOTileNewEvent> created, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(created);
        return _transport.SendManyAsync(CreateMany.At(), created, Write, cancellationToken);
    }

    /// <summary>Makes an event with a file.</summary>
    /// <param name="created">The event.</param>
    /// <param name="file">The file: JSON, packed or not.</param>
    /// <param name="fileName">The file's name: it ends in <c>.json</c> or <c>.json.gz</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The event's number and what the server understood.</returns>
    /// <exception cref="ArgumentException">The name has another end.</exception>
    /// <exception cref="EnergyTransportException">The upload was cut off: it does not count as done, and is never sent twice.</exception>
    public virtual Task<IOTileUploadedEvent> UploadAsync(IOTileNewEvent created, ReadOnlyMemory<byte> file, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(created);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (!fileName.EndsWith(".json", StringComparison.Ordinal) && !fileName.EndsWith(".json.gz", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The file is named '{fileName}'; the server takes names that end in .json or .json.gz only.", nameof(fileName));
        }

        var fields = new QueryArguments()
            .Set("stream", created.Stream.ToString())
            .Set("timestamp", created.Timestamp)
            .Set("encoded_extra_data", created.ExtraData?.ToJsonString())
            .Set("device_timestamp", created.DeviceTimestamp)
            .Set("streamer_local_id", created.StreamerLocalId);
        var mediaType = fileName.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : "application/json";
        return _transport.SendAsync(Upload.At().With(IOTileForm.Create(file, fileName, mediaType, fields)), IOTileJsonContext.Default.IOTileUploadedEvent, cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, IOTileNewEvent created)
    {
        ArgumentNullException.ThrowIfNull(created);
        json.Add("stream", created.Stream.ToString())
            .Add("timestamp", created.Timestamp).Add("device_timestamp", created.DeviceTimestamp).Add("streamer_local_id", created.StreamerLocalId);
        foreach (var (name, value) in (ReadOnlySpan<(string, JsonNode?)>)[("extra_data", created.ExtraData), ("data", created.Data)])
        {
            if (value is not null)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
    }
}
