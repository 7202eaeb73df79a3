namespace Energy.Clients.Conformance.OpenCec;

public sealed class OpenCecExchangeTests
{
    private static readonly OpenCecReplay Replay = new();

    [ExchangeTheory("opencec"), ExchangeRows]
    public Task Emulator_RecordedRequest_GivesTheRecordedAnswer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);

    [ExchangeTheory("opencec"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadAsRecorded(ExchangeCase recorded) => OpenCecClientRoutes.Table.VerifyAsync(recorded.Exchange);
}
