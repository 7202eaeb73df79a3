namespace Energy.Clients;

/// <summary>How the readings within one step become one value.</summary>
public readonly record struct Aggregate
{
    private Aggregate(AggregateKind kind, double share = 0)
    {
        Kind = kind;
        Share = share;
    }

    /// <summary>What the measure asks for, the default: average power and levels by mean over time, energy by sum, instantaneous values by mean, counters by difference.</summary>
    public static Aggregate Natural => default;

    /// <summary>The mean: over time for intervals, of the readings for instants. For energy the mean amount of a reading.</summary>
    public static Aggregate Mean { get; } = new(AggregateKind.Mean);

    /// <summary>The sum, of energy and other amounts.</summary>
    public static Aggregate Sum { get; } = new(AggregateKind.Sum);

    /// <summary>The first value.</summary>
    public static Aggregate First { get; } = new(AggregateKind.First);

    /// <summary>The last value.</summary>
    public static Aggregate Last { get; } = new(AggregateKind.Last);

    /// <summary>The least value.</summary>
    public static Aggregate Minimum { get; } = new(AggregateKind.Minimum);

    /// <summary>The greatest value: of average power the peak, whose interval <see cref="ResampledReading.Peak"/> tells.</summary>
    public static Aggregate Maximum { get; } = new(AggregateKind.Maximum);

    /// <summary>The standard deviation of the values about their mean, each reading alike, over their number less one; missing with less than two. Keeps the values of one step in
    /// memory.</summary>
    public static Aggregate StandardDeviation { get; } = new(AggregateKind.StandardDeviation);

    /// <summary>The middle value: <see cref="Percentile"/> of 0.5.</summary>
    public static Aggregate Median { get; } = Percentile(0.5);

    internal AggregateKind Kind { get; }

    internal double Share { get; }

    /// <summary>Whether the values of a step have to be kept until it ends.</summary>
    internal bool KeepsValues => Kind is AggregateKind.StandardDeviation or AggregateKind.Percentile;

    /// <summary>The value below which a share of the values lies, each reading alike, on the line between the two nearest ones (as NumPy and spreadsheets do). Keeps the values of
    /// one step in memory.</summary>
    /// <param name="share">The share, from 0 to 1: 0.95 is the 95th percentile.</param>
    /// <returns>The aggregate.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not from 0 to 1.</exception>
    public static Aggregate Percentile(double share) => share is >= 0 and <= 1
        ? new Aggregate(AggregateKind.Percentile, share)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 1: 0.95 is the 95th percentile.");

    /// <summary>The aggregate as text.</summary>
    /// <returns>Such as <c>mean</c> or <c>percentile 0.95</c>.</returns>
    public override string ToString() => Kind == AggregateKind.Percentile
        ? string.Create(CultureInfo.InvariantCulture, $"percentile {Share}")
        : Kind == AggregateKind.StandardDeviation ? "standard deviation" : Kind switch
        {
            AggregateKind.Mean => "mean",
            AggregateKind.Sum => "sum",
            AggregateKind.First => "first",
            AggregateKind.Last => "last",
            AggregateKind.Minimum => "minimum",
            AggregateKind.Maximum => "maximum",
            _ => "natural",
        };
}
