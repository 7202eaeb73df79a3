namespace Energy.Clients.FlexMeasures;

/// <summary>A note on a span of time of a sensor, asset or account.</summary>
public sealed record FlexMeasuresAnnotation : FlexMeasuresModel
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The text.</summary>
    public string Content { get; init; } = "";

    /// <summary>The span.</summary>
    [JsonIgnore]
    public Interval Range
    {
        get => new(Start.ToInstant(), End.ToInstant());
        init => (Start, End) = (value.Start.WithOffset(Offset.Zero), value.End.WithOffset(Offset.Zero));
    }

    [JsonInclude]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    internal OffsetDateTime Start { get; init; }

    [JsonInclude]
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    internal OffsetDateTime End { get; init; }

    /// <summary><c>alert</c>, <c>holiday</c>, <c>label</c>, <c>feedback</c>, <c>warning</c> or <c>error</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("source")]
    public long? SourceId { get; init; }
}
