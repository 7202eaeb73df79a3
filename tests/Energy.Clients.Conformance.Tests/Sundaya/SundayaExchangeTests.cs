namespace Energy.Clients.Conformance.Sundaya;

public sealed class SundayaExchangeTests
{
    private static readonly SundayaReplay Replay = new();

    [ExchangeTheory("sundaya"), ExchangeRows]
    public Task Emulator_RecordedRequest_GivesTheRecordedAnswer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);

    [ExchangeTheory("sundaya"), ExchangeRows]
    public async Task Emulator_RecordedRequest_PublishesTheRecordedMessages(ExchangeCase recorded)
    {
        await Replay.RunAsync();
        Assert.False(SundayaSession.Mismatches.TryGetValue((recorded.Exchange.File, recorded.Exchange.Index), out string? mismatch), mismatch);
    }

    [ExchangeTheory("sundaya"), ExchangeRows]
    public Task Client_RecordedExchange_MakesTheRequestAndReadsTheAnswer(ExchangeCase recorded) => SundayaClientRoutes.Table.VerifyAsync(recorded.Exchange);
}
