namespace Energy.Clients;

/// <summary>One value of a series over a half-open interval of time, or at one instant.</summary>
/// <param name="Start">The first instant of the interval.</param>
/// <param name="End">The first instant behind the interval; equal to <paramref name="Start"/> for instantaneous and cumulative readings.</param>
/// <param name="Value">The value in the unit of the series (<see cref="SeriesInfo.Unit"/>); <see langword="null"/> when the vendor says that it has none. A missing value is never
/// 0.</param>
/// <example>
/// <code>
/// var reading = new Reading(Instant.FromUtc(2026, 1, 31, 0, 0), Instant.FromUtc(2026, 1, 31, 0, 15), 1.5);
/// Console.WriteLine(reading.Length.TotalMinutes); // 15
/// </code>
/// </example>
public readonly record struct Reading(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant End,
    double? Value)
{
    /// <summary>How long the interval is; zero for a reading at one instant.</summary>
    [JsonIgnore]
    public Duration Length => End - Start;

    /// <summary>The half-open interval.</summary>
    [JsonIgnore]
    public Interval Interval => new(Start, End);

    /// <summary>A hash that is the same in every process: of times and value. For authors of vendor clients.</summary>
    /// <returns>The hash.</returns>
    public ulong Fingerprint() => StableHash.Add(
        StableHash.Add((ulong)Start.ToUnixTimeTicks(), (ulong)End.ToUnixTimeTicks()),
        Value is { } value ? BitConverter.DoubleToUInt64Bits(value) : 0x7ff8_dead_0000_0001);
}
