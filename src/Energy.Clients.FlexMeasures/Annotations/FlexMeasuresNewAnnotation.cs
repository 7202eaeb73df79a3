namespace Energy.Clients.FlexMeasures;

/// <summary>A note to be put on a span of time.</summary>
public sealed record FlexMeasuresNewAnnotation : IFlexMeasuresBody
{
    /// <summary>The text.</summary>
    public required string Content { get; init; }

    /// <summary>The span, with both ends.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public required Interval Range { get; init; }

    /// <summary><c>alert</c>, <c>holiday</c>, <c>label</c>, <c>feedback</c>, <c>warning</c> or <c>error</c>; <see langword="null"/> is a label.</summary>
    public string? Type { get; init; }

    /// <summary>When it was recorded; <see langword="null"/> is now.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    private static readonly string[] Types = ["alert", "holiday", "label", "feedback", "warning", "error"];

    void IFlexMeasuresBody.Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Content);
        if (Type is { } type && !Types.Contains(type))
        {
            throw new ArgumentException($"Type '{type}' is not one of {string.Join(", ", Types)}.");
        }

        if (!Range.HasStart || !Range.HasEnd || Range.Duration <= Duration.Zero)
        {
            throw new ArgumentException($"The note's range {Range} is open or empty. Give both ends, the second after the first.");
        }
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("content", Content);
        json.WriteString("start", FlexMeasuresTime.Format(Range.Start));
        json.WriteString("end", FlexMeasuresTime.Format(Range.End));
        json.Add("type", Type);
        json.Add("prior", Prior);
    }
}
