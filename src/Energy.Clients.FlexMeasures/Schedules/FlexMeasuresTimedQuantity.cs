namespace Energy.Clients.FlexMeasures;

/// <summary>A quantity at an instant, or over a span of time.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Start">The instant, or the start of the span.</param>
/// <param name="End">The end of the span; <see langword="null"/> for an instant.</param>
public readonly record struct FlexMeasuresTimedQuantity(
    FlexMeasuresQuantity Quantity,
    [property: JsonConverter(typeof(OffsetDateTimeJsonConverter))] OffsetDateTime Start,
    [property: JsonConverter(typeof(OffsetDateTimeJsonConverter))] OffsetDateTime? End = null);
