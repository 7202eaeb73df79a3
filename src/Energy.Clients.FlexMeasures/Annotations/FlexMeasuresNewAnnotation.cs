using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>A note to be put on a span of time.</summary>
public sealed record FlexMeasuresNewAnnotation
{
    /// <summary>The text.</summary>
    public required string Content { get; init; }

    /// <summary>From when.</summary>
    public required OffsetDateTime Start { get; init; }

    /// <summary>Until when; after the start.</summary>
    public required OffsetDateTime End { get; init; }

    /// <summary><c>alert</c>, <c>holiday</c>, <c>label</c>, <c>feedback</c>, <c>warning</c> or <c>error</c>; <see langword="null"/> is a label.</summary>
    public string? Type { get; init; }

    /// <summary>When it was recorded; <see langword="null"/> is now.</summary>
    public OffsetDateTime? Prior { get; init; }

    private static readonly string[] Types = ["alert", "holiday", "label", "feedback", "warning", "error"];

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Content);
        if (Type is { } type && !Types.Contains(type))
        {
            throw new ArgumentException($"Type '{type}' is not one of {string.Join(", ", Types)}.");
        }

        if (End.ToInstant() <= Start.ToInstant())
        {
            throw new ArgumentException($"The note ends at {FlexMeasuresTime.Format(End)}, which is not after its start {FlexMeasuresTime.Format(Start)}.");
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("content", Content);
        json.WriteString("start", FlexMeasuresTime.Format(Start));
        json.WriteString("end", FlexMeasuresTime.Format(End));
        json.Add("type", Type);
        json.Add("prior", Prior);
    }
}
