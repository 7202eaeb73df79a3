namespace Energy.Clients;

/// <summary>What is known of a series before its first reading.</summary>
public sealed record SeriesInfo
{
    /// <summary>The series as text that <see cref="SeriesUri"/> reads (<c>stem:/sites/…/MONITOR</c>); for derived series, what it was made from.</summary>
    public required string Identity { get; init; }

    /// <summary>The unit of every value.</summary>
    public required Unit Unit { get; init; }

    /// <summary>What the values measure.</summary>
    public required SeriesKind Kind { get; init; }

    /// <summary>The length of every interval; <see langword="null"/> when it varies or is not known beforehand.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration? Resolution { get; init; }

    /// <summary>The steps that the intervals follow where they are of the calendar (days, months) or on a known grid; <see langword="null"/> when that is not known
    /// beforehand.</summary>
    public TimeStep? Step { get; init; }

    /// <summary>The zone whose days the series is meant for; <see langword="null"/> when the vendor does not say. Readings are instants in any case.</summary>
    [JsonConverter(typeof(DateTimeZoneJsonConverter))]
    public DateTimeZone? Zone { get; init; }

    /// <summary>What a positive value means.</summary>
    public PositiveDirection Positive { get; init; } = PositiveDirection.None;

    /// <summary>Which edge the vendor's stamp marks.</summary>
    public StampEdge Stamp { get; init; }
}
