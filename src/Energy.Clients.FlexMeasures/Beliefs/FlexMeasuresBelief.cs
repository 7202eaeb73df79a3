namespace Energy.Clients.FlexMeasures;

/// <summary>When a value is believed.</summary>
/// <param name="EventStart">The start of the value's slot.</param>
/// <param name="KnowledgeTime">When the value can be known: the end of its slot, or a market's gate closure.</param>
/// <param name="Horizon">How long before that it is believed; negative after.</param>
public readonly record struct FlexMeasuresBelief(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant EventStart,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant KnowledgeTime,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration Horizon)
{
    /// <summary>When it is believed.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant BeliefTime => KnowledgeTime - Horizon;
}
