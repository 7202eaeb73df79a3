namespace Energy.Clients.Stem;

/// <summary>An interval as it is on the wire.</summary>
/// <param name="Start">The start as sent, one second late (<c>…:00:01Z</c>).</param>
/// <param name="End">The end as sent, on the minute.</param>
/// <param name="Kilowatts">Average power in kW; <see langword="null"/> when there is none.</param>
public readonly record struct StemInterval(
    [property: JsonConverter(typeof(InstantJsonConverter))] NodaTime.Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] NodaTime.Instant End,
    double? Kilowatts)
{
    /// <summary>The interval with its real, half-open edges.</summary>
    /// <returns>The reading, its start on the whole minute.</returns>
    public Reading ToReading() => new(StemTime.ToWholeMinute(Start), End, Kilowatts);
}
