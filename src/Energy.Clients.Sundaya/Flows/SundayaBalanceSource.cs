using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>All six flows over a range, joined by interval.</summary>
internal sealed class SundayaBalanceSource(EnergyTransport transport, PeriodKind kind, Interval range, string site)
    : SundayaBlockSource<FlowInterval>(transport, SundayaFlowOperations.ReadBalances, EnergyType.Hsy, kind, range, site, backwards: false)
{
    protected override string What => "balances";

    public override ulong Fingerprint(FlowInterval item)
    {
        var hash = StableHash.Add((ulong)item.Start.ToUnixTimeTicks(), (ulong)item.End.ToUnixTimeTicks());
        foreach (var flow in EnergyFlow.All)
        {
            hash = StableHash.Add(hash, BitConverter.DoubleToUInt64Bits(item.Balance[flow]));
        }

        return hash;
    }

    protected override RowBuffer<FlowInterval> Read(ReadOnlySpan<byte> body, Interval covers)
    {
        var flows = new RowBuffer<Reading>[EnergyFlow.All.Count];
        try
        {
            for (var i = 0; i < flows.Length; i++)
            {
                flows[i] = Readings(body, EnergyFlow.All[i], covers);
                if (flows[i].Count != flows[0].Count)
                {
                    throw new JsonException($"The body has {flows[0].Count} intervals of {EnergyFlow.All[0]} and {flows[i].Count} of {EnergyFlow.All[i]}.");
                }
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

    private static RowBuffer<FlowInterval> Join(RowBuffer<Reading>[] flows)
    {
        var intervals = new RowBuffer<FlowInterval>();
        for (var i = 0; i < flows[0].Count; i++)
        {
            var balance = EnergyBalance.Zero;
            var isKnown = true;
            for (var flow = 0; flow < flows.Length; flow++)
            {
                var value = flows[flow].Span[i].Value;
                isKnown &= value is not null;
                balance = balance.Add(EnergyFlow.All[flow], value ?? 0);
            }

            // What has not begun yet has no balance.
            if (isKnown)
            {
                var interval = flows[0].Span[i];
                intervals.Add(new FlowInterval(interval.Start, interval.End, balance));
            }
        }

        return intervals;
    }
}
