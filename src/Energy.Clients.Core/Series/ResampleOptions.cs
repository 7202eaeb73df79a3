namespace Energy.Clients;

/// <summary>How a series is brought to other steps.</summary>
public sealed record ResampleOptions
{
    /// <summary>How the readings within a step become one value.</summary>
    /// <value><see cref="Aggregate.Natural"/>.</value>
    public Aggregate Aggregate { get; init; }

    /// <summary>What becomes of a reading that lies in two steps; divided by time unless set.</summary>
    /// <value><see cref="PartialOverlap.Prorate"/>.</value>
    public PartialOverlap Partial { get; init; }

    /// <summary>
    /// How much of a step must have values; below that its result is missing. <see langword="null"/>, the default, is <see cref="Coverage.Complete"/>, and
    /// <see cref="Coverage.Any"/> for readings at instants whose resolution is not known, where nothing tells what is missing.
    /// </summary>
    /// <value><see langword="null"/>: all of it.</value>
    public Coverage? Coverage { get; init; }

    /// <summary>
    /// The range whose steps are given, all of them, with or without readings; both ends are given, and steps that reach beyond its edges are given whole. <see langword="null"/>,
    /// the default, is from the first reading to the last.
    /// </summary>
    /// <value><see langword="null"/>: from the first reading to the last.</value>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>How a counter that falls is taken; for cumulative series only.</summary>
    /// <value><see langword="null"/>: a fall is a reset, and its interval is missing.</value>
    public CounterOptions? Counter { get; init; }

    /// <summary>The most readings of one step that an aggregate which keeps them (a percentile) may keep in memory; 100,000 unless set.</summary>
    /// <value>100,000.</value>
    public int MaxReadingsAStep { get; init; } = 100_000;

    internal string ToText() => $"{Aggregate} {Partial} {Coverage?.ToText()} {Range} {Counter?.ToText()}";
}
