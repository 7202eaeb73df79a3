using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>One flow over a range.</summary>
internal sealed class SundayaReadSource(EnergyTransport transport, EnergyFlow flow, PeriodKind kind, Interval range, string site, bool backwards)
    : SundayaBlockSource<Reading>(transport, backwards ? SundayaFlowOperations.ReadBack : SundayaFlowOperations.Read, flow.Type, kind, range, site, backwards)
{
    protected override string What => flow.Name;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    protected override RowBuffer<Reading> Read(ReadOnlySpan<byte> body, Interval covers) => Readings(body, flow, covers);
}
