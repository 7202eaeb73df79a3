namespace Energy.Clients.Sundaya;

/// <summary>One flow over a range.</summary>
internal sealed class SundayaReadSource(EnergyTransport transport, SundayaFlow flow, PeriodKind kind, Interval range, SundayaSite site, bool backwards)
    : SundayaBlockSource<Reading>(transport, backwards ? SundayaFlowOperations.ReadBack : SundayaFlowOperations.Read, flow.Type, kind, range, site, backwards)
{
    protected override string What => flow.Name;

    // The server draws new numbers at every request, so a reading is told by its place.
    public override ulong Fingerprint(Reading item) => StableHash.Add((ulong)item.Start.ToUnixTimeTicks(), (ulong)item.End.ToUnixTimeTicks());

    protected override RowBuffer<Reading> Read(ReadOnlySpan<byte> body, EnergyPeriod block, Interval covers) => Readings(body, flow, block, covers);
}
