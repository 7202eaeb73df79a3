namespace Energy.Clients.IOTile;

/// <summary>Streamers and what they acknowledge.</summary>
public class IOTileStreamerOperations
{
    private readonly IOTileApi _api;

    internal IOTileStreamerOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileStreamerOperations() => _api = null!;

    /// <summary>Lists streamers.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The streamers, one request a page.</returns>
    public virtual Paged<IOTileStreamer> ListAsync(IOTileStreamerQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Streamers.List", "streamer/", "streamer/", query, IOTileJsonContext.Default.IOTileStreamer, static s => StableHash.Of(s.Slug.ToString()), cancellationToken);

    /// <summary>Gets a streamer. Its <see cref="IOTileStreamer.LastId"/> is what the server has stored.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The streamer.</returns>
    public virtual Task<IOTileStreamer> GetAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Streamers.Get", "streamer/{slug}/", IOTileApi.Path("streamer", streamer.ToString()), IOTileJsonContext.Default.IOTileStreamer, cancellationToken);

    /// <summary>Finds a streamer.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The streamer, or <see langword="null"/> when no report of it ever came.</returns>
    public virtual Task<IOTileStreamer?> FindAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) => IOTileApi.OrNullAsync(GetAsync(streamer, cancellationToken));

    /// <summary>Gets the reports of a streamer.</summary>
    /// <param name="streamer">The streamer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them, by their times.</returns>
    public virtual Task<IReadOnlyList<IOTileStreamerReport>> GetReportsAsync(StreamerSlug streamer, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Streamers.GetReports", "streamer/{slug}/report/", IOTileApi.Path("streamer", streamer.ToString(), "report"), IOTileJsonContext.Default.IReadOnlyListIOTileStreamerReport, cancellationToken);
}
