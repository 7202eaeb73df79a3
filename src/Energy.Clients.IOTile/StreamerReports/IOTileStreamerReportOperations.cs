namespace Energy.Clients.IOTile;

/// <summary>Reports of devices: uploading them, and seeing what was stored.</summary>
/// <remarks>
/// The server counts the readings in the file and processes it later; readings that it has are dropped silently. So the answer to an upload says nothing about what was
/// stored: <see cref="UploadAndWaitAsync"/>, or the streamer's <see cref="IOTileStreamer.LastId"/>, does.
/// </remarks>
/// <example>
/// <code>
/// IOTileCount taken = await iotile.StreamerReports.UploadAsync(new IOTileReport { Device = device, ReportId = 70, SentTimestamp = uptime, Readings = readings }, received: now);
/// </code>
/// </example>
public class IOTileStreamerReportOperations
{
    private static readonly EnergyPath Items = new("api/v1/streamer/report/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.StreamerReports.List");
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/streamer/report/{id}/").Get("IOTile.StreamerReports.Get");
    internal static readonly EnergyEndpoint Upload = Items.Post("IOTile.StreamerReports.Upload");

    private static readonly Duration FirstPause = Duration.FromMilliseconds(500);
    private static readonly Duration LongestPause = Duration.FromSeconds(15);

    private readonly EnergyTransport _transport;
    private readonly IOTileStreamerOperations _streamers;

    internal IOTileStreamerReportOperations(EnergyTransport transport, IOTileStreamerOperations streamers)
    {
        _transport = transport;
        _streamers = streamers;
    }

    /// <summary>For substitutes in tests.</summary>
    protected IOTileStreamerReportOperations()
    {
        _transport = null!;
        _streamers = null!;
    }

    /// <summary>Lists reports.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The reports, one request a page.</returns>
    public virtual Paged<IOTileStreamerReport> ListAsync(IOTileStreamerReportQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileStreamerReport, IOTileStreamerReport.Fingerprint, cancellationToken);

    /// <summary>Gets a report.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The report.</returns>
    public virtual Task<IOTileStreamerReport> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), IOTileJsonContext.Default.IOTileStreamerReport, cancellationToken);

    /// <summary>Uploads a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="received">When it was received from the device; times of devices without a clock are worked out from it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many readings the server counted in the file.</returns>
    /// <exception cref="EnergyTransportException">The upload was cut off: it does not count as done. Sending it again is safe, since readings that are stored are
    /// dropped.</exception>
    public virtual Task<IOTileCount> UploadAsync(IOTileReport report, Instant received, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return SendAsync(report.ToBytes(), "report.bin", received, report.Readings.Count, cancellationToken);
    }

    /// <summary>Uploads a report of the second form, as MessagePack.</summary>
    /// <param name="report">The report.</param>
    /// <param name="received">When it was received from the device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many readings and events the server counted in the file.</returns>
    /// <exception cref="EnergyTransportException">The upload was cut off: it does not count as done.</exception>
    public virtual Task<IOTileCount> UploadAsync(IOTileObjectReport report, Instant received, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return SendAsync(report.ToMessagePack(), "report.mp", received, null, cancellationToken);
    }

    /// <summary>Uploads a report file after checking it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name, which tells its form: no extension or <c>.bin</c> for binary, <c>.json</c>, <c>.mp</c> for MessagePack.</param>
    /// <param name="received">When it was received from the device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many readings the server counted in the file.</returns>
    /// <exception cref="IOTileReportFormatException">The file is not such a report; nothing was sent.</exception>
    /// <exception cref="ArgumentException">The name has another extension.</exception>
    /// <exception cref="EnergyTransportException">The upload was cut off: it does not count as done.</exception>
    public virtual Task<IOTileCount> UploadAsync(ReadOnlyMemory<byte> file, string fileName, Instant received, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        int? count = null;
        switch (System.IO.Path.GetExtension(fileName))
        {
            case "" or ".bin":
                count = IOTileReport.Parse(file.Span).Readings.Count;
                break;
            case ".json":
                IOTileObjectReport.ParseJson(file.Span);
                break;
            case ".mp":
                IOTileObjectReport.ParseMessagePack(file.Span);
                break;
            default:
                throw new ArgumentException($"The file is named '{fileName}'; the server takes names that end in .bin, .json or .mp, or have no extension.", nameof(fileName));
        }

        return SendAsync(file, fileName, received, count, cancellationToken);
    }

    /// <summary>Uploads a report and waits until the server has processed it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="received">When it was received from the device.</param>
    /// <param name="atMost">How long to wait, by the client's clock.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The report as the server has it, with the range of ids that were new; 0 and 0 when none was.</returns>
    /// <exception cref="TimeoutException">The server had not processed it in time; it may still do so.</exception>
    public virtual async Task<IOTileStreamerReport> UploadAndWaitAsync(IOTileReport report, Instant received, Duration atMost, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var time = _transport.TimeProvider;
        var started = time.GetTimestamp();
        var known = (await KnownAsync(report.Streamer, cancellationToken).ConfigureAwait(false)).Select(r => r.Id).ToHashSet();
        await UploadAsync(report, received, cancellationToken).ConfigureAwait(false);
        for (var pause = FirstPause; ; pause = Duration.Min(pause + pause, LongestPause))
        {
            var reports = await KnownAsync(report.Streamer, cancellationToken).ConfigureAwait(false);
            if (reports.FirstOrDefault(r => !known.Contains(r.Id) && r.IncrementalId == report.ReportId && r.IsProcessed) is { } done)
            {
                return done;
            }

            if (time.GetElapsedTime(started) + pause.ToTimeSpan() > atMost.ToTimeSpan())
            {
                throw new TimeoutException(
                    $"The report {report.ReportId} of {report.Streamer} was uploaded, but the server had not processed it within {atMost}. Ask for the streamer's reports later.");
            }

            await Task.Delay(pause.ToTimeSpan(), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<IOTileStreamerReport>> KnownAsync(StreamerSlug streamer, CancellationToken cancellationToken)
    {
        try
        {
            return await _streamers.ListReportsAsync(streamer, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyResponseException e) when (_transport.Errors.IsAbsent(e))
        {
            // The first report of a streamer makes it.
            return [];
        }
    }

    private Task<IOTileCount> SendAsync(ReadOnlyMemory<byte> file, string fileName, Instant received, int? expected, CancellationToken cancellationToken) =>
        _transport.SendCountedAsync(
        Upload.At().With(new QueryArguments().Set("timestamp", received)).With(IOTileForm.Create(file, fileName, "application/octet-stream", null)),
        expected,
        counted => $"the report has {expected} readings, and the server counted {counted}: it did not receive the whole. Send it again; readings that are stored are dropped.",
        cancellationToken);
}
