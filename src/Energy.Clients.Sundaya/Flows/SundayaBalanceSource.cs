namespace Energy.Clients.Sundaya;

/// <summary>All six flows over a range, joined by interval.</summary>
internal sealed class SundayaBalanceSource(EnergyTransport transport, PeriodKind kind, Interval range, SundayaSite site)
    : SundayaBlockSource<SundayaFlowInterval>(transport, SundayaFlowOperations.ReadBalances, SundayaEnergyType.Hsy, kind, range, site, backwards: false)
{
    protected override string What => "balances";

    // The server draws new numbers at every request, so a balance is told by its place.
    public override ulong Fingerprint(SundayaFlowInterval item) => StableHash.Add((ulong)item.Range.Start.ToUnixTimeTicks(), (ulong)item.Range.End.ToUnixTimeTicks());

    protected override RowBuffer<SundayaFlowInterval> Read(ReadOnlySpan<byte> body, EnergyPeriod block, Interval covers)
    {
        var flows = new RowBuffer<Reading>[SundayaFlow.All.Count];
        try
        {
            for (var i = 0; i < flows.Length; i++)
            {
                flows[i] = Readings(body, SundayaFlow.All[i], block, covers);
            }

            return Join(flows);
        }
        finally
        {
            foreach (ref var flow in flows.AsSpan())
            {
                flow.Dispose();
            }
        }
    }

    private static RowBuffer<SundayaFlowInterval> Join(RowBuffer<Reading>[] flows)
    {
        var intervals = new RowBuffer<SundayaFlowInterval>();
        for (var i = 0; i < flows[0].Count; i++)
        {
            var (balance, missing) = (SundayaBalance.Zero, 0);
            for (var flow = 0; flow < flows.Length; flow++)
            {
                var value = flows[flow].Span[i].Value;
                missing += value is null ? 1 : 0;
                balance = balance.Add(SundayaFlow.All[flow], value ?? 0);
            }

            // What has not begun yet has no balance, and has not begun for one flow alone.
            var range = flows[0].Span[i].Interval;
            if (missing == 0)
            {
                intervals.Add(new SundayaFlowInterval { Range = range, Balance = balance });
            }
            else if (missing < flows.Length)
            {
                throw new JsonException($"The answer marks {missing} of the {flows.Length} flows from {range.Start} on as not begun, and the others as begun.");
            }
        }

        return intervals;
    }
}
