namespace Energy.Clients.Conformance.Stem;

public sealed class StemExchangeTests
{
    private static readonly StemReplay Replay = new();

    [ExchangeTheory("stem"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => StemRoutes.Table.VerifyAsync(recorded.Exchange);

    [ExchangeTheory("stem"), ExchangeRows]
    public Task Emulator_RecordedRequest_GivesTheRecordedAnswer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);

    [CorpusFact("stem")]
    public async Task Emulator_AllExchanges_LeaveLittleUncompared()
    {
        var report = new ConformanceReport("stem");
        var replay = new StemReplay { Report = report };
        foreach (RecordedExchange exchange in ExchangeFiles.Of("stem").SelectMany(file => ExchangeFiles.Load("stem", file)))
        {
            await replay.VerifyAsync(exchange);
        }

        SideCount count = report.Side("emulator");
        Assert.True(count.IgnoredLeaves * 20 <= count.ExactLeaves, $"more than one leaf in 20 is ignored: {count}");
    }
}
