namespace Energy.Clients;

/// <summary>A sum of several series over one interval, and of how many.</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant behind it.</param>
/// <param name="Value">The sum; <see langword="null"/> when fewer series have a value than were asked for.</param>
/// <param name="Present">How many series have a value.</param>
/// <param name="Of">How many series there are.</param>
public readonly record struct SummedReading(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant End,
    double? Value,
    int Present,
    int Of);
