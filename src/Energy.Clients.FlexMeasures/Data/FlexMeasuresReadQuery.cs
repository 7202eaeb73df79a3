namespace Energy.Clients.FlexMeasures;

/// <summary>Which readings of a sensor to read.</summary>
public sealed record FlexMeasuresReadQuery
{
    /// <summary>The default of <see cref="PageSize"/>.</summary>
    public const int DefaultPageSize = 10_000;

    /// <summary>The range, half-open. Readings that start in it are read; where the sensor's slots begin is found, so that it need not be known.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public required Interval Range { get; init; }

    /// <summary>The unit of the readings; <see langword="null"/> is the sensor's, which is looked up when the first reading is wanted unless the sensor is given.</summary>
    public Unit? Unit { get; init; }

    /// <summary>
    /// The length of a slot; <see langword="null"/> is the sensor's own. Other slots are counted from the start of the range: days, weeks, months and years as the calendar of the
    /// sensor's zone has them, the rest as fixed lengths. The sensor's own values are asked for and averaged here (a slot has the mean of those that begin in it) or repeated;
    /// amounts are only read in the sensor's own slots. Of a sensor of instantaneous values, how far apart the instants are that are looked at: every minute unless told otherwise.
    /// </summary>
    [JsonConverter(typeof(PeriodJsonConverter))]
    public Period? Resolution { get; init; }

    /// <summary>Recorded at least this long before the end of the slot; negative: at most that long after.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>Recorded before this instant.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? Prior { get; init; }

    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Recorded by sources of this account.</summary>
    public long? SourceAccountId { get; init; }

    /// <summary>Recorded by sources of this type.</summary>
    public string? SourceType { get; init; }

    /// <summary>How many of the sensor's slots one request asks for, 1 to 100,000.</summary>
    /// <value>10,000, some 100 KiB.</value>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>
    /// Whether values are looked for on every whole minute where the statistics cannot say that all was found. They count each value of each source and belief, so that where some
    /// slots have several, a single value on another grid, among slots that all have one, leads nowhere: it is not found, and a <c>DataWarning</c> in the log says that this may be
    /// so. With this it is found, at a price: a window takes as many requests as one of the sensor's slots has minutes (15 of a sensor of quarters, 1,440 of one of days). What
    /// begins within a minute is found only where the statistics lead to it.
    /// </summary>
    /// <value><see langword="false"/>.</value>
    public bool SearchEveryMinute { get; init; }

    internal void Check()
    {
        if (!Range.HasStart || !Range.HasEnd)
        {
            throw new ArgumentException("Range is open. Give both ends.", nameof(Range));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PageSize, 100_000);
        if (Horizon is { } horizon)
        {
            FlexMeasuresNewData.CheckHorizon(horizon);
        }
    }
}
