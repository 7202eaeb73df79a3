namespace Energy.Clients.Conformance.IOTile;

/// <summary>Replays the recordings of the IOTile server against the emulator.</summary>
public sealed class IOTileReplay() : EmulatorReplay("iotile", IOTileOperationTable.Operations)
{
    private static readonly string[][] Recordings =
    [
        ["auth", "account", "org", "project", "device", "property", "variable", "vartype", "stream", "stream-data", "data", "df", "event", "note", "location", "streamer-report", "mask", "datablock", "fleet", "roles", "streamer", "misc"],
        ["auth-session", "auth-jwt", "streamer-report-timestamps", "stream-data-limits"],
        ["cookie-timezone"],
        ["edge"],
    ];

    /// <summary>The one replay of a test run.</summary>
    public static IOTileReplay Instance { get; } = new();

    /// <inheritdoc/>
    protected override IEnumerable<EmulatorRun> Runs()
    {
        EmulatorRun[] known = [.. Recordings.Select(files => EmulatorRun.OfFiles("iotile", files.Select(file => $"exchanges/{file}.json"))).Where(run => run.Exchanges.Count > 0)];
        return [.. known, .. EmulatorRun.OfTheRest("iotile", known)];
    }

    /// <inheritdoc/>
    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await IOTileSession.StartAsync(run);

    /// <inheritdoc/>
    protected override CompareOptions OptionsFor(RecordedExchange exchange, string operation) => new() { RelativeTolerance = 1e-15 };
}
