using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>One flow over a range.</summary>
internal sealed class SundayaReadSource(EnergyTransport transport, EnergyFlow flow, PeriodKind kind, Interval range, string site, bool backwards)
    : SundayaBlockSource<Reading>(transport, backwards ? Back : Forth, flow.Type, kind, range, site, backwards)
{
    private static readonly EnergyCall Forth = new("Sundaya.Flows.Read", SundayaFlowOperations.Route);
    private static readonly EnergyCall Back = new("Sundaya.Flows.ReadBack", SundayaFlowOperations.Route);

    protected override string What => flow.Name;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    protected override RowBuffer<Reading> Read(ReadOnlySpan<byte> body, Interval covers) => Readings(body, flow, covers);
}
