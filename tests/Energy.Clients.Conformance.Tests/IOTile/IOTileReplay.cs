namespace Energy.Clients.Conformance.IOTile;

/// <summary>Replays the recordings of the IOTile server against the emulator.</summary>
public sealed class IOTileReplay() : EmulatorReplay("iotile", IOTileOperationTable.Operations)
{
    /// <summary>The one replay of a test run.</summary>
    public static IOTileReplay Instance { get; } = new();

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ComparedHeaders => ["content-type", "allow", "www-authenticate", "location"];

    /// <inheritdoc/>
    protected override IEnumerable<EmulatorRun> Runs()
    {
        EmulatorRun[] told = [.. EmulatorRun.OfReadmes("iotile")];
        return [.. told, .. EmulatorRun.OfTheRest("iotile", told)];
    }

    /// <inheritdoc/>
    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await IOTileSession.StartAsync(run);

    /// <inheritdoc/>
    protected override CompareOptions OptionsFor(RecordedExchange exchange, string operation) => new() { RelativeTolerance = 1e-15 };
}
