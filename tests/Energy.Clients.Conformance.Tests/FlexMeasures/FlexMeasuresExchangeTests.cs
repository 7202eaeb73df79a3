namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class FlexMeasuresExchangeTests
{
    private const string Vendor = "flexmeasures";

    [ExchangeTheory(Vendor), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => FlexMeasuresRoutes.Table.VerifyAsync(recorded.Exchange);

    [CorpusFact(Vendor)]
    public void Client_AllExchanges_DifferByRuleInOneOfTwentyAtMost()
    {
        RecordedExchange[] all = [.. ExchangeFiles.Of(Vendor).SelectMany(file => ExchangeFiles.Load(Vendor, file))];
        RecordedExchange[] different = [.. all.Where(exchange =>
            KnownDifferences.Of(Vendor).Rules.Any(rule => rule.Applies("client", FlexMeasuresOperations.Table.Of(exchange), exchange.Content)))];

        Assert.True(different.Length * 20 <= all.Length, $"{different.Length} of {all.Length} recordings differ by a rule: {string.Join("; ", different.AsEnumerable())}");
    }
}
