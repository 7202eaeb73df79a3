namespace Energy.Clients.FlexMeasures;

/// <summary>What the statistics of a sensor tell of a stretch of time: where its first and last slots of each source begin, and how many values there are at least for them to have
/// come from.</summary>
/// <param name="Slots">The starts, of each source the first and the last.</param>
/// <param name="Count">How many values all sources have: as many as there are slots with one, or more.</param>
internal sealed record FlexMeasuresExtent(IReadOnlyList<Instant> Slots, long Count)
{
    public static FlexMeasuresExtent None { get; } = new([], 0);

    public static FlexMeasuresExtent Of(FlexMeasuresSensorStats stats, Duration own)
    {
        var slots = new List<Instant>();
        var count = 0L;
        foreach (var source in stats.BySource.Values)
        {
            if (source is { FirstEventStart: { } first, LastEventEnd: { } last })
            {
                slots.Add(first.ToInstant());
                slots.Add(last.ToInstant() - own);
                count += source.Count ?? 1;
            }
        }

        return new FlexMeasuresExtent(slots, count);
    }
}
