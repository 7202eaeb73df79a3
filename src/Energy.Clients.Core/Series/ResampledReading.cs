namespace Energy.Clients;

/// <summary>The result of one step, and what it was made of.</summary>
public readonly record struct ResampledReading
{
    /// <summary>The first instant of the step.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Start { get; init; }

    /// <summary>The first instant behind the step.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant End { get; init; }

    /// <summary>The result; <see langword="null"/> when less of the step has values than was asked.</summary>
    public double? Value { get; init; }

    /// <summary>How much of the step's time has values. Readings at instants count for their resolution each, and for nothing where that is not known.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Covered { get; init; }

    /// <summary>How many readings with a value lie in the step, wholly or in part.</summary>
    public int Count { get; init; }

    /// <summary>How many there would be without a gap; <see langword="null"/> when the series does not say its resolution.</summary>
    public int? Expected { get; init; }

    /// <summary>The longest stretch of the step without a value.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration LongestGap { get; init; }

    /// <summary>The reading with the greatest value, the first of several; of average power the peak and when it was. <see langword="null"/> without values.</summary>
    public Reading? Peak { get; init; }

    /// <summary>How long the step is.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Length => End - Start;

    /// <summary>The share of the step's time that has values, from 0 to 1.</summary>
    public double Share => Covered.TotalNanoseconds / Length.TotalNanoseconds;

    /// <summary>The result as a reading.</summary>
    /// <returns>Start, end and value.</returns>
    public Reading ToReading() => new(Start, End, Value);
}
