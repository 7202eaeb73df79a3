namespace Energy.Clients.Conformance;

/// <summary>How two JSON values are compared. The default compares every leaf exactly, numbers as numbers, arrays in order.</summary>
public sealed record CompareOptions
{
    /// <summary>Every leaf exactly, no member more or less.</summary>
    public static CompareOptions Exact { get; } = new();

    /// <summary>The largest difference between two numbers, relative to the larger one, that still counts as equal; 0 by default.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Whether -0.0 and 0.0 are told apart; not by default.</summary>
    public bool DistinguishNegativeZero { get; init; }

    /// <summary>Paths (or <c>**</c> for everywhere) at which two ISO 8601 texts with offsets are equal when they name one instant.</summary>
    public IReadOnlyList<JsonPath> InstantsAt { get; init; } = [];

    /// <summary>Paths of arrays whose order means nothing.</summary>
    public IReadOnlyList<JsonPath> UnorderedAt { get; init; } = [];

    /// <summary>Paths that differ in every run, with what is still compared there.</summary>
    public IReadOnlyList<VolatilePath> Volatile { get; init; } = [];

    /// <summary>Whether the actual value may have members that the expected one lacks; not by default.</summary>
    public bool AllowExtraMembers { get; init; }

    /// <summary>Paths of objects in which the actual value may have members that the expected one lacks.</summary>
    public IReadOnlyList<JsonPath> ExtraMembersAt { get; init; } = [];

    /// <summary>Whether an expected member whose value is null may be missing from the actual value; not by default.</summary>
    public bool NullMayBeMissing { get; init; }
}
