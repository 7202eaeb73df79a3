using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>All six flows over a range, joined by interval.</summary>
internal sealed class SundayaBalanceSource(EnergyTransport transport, PeriodKind kind, Interval range, string site)
    : SundayaBlockSource<FlowInterval>(transport, Call, EnergyType.Hsy, kind, range, site, backwards: false)
{
    private static readonly EnergyCall Call = new("Sundaya.Flows.ReadBalances", SundayaFlowOperations.Route);

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

    protected override FlowInterval[] Read(ReadOnlySpan<byte> body, Interval covers)
    {
        var flows = new Reading[EnergyFlow.All.Count][];
        for (var i = 0; i < flows.Length; i++)
        {
            flows[i] = Readings(body, EnergyFlow.All[i], covers);
            if (flows[i].Length != flows[0].Length)
            {
                throw new JsonException($"The body has {flows[0].Length} intervals of {EnergyFlow.All[0]} and {flows[i].Length} of {EnergyFlow.All[i]}.");
            }
        }

        var intervals = new List<FlowInterval>(flows[0].Length);
        for (var i = 0; i < flows[0].Length; i++)
        {
            var balance = EnergyBalance.Zero;
            var isKnown = true;
            for (var flow = 0; flow < flows.Length; flow++)
            {
                isKnown &= flows[flow][i].Value is not null;
                balance = balance.Add(EnergyFlow.All[flow], flows[flow][i].Value ?? 0);
            }

            // What has not begun yet has no balance.
            if (isKnown)
            {
                intervals.Add(new FlowInterval(flows[0][i].Start, flows[0][i].End, balance));
            }
        }

        return [.. intervals];
    }
}
