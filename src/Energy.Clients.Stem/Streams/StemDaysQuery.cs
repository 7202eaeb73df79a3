namespace Energy.Clients.Stem;

/// <summary>Which local days of a stream to read.</summary>
public sealed record StemDaysQuery
{
    /// <summary>The default of <see cref="Zone"/>: where Stem's first sites are.</summary>
    public const string DefaultZoneId = "America/Los_Angeles";

    /// <summary>The local days, the last included.</summary>
    [JsonConverter(typeof(DateIntervalJsonConverter))]
    public required DateInterval Days { get; init; }

    /// <summary>The zone of the days.</summary>
    /// <value>America/Los_Angeles.</value>
    [JsonConverter(typeof(DateTimeZoneJsonConverter))]
    public DateTimeZone Zone { get; init; } = DateTimeZoneProviders.Tzdb[DefaultZoneId];

    /// <summary>The length of the intervals: 15, 30 or 60 minutes.</summary>
    /// <value>15 minutes.</value>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Resolution { get; init; } = StemStreamQuery.DefaultResolution;

    /// <summary>How many slots a day with a clock change has.</summary>
    /// <value><see cref="TimelineShape.Honest"/>.</value>
    public TimelineShape Shape { get; init; } = TimelineShape.Honest;

    /// <summary>When the stream begins, so that nothing is asked from before it.</summary>
    /// <value><see langword="null"/>.</value>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? StreamStart { get; init; }

    /// <summary>The same as a range: from the first day's local midnight to the midnight behind the last.</summary>
    /// <exception cref="ArgumentException">Fixed slots are asked for where the intervals, which stand on hours of UTC, do not begin with them.</exception>
    internal StemStreamQuery ToStreamQuery()
    {
        var range = new Interval(MidnightOf(Days.Start), MidnightOf(Days.End.PlusDays(1)));
        if (Shape == TimelineShape.FixedSlots && Resolution > Duration.Zero && Zone.GetZoneIntervals(range).Any(i => i.WallOffset.Ticks % Resolution.BclCompatibleTicks != 0))
        {
            throw new ArgumentException(
                $"Intervals of {Resolution.TotalMinutes} minutes begin inside the wall-clock slots of {Zone.Id}, whose clocks are not whole hours off. Ask for shorter "
                    + $"intervals (15 minutes fit every zone of today), or for days of the honest shape.");
        }

        return new() { Range = range, Resolution = Resolution, StreamStart = StreamStart };
    }

    // A midnight that the zone skips is the first instant behind it, also where it skips the whole day.
    private Instant MidnightOf(LocalDate day) => Zone.AtLeniently(day.AtMidnight()).ToInstant();
}
