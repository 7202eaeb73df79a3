namespace Energy.Clients.Stem;

/// <summary>Works derived series out of the readings of one window. Missing stays missing, and 0 is data.</summary>
internal static class StemDerivation
{
    /// <summary>Turns CONVERTER, in place, into what charges.</summary>
    public static void ToCharge(Span<Reading> converter)
    {
        foreach (ref var reading in converter)
        {
            reading = reading with { Value = reading.Value is { } kw ? (kw > 0 ? kw : 0.0) : null };
        }
    }

    /// <summary>Turns CONVERTER, in place, into what discharges.</summary>
    public static void ToDischarge(Span<Reading> converter)
    {
        foreach (ref var reading in converter)
        {
            reading = reading with { Value = reading.Value is { } kw ? (kw < 0 ? -kw : 0.0) : null };
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
