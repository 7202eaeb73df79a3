using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>The windows that a range is asked in, worked out here from the fact sheet alone: from a start on the grid, calendar months, chained.</summary>
public static class StemWindows
{
    /// <summary>The first instant of which readings are wanted: the range's start, or the grid point at or before the stream's start.</summary>
    public static Instant From(Instant start, Instant? streamStart, Duration resolution) =>
        streamStart is { } begins ? Instant.Max(start, AlignDown(begins, resolution)) : start;

    /// <summary>The windows; none for a range that is empty or ends before the stream starts.</summary>
    public static IEnumerable<(Instant Start, Instant End)> Of(Instant start, Instant end, Instant? streamStart, Duration resolution)
    {
        if (start >= end || streamStart >= end)
        {
            yield break;
        }

        Instant from = AlignDown(From(start, streamStart, resolution), resolution);
        while (from < end)
        {
            Instant until = Instant.Min(end, from.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant());
            yield return (from, until);
            from = until;
        }
    }

    /// <summary>Whether an instant is a multiple of the resolution after midnight UTC.</summary>
    public static bool IsOnGrid(Instant instant, Duration resolution) => AlignDown(instant, resolution) == instant;

    /// <summary>The grid point at or before an instant.</summary>
    public static Instant AlignDown(Instant instant, Duration resolution)
    {
        LocalDateTime time = instant.InUtc().LocalDateTime;
        return time.PlusNanoseconds(-(time.NanosecondOfDay % (long)resolution.TotalNanoseconds)).InUtc().ToInstant();
    }
}
