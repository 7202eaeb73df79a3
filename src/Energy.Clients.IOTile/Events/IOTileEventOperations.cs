using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Events: reading, making, uploading with a file, and their files.</summary>
public class IOTileEventOperations
{
    private readonly IOTileApi _api;

    internal IOTileEventOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileEventOperations() => _api = null!;

    /// <summary>Lists events.</summary>
    /// <param name="filter">A slug of a stream, device, block or variable; it is sent in canonical form.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The events by stream, incremental id and time, one request a page. A filter that you may not read gives none.</returns>
    /// <exception cref="ArgumentException">The filter is not such a slug, or a number is out of its range. Nothing is sent.</exception>
    public virtual Paged<IOTileEvent> ListAsync(string filter, IOTileEventQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Events.List", "event/", "event/", query, IOTileJsonContext.Default.IOTileEvent, static e => (ulong)e.Id + 1, cancellationToken, new IOTileQuery { ["filter"] = IOTileSlugText.Canonical(filter, "sdbv", nameof(filter)) });

    /// <summary>Gets an event. The server finds it only where its stream has a record.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The event.</returns>
    public virtual Task<IOTileEvent> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Events.Get", "event/{id}/", IOTileApi.Path("event", IOTileApi.Number(id)), IOTileJsonContext.Default.IOTileEvent, cancellationToken);

    /// <summary>Gets the file of an event.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The file's JSON.</returns>
    /// <exception cref="EnergyNotFoundException">There is no event or no file.</exception>
    public virtual Task<JsonElement> GetDataAsync(long id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Events.GetData", "event/{id}/data/", IOTileApi.Path("event", IOTileApi.Number(id), "data"), IOTileJsonContext.Default.JsonElement, cancellationToken);

    /// <summary>Gets a signed address of the file of an event.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The address, a credential for a while.</returns>
    public virtual Task<IOTileAddress> GetUrlAsync(long id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Events.GetUrl", "event/{id}/url/", IOTileApi.Path("event", IOTileApi.Number(id), "url"), IOTileJsonContext.Default.IOTileAddress, cancellationToken);

    /// <summary>Makes an event without a file.</summary>
    /// <param name="created">The event.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The event.</returns>
    public virtual Task<IOTileEvent> CreateAsync(IOTileNewEvent created, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Events.Create", HttpMethod.Post, "event/", "event/", Body(created), IOTileJsonContext.Default.IOTileEvent, cancellationToken);

    /// <summary>Makes several events in one request.</summary>
    /// <param name="created">The events.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateAsync(IReadOnlyCollection<IOTileNewEvent> created, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(created);
        return _api.SendManyAsync("Events.CreateMany", "event/", "event/", created.Select(Body), cancellationToken);
    }

    /// <summary>Makes an event with a file.</summary>
    /// <param name="created">The event.</param>
    /// <param name="file">The file: JSON, packed or not.</param>
    /// <param name="fileName">The file's name: it ends in <c>.json</c> or <c>.json.gz</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The event's number and what the server understood.</returns>
    /// <exception cref="ArgumentException">The name has another end.</exception>
    /// <exception cref="EnergyTransportException">The upload was cut off: it does not count as done, and is never sent twice.</exception>
    public virtual async Task<IOTileEventUpload> UploadAsync(IOTileNewEvent created, ReadOnlyMemory<byte> file, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(created);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (!fileName.EndsWith(".json", StringComparison.Ordinal) && !fileName.EndsWith(".json.gz", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The file is named '{fileName}'; the server takes names that end in .json or .json.gz only.", nameof(fileName));
        }

        var fields = new IOTileQuery
        {
            ["stream"] = created.Stream.ToString(),
            ["timestamp"] = IOTileApi.Time(created.Timestamp),
            ["encoded_extra_data"] = created.ExtraData?.ToJsonString(),
            ["device_timestamp"] = IOTileApi.Number(created.DeviceTimestamp),
            ["streamer_local_id"] = IOTileApi.Number(created.StreamerLocalId),
        };
        var mediaType = fileName.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : "application/json";
        using var message = IOTileApi.Message(HttpMethod.Post, "event/upload/", null, IOTileForm.Create(file, fileName, mediaType, fields));
        return await _api.Transport.SendForJsonAsync(IOTileApi.Call("Events.Upload", HttpMethod.Post, "event/upload/"), message, IOTileJsonContext.Default.IOTileEventUpload, cancellationToken).ConfigureAwait(false);
    }

    private static IOTileBody Body(IOTileNewEvent created)
    {
        ArgumentNullException.ThrowIfNull(created);
        var body = new IOTileBody().Add("stream", created.Stream.ToString()).Add("timestamp", (Instant?)created.Timestamp).Add("device_timestamp", created.DeviceTimestamp).Add("streamer_local_id", created.StreamerLocalId);
        body.Json["extra_data"] = created.ExtraData?.DeepClone() ?? new JsonObject();
        if (created.Data is { } data)
        {
            body.Json["data"] = data.DeepClone();
        }

        return body;
    }
}
