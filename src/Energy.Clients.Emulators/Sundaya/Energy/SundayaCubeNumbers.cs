namespace Energy.Clients.Emulators;

/// <summary>The numbers of the cube: of the simulated world, balanced to the last decimal, or random.</summary>
internal sealed class SundayaCubeNumbers(SundayaNumbers source, World world)
{
    private static readonly SimulatedFlow[] Sources = [SimulatedFlow.Harvest, SimulatedFlow.StoreOut, SimulatedFlow.Buy];
    private static readonly SimulatedFlow[] Sinks = [SimulatedFlow.Yield, SimulatedFlow.StoreIn, SimulatedFlow.Sell];

    // How much of a day's energy passes in a period, as the real server reckons.
    private static readonly Dictionary<string, double> Factors = new(StringComparer.Ordinal)
    {
        ["instant"] = 0.0000000116,
        ["second"] = 0.0000115741,
        ["minute"] = 0.0006944444,
        ["hour"] = 0.0416666667,
        ["timeofday"] = 0.25,
        ["day"] = 1,
        ["week"] = 7,
        ["month"] = 31,
        ["quarter"] = 124,
        ["year"] = 365,
        ["fiveyear"] = 1825,
    };

    private readonly Random _random = new(unchecked((int)world.Seed));
    private readonly Lock _gate = new();

    /// <summary>The energies of one item in MJ by flow: of the child, and of its children where it has any.</summary>
    internal SundayaItemNumbers Of(string site, EnergyPeriod child, EnergyPeriod? grandchildren) =>
        source == SundayaNumbers.World ? FromWorld(Site(site), child, grandchildren) : FromChance(child, grandchildren);

    internal static int DecimalsOf(PeriodKind kind) => kind.Name switch
    {
        "instant" => 12,
        "second" or "minute" => 9,
        "hour" => 6,
        _ => 3,
    };

    internal static string Format(decimal value, PeriodKind kind) => value.ToString("F" + DecimalsOf(kind).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    internal static SimulatedFlow FlowOf(string name) => name switch
    {
        "harvest" => SimulatedFlow.Harvest,
        "store.in" => SimulatedFlow.StoreIn,
        "store.out" => SimulatedFlow.StoreOut,
        "yield" => SimulatedFlow.Yield,
        "sell" => SimulatedFlow.Sell,
        _ => SimulatedFlow.Buy,
    };

    private static SundayaItemNumbers FromWorld(SimulatedSite site, EnergyPeriod child, EnergyPeriod? grandchildren)
    {
        if (grandchildren is not { } span)
        {
            return new SundayaItemNumbers(Balanced(Exact(site, child), DecimalsOf(child.Kind)), []);
        }

        var parts = new decimal[span.Count][];
        var sums = new decimal[6];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Balanced(Exact(site, span.Each[i]), DecimalsOf(span.Kind));
            for (var flow = 0; flow < sums.Length; flow++)
            {
                sums[flow] += parts[i][flow];
            }
        }

        return new SundayaItemNumbers(Balanced(sums, DecimalsOf(child.Kind)), parts);
    }

    private static decimal[] Exact(SimulatedSite site, EnergyPeriod period)
    {
        var values = new decimal[6];
        foreach (var flow in Enum.GetValues<SimulatedFlow>())
        {
            values[(int)flow] = site.EnergyMillijoules(flow, period.Start, period.End) / 1e9m;
        }

        return values;
    }

    /// <summary>Rounds so that sources and sinks still add up to the same: each value moves by less than one unit of the last decimal.</summary>
    internal static decimal[] Balanced(decimal[] exact, int decimals)
    {
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10;
        }

        var total = Math.Round(Sources.Sum(f => exact[(int)f]) * scale, MidpointRounding.AwayFromZero);
        var rounded = new decimal[exact.Length];
        foreach (var side in (ReadOnlySpan<SimulatedFlow[]>)[Sources, Sinks])
        {
            var missing = total;
            foreach (var flow in side)
            {
                rounded[(int)flow] = Math.Floor(exact[(int)flow] * scale);
                missing -= rounded[(int)flow];
            }

            foreach (var flow in side.OrderByDescending(f => (exact[(int)f] * scale) - rounded[(int)f]).Take((int)missing))
            {
                rounded[(int)flow]++;
            }
        }

        return Array.ConvertAll(rounded, r => r / scale);
    }

    private SundayaItemNumbers FromChance(EnergyPeriod child, EnergyPeriod? grandchildren)
    {
        lock (_gate)
        {
            if (grandchildren is not { } span)
            {
                return new SundayaItemNumbers(Chance(child.Kind), []);
            }

            var parts = new decimal[span.Count][];
            var sums = new decimal[6];
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = Chance(span.Kind);
                for (var flow = 0; flow < sums.Length; flow++)
                {
                    sums[flow] += parts[i][flow];
                }
            }

            return new SundayaItemNumbers(Array.ConvertAll(sums, s => Math.Round(s, DecimalsOf(child.Kind), MidpointRounding.AwayFromZero)), parts);
        }
    }

    private decimal[] Chance(PeriodKind kind)
    {
        var factor = Factors.GetValueOrDefault(kind.Name, 0.0104166667);
        var values = new decimal[6];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Round((decimal)((10.8 + (72 * _random.NextDouble())) * factor), DecimalsOf(kind), MidpointRounding.AwayFromZero);
        }

        return values;
    }

    private SimulatedSite Site(string site) =>
        world.Sites.FirstOrDefault(s => s.Key == site || s.Number.ToString(CultureInfo.InvariantCulture) == site) ?? world.Sites[0];
}
