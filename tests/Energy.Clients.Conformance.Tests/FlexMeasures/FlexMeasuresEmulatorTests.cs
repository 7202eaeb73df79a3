namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class FlexMeasuresEmulatorTests
{
    private static readonly FlexMeasuresEmulatorReplay Replay = new();

    [ExchangeTheory("flexmeasures"), FlexMeasuresEmulatorRows]
    public Task Emulator_RecordedRequest_IsAnsweredAsByTheServer(ExchangeCase recorded) => Replay.VerifyAsync(recorded.Exchange);
}
