namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A state of charge to be reached.</summary>
/// <param name="Value">The state, in the unit of its event.</param>
/// <param name="At">By when.</param>
public readonly record struct FlexMeasuresUdiTarget(double Value, [property: JsonConverter(typeof(OffsetDateTimeJsonConverter))] OffsetDateTime At);
