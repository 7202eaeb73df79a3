namespace Energy.Clients.IOTile;

/// <summary>Streamers and what they acknowledge.</summary>
/// <example>
/// <code>
/// var streamer = await iotile.Streamers.FindAsync(StreamerSlug.Parse("t--0000-0000-0000-0007--0001"));
/// </code>
/// </example>
public class IOTileStreamerOperations
{
    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/streamer/").Get("IOTile.Streamers.List");
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/streamer/{slug}/").Get("IOTile.Streamers.Get");
    internal static readonly EnergyEndpoint ListReports = new EnergyPath("api/v1/streamer/{slug}/report/").Get("IOTile.Streamers.ListReports");

    private readonly EnergyTransport _transport;

    internal IOTileStreamerOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileStreamerOperations() => _transport = null!;

    /// <summary>Lists streamers.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The streamers, one request a page.</returns>
    public virtual Paged<IOTileStreamer> ListAsync(IOTileStreamerQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileStreamer, IOTileStreamer.Fingerprint, cancellationToken);

    /// <summary>Gets a streamer. Its <see cref="IOTileStreamer.LastId"/> is what the server has stored.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The streamer.</returns>
    public virtual Task<IOTileStreamer> GetAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(streamer), IOTileJsonContext.Default.IOTileStreamer, cancellationToken);

    /// <summary>Finds a streamer.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The streamer, or <see langword="null"/> when no report of it ever came.</returns>
    public virtual Task<IOTileStreamer?> FindAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(streamer), IOTileJsonContext.Default.IOTileStreamer, cancellationToken);

    /// <summary>Lists the reports of a streamer.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All of them, by their times, in one request.</returns>
    public virtual Paged<IOTileStreamerReport> ListReportsAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) =>
        _transport.ListAll(ListReports.At(streamer), IOTileJsonContext.Default.IOTileStreamerReport, IOTileStreamerReport.Fingerprint, cancellationToken);
}
