namespace Energy.Clients.Stem;

/// <summary>The type of a site's stream, upper case on the wire and case-sensitive. An open set: a type that this package does not know is kept as it comes.</summary>
/// <param name="Name">The name on the wire.</param>
/// <example>
/// <code>
/// var inverter = stem.Streams.ReadAsync(siteId, StemStreamType.Monitor, new() { Range = january });
/// var newer = new StemStreamType("SOMETHING_NEW"); // a type that this package does not know yet
/// </code>
/// </example>
[JsonConverter(typeof(StemStreamTypeJsonConverter))]
public readonly record struct StemStreamType(string Name)
{
    /// <summary>Average power at the meter as the utility sees it, battery included, in kW; positive is drawn from the grid.</summary>
    public static StemStreamType Monitor { get; } = new("MONITOR");

    /// <summary>Average power of the battery's converter in kW; positive is charging (it adds to the meter), negative is discharging.</summary>
    public static StemStreamType Converter { get; } = new("CONVERTER");

    /// <summary>By its name the revenue-grade interval meter, in kW.</summary>
    public static StemStreamType IntervalRevenue { get; } = new("INTERVAL_REVENUE");

    /// <summary>The types that this package knows.</summary>
    internal static IReadOnlyList<StemStreamType> Known { get; } = [Monitor, Converter, IntervalRevenue];

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
