namespace Energy.Clients.Conformance.Stem;

public sealed class StemExchangeTests
{
    private static readonly StemReplay Replay = new();

    [ExchangeTheory("stem"), ExchangeRows]
    public Task Emulator_RecordedRequest_GivesTheRecordedAnswer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);
}
