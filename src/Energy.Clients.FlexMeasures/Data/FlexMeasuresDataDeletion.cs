namespace Energy.Clients.FlexMeasures;

/// <summary>Which data of a sensor to delete. The server takes an empty one for "everything", so that has to be said.</summary>
public sealed record FlexMeasuresDataDeletion : IFlexMeasuresBody
{
    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Slots that start and end in this range, at least one slot long; an end may be open.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>Whether all data are meant when nothing else is set.</summary>
    public bool Everything { get; init; }

    void IFlexMeasuresBody.Check()
    {
        if (!Everything && SourceId is null && FlexMeasuresWire.StartOf(Range) is null && FlexMeasuresWire.EndOf(Range) is null)
        {
            throw new ArgumentException("Nothing is set, which a server takes for all data. Set a source or a range, or say Everything.");
        }
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json) =>
        json.Add("source", SourceId).Add("start", FlexMeasuresWire.StartOf(Range)).Add("until", FlexMeasuresWire.EndOf(Range));
}
