namespace Energy.Clients;

/// <summary>Two readings with one start, of which <see cref="ReadingSeries.Deduplicate"/> keeps one.</summary>
/// <param name="Kept">The reading that is kept.</param>
/// <param name="Dropped">The reading that is left out.</param>
/// <param name="Count">How many were left out so far in this walk, this one included.</param>
/// <param name="Differing">How many of them differed in value or end from the one that was kept.</param>
public readonly record struct DuplicateReading(Reading Kept, Reading Dropped, long Count, long Differing)
{
    /// <summary>Whether the two differ, and not only repeat each other.</summary>
    public bool IsDifferent => !Kept.Equals(Dropped);
}
