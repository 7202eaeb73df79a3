namespace Energy.Clients;

/// <summary>One interval, or one instant, and the value of each of several series for it. A row owns its values: no later one changes them.</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant behind it; equal to <paramref name="Start"/> for instants.</param>
/// <param name="Values">One value a series, in their order and units; <see langword="null"/> where a series has none.</param>
public readonly record struct AlignedRow(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant End,
    IReadOnlyList<double?> Values)
{
    private readonly IReadOnlyList<double?> _values = Values;

    // Rows that were made together have their values in one array, each its own part of it; none where the whole list is the row's.
    private readonly int _at;
    private readonly int _count;

    internal AlignedRow(Instant start, Instant end, double?[] values, int at, int count)
        : this(start, end, values) => (_at, _count) = (at, count);

    /// <summary>One value a series, in their order and units; <see langword="null"/> where a series has none.</summary>
    public IReadOnlyList<double?> Values
    {
        get => _count == 0 ? _values : new ArraySegment<double?>((double?[])_values, _at, _count);
        init => (_values, _at, _count) = (value, 0, 0);
    }

    /// <summary>The half-open interval.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval Interval => new(Start, End);

    /// <summary>The value of a series.</summary>
    /// <param name="series">Its place among the series that were aligned.</param>
    public double? this[int series] => _count == 0 ? _values[series] : Span[series];

    /// <summary>The values of a row that a walk has made.</summary>
    internal ReadOnlySpan<double?> Span => ((double?[])_values).AsSpan(_at, _count);

    /// <summary>Whether both are of the same interval and have the same values.</summary>
    /// <param name="other">The other row.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(AlignedRow other) => Start == other.Start && End == other.End && (Values ?? []).SequenceEqual(other.Values ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Start, End, Values?.Count);
}
