namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A value with its slot: the notation <c>timeseries</c> of the document, which no server takes.</summary>
/// <param name="Value">The value.</param>
/// <param name="Start">The start of the slot.</param>
/// <param name="Duration">The length of the slot.</param>
public readonly record struct FlexMeasuresTimedValue(double Value, [property: JsonConverter(typeof(OffsetDateTimeJsonConverter))] OffsetDateTime Start, IsoDuration Duration);
