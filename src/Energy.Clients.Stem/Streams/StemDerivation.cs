namespace Energy.Clients.Stem;

/// <summary>Works derived series out of the readings of one window. Missing stays missing, and 0 is data.</summary>
internal static class StemDerivation
{
    /// <summary>Every derived stream, with its name in addresses of series and what positive means.</summary>
    public static IReadOnlyList<(StemDerivedStream Stream, string Segment, PositiveDirection Positive)> All { get; } =
    [
        (StemDerivedStream.BuildingLoad, "building-load", PositiveDirection.Consumption),
        (StemDerivedStream.Charge, "charge", PositiveDirection.Charge),
        (StemDerivedStream.Discharge, "discharge", PositiveDirection.Discharge),
    ];

    /// <summary>Turns CONVERTER, in place, into the part of one sign: what charges is positive, what discharges is negative, 0 otherwise.</summary>
    public static void ToOneSign(Span<Reading> converter, int sign)
    {
        foreach (ref var reading in converter)
        {
            reading = reading with { Value = reading.Value is { } kw ? (kw * sign > 0 ? kw * sign : 0.0) : null };
        }
    }

    /// <summary>MONITOR minus CONVERTER. A slot that only one of them has, or that one has without a value, is there and missing.</summary>
    public static RowBuffer<Reading> BuildingLoad(ReadOnlySpan<Reading> monitor, ReadOnlySpan<Reading> converter)
    {
        var load = new RowBuffer<Reading>();
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

        return load;
    }
}
