namespace Energy.Clients.Conformance.IOTile;

/// <summary>Every recorded exchange, answered by the emulator.</summary>
public sealed class IOTileExchangeTests
{
    [ExchangeTheory("iotile"), ExchangeRows]
    public Task Emulator_RecordedRequest_IsAnsweredAsRecorded(ExchangeCase row) => IOTileReplay.Instance.VerifyAsync(row.Exchange);
}
