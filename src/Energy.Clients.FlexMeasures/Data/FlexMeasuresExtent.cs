using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>What the statistics of a sensor tell of a stretch of time: where its first and last slots of each source begin, and how many values there are at least for them to have
/// come from.</summary>
/// <param name="Slots">The starts, of each source the first and the last.</param>
/// <param name="Count">How many values all sources have: as many as there are slots with one, or more.</param>
internal sealed partial record FlexMeasuresExtent(IReadOnlyList<Instant> Slots, long Count)
{
    /// <summary>Of a stretch without values.</summary>
    public static FlexMeasuresExtent None { get; } = new([], 0);

    /// <summary>Where the server tells nothing.</summary>
    public static FlexMeasuresExtent Unknown { get; } = None with { IsKnown = false };

    /// <summary>Whether the server told it.</summary>
    public bool IsKnown { get; private init; } = true;

    /// <summary>Takes the figures of all sources, or of the one that is read. (Older servers name sources without their ids.)</summary>
    public static FlexMeasuresExtent Of(FlexMeasuresSensorStats stats, Duration own, long? sourceId)
    {
        var slots = new List<Instant>();
        var count = 0L;
        foreach (var (name, source) in stats.BySource)
        {
            if (sourceId is { } id && NamesAnId().Match(name) is { Success: true } named && named.Groups[1].Value != id.ToString(CultureInfo.InvariantCulture))
            {
                continue;
            }

            if (source is { FirstEventStart: { } first, LastEventEnd: { } last })
            {
                slots.Add(first.ToInstant());
                slots.Add(last.ToInstant() - own);
                count += source.Count ?? 1;
            }
        }

        return new FlexMeasuresExtent(slots, count);
    }

    [GeneratedRegex(@"\(ID: ([0-9]+)\)$")]
    private static partial Regex NamesAnId();
}
