namespace Energy.Clients.Conformance.Stem;

public sealed class StemExchangeTests
{
    private static readonly StemReplay Replay = new();

    [ExchangeTheory("stem"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => StemRoutes.Table.VerifyAsync(recorded.Exchange);

    [ExchangeTheory("stem"), ExchangeRows]
    public Task Emulator_RecordedRequest_GivesTheRecordedAnswer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);
}
