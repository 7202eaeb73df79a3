namespace Energy.Clients.Conformance.IOTile;

/// <summary>Every recorded exchange, read by the client and answered by the emulator.</summary>
public sealed class IOTileExchangeTests
{
    [ExchangeTheory("iotile"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndRead(ExchangeCase row) => IOTileClientRoutes.Table.VerifyAsync(row.Exchange);

    [ExchangeTheory("iotile"), ExchangeRows]
    public Task Emulator_RecordedRequest_IsAnsweredAsRecorded(ExchangeCase row) => IOTileReplay.Instance.VerifyAsync(row.Exchange);
}
