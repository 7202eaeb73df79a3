namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class FlexMeasuresExchangeTests
{
    [ExchangeTheory("flexmeasures"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => FlexMeasuresRoutes.Table.VerifyAsync(recorded.Exchange);
}
