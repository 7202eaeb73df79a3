namespace Energy.Clients;

/// <summary>A stretch of time for which a series has no value.</summary>
/// <param name="Start">The first instant without a value.</param>
/// <param name="End">The first instant behind it.</param>
/// <param name="Reason">Why there is none.</param>
public readonly record struct Gap(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant End,
    GapReason Reason)
{
    /// <summary>How long it is.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Length => End - Start;

    /// <summary>The half-open interval.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval Interval => new(Start, End);
}
