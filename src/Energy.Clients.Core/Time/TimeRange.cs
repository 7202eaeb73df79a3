namespace Energy.Clients;

/// <summary>Ranges of time for those who have <see cref="DateTimeOffset"/> values: queries take an <see cref="Interval"/>.</summary>
public static class TimeRange
{
    /// <summary>The half-open range from one time to another.</summary>
    /// <param name="start">The first moment of the range.</param>
    /// <param name="end">The first moment behind it.</param>
    /// <returns>The range. The offsets are applied, and do not matter beyond that.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> is before <paramref name="start"/>.</exception>
    public static Interval Between(DateTimeOffset start, DateTimeOffset end) => end >= start
        ? new Interval(Instant.FromDateTimeOffset(start), Instant.FromDateTimeOffset(end))
        : throw new ArgumentOutOfRangeException(nameof(end), end, $"The range ends before it begins ({start:O}).");
}
