using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Which data to take figures of.</summary>
public sealed record FlexMeasuresStatsQuery
{
    /// <summary><see langword="false"/> makes the server answer in its own order; <see langword="null"/> leaves it to the server.</summary>
    public bool? Sorted { get; init; }

    /// <summary>Events from this time on.</summary>
    public OffsetDateTime? Start { get; init; }

    /// <summary>Events up to this time.</summary>
    public OffsetDateTime? End { get; init; }

    /// <summary>Whether to count anew and not to take figures counted earlier.</summary>
    public bool? Fresh { get; init; }
}
