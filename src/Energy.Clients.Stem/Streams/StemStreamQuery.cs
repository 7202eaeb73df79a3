namespace Energy.Clients.Stem;

/// <summary>Which readings of a stream to read.</summary>
public sealed record StemStreamQuery
{
    /// <summary>The default of <see cref="Resolution"/>.</summary>
    public static readonly Duration DefaultResolution = Duration.FromMinutes(15);

    // What the text of a request can say.
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    /// <summary>
    /// The range: intervals that start inside it are read. It must have a start; without an end it goes to now, taken once when the walk begins and kept in its tokens.
    /// </summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public required Interval Range { get; init; }

    /// <summary>The length of the intervals: 15, 30 or 60 minutes.</summary>
    /// <value>15 minutes.</value>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Resolution { get; init; } = DefaultResolution;

    /// <summary>
    /// When the stream begins (<see cref="StemSite.StartOf"/>), so that nothing is asked from before it; <see langword="null"/> asks from the range's start on. A start between two
    /// grid points is taken down to the grid.
    /// </summary>
    /// <value><see langword="null"/>.</value>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? StreamStart { get; init; }

    /// <summary>
    /// Whether rows that cannot be read (a bad time, a text for a number, an end before its start, a number beyond a double) are left out instead of failing the read. What stands
    /// there is then not read: a gap. Each is counted and given to <see cref="LeftOut"/>, and the first of a series is logged with its place. JSON that is broken as such fails the
    /// read in any case.
    /// </summary>
    /// <value><see langword="false"/>: one such row fails the read, with its place.</value>
    public bool SkipUnreadableRows { get; init; }

    /// <summary>Which of two rows of one start holds when they say different things. Each such pair is counted and given to <see cref="LeftOut"/>, and the first of a series is
    /// logged.</summary>
    /// <value><see cref="StemContradiction.TakeLast"/>.</value>
    public StemContradiction OnContradiction { get; init; }

    /// <summary>Called with each row that does not become a reading (it cannot be read, another contradicts it, it came twice, or it is more than a day away from the time asked
    /// for), while its window is read. A window that is read again, to resume a walk, tells again. Not part of a token's identity.</summary>
    /// <value><see langword="null"/>.</value>
    [JsonIgnore]
    public Action<StemLeftOutRow>? LeftOut { get; init; }

    /// <summary>The request for one window: whole seconds, cut.</summary>
    internal EnergyRequest At(EnergyEndpoint streams, string siteId, StemStreamType type, Instant start, Instant end) => streams.At(siteId).With(new QueryArguments()
        .Add("start_datetime", StemTime.Format(start))
        .Add("end_datetime", StemTime.Format(end))
        .Add("resolution", (long)Resolution.TotalSeconds)
        .Add("stream_type", type.Name));

    internal void Check()
    {
        if (Resolution != Duration.FromMinutes(15) && Resolution != Duration.FromMinutes(30) && Resolution != Duration.FromMinutes(60))
        {
            throw new ArgumentOutOfRangeException(nameof(Resolution), Resolution,
                $"Stem has intervals of 900, 1800 and 3600 seconds, not of {Resolution.TotalSeconds:0.###}. Read one of those and resample.");
        }

        if (!Enum.IsDefined(OnContradiction))
        {
            throw new ArgumentOutOfRangeException(nameof(OnContradiction), OnContradiction, "There is no such choice. Use TakeLast, TakeFirst or Refuse.");
        }

        if (!Range.HasStart || Range.Start < Earliest || (Range.HasEnd && Range.End > Latest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Range),
                Range,
                "The range must have a start, and times of a request lie from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z. Start where the stream begins at the earliest, and "
                    + "leave the end open for now.");
        }
    }
}
