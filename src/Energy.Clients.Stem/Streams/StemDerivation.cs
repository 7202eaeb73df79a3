namespace Energy.Clients.Stem;

/// <summary>Works derived series out of the readings of one window. Missing stays missing, and 0 is data.</summary>
internal static class StemDerivation
{
    public static Reading[] Charge(Reading[] converter) => Array.ConvertAll(converter, static r => r with { Value = r.Value is { } kw ? (kw > 0 ? kw : 0.0) : null });

    public static Reading[] Discharge(Reading[] converter) => Array.ConvertAll(converter, static r => r with { Value = r.Value is { } kw ? (kw < 0 ? -kw : 0.0) : null });

    /// <summary>MONITOR minus CONVERTER. A slot that only one of them has, or that one has without a value, is there and missing.</summary>
    public static Reading[] BuildingLoad(Reading[] monitor, Reading[] converter)
    {
        var load = new List<Reading>(Math.Max(monitor.Length, converter.Length));
        int m = 0, c = 0;
        while (m < monitor.Length || c < converter.Length)
        {
            var order = m == monitor.Length ? 1 : c == converter.Length ? -1 : monitor[m].Start.CompareTo(converter[c].Start);
            load.Add(order switch
            {
                < 0 => monitor[m++] with { Value = null },
                > 0 => converter[c++] with { Value = null },
                _ => monitor[m] with { Value = monitor[m++].Value - converter[c++].Value },
            });
        }

        return [.. load];
    }
}
