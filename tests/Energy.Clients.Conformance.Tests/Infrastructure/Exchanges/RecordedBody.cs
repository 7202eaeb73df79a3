using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>A recorded body; at most one of the three forms is there.</summary>
public sealed record RecordedBody
{
    /// <summary>No body.</summary>
    public static RecordedBody None { get; } = new();

    /// <summary>The body as JSON; null when it is not recorded as JSON.</summary>
    public JsonElement? Json { get; private init; }

    /// <summary>The body as raw text; null when it is not recorded as text.</summary>
    public string? Text { get; private init; }

    /// <summary>The parts of a multipart body; null for other bodies.</summary>
    public IReadOnlyList<RecordedPart>? Parts { get; private init; }

    /// <summary>Whether there is no body at all.</summary>
    public bool IsNone => Json is null && Text is null && Parts is null;

    /// <summary>A JSON body.</summary>
    public static RecordedBody Of(JsonElement json) => new() { Json = json };

    /// <summary>A text body, sent as it stands.</summary>
    public static RecordedBody Of(string text) => new() { Text = text };

    /// <summary>A multipart body.</summary>
    public static RecordedBody Of(IReadOnlyList<RecordedPart> parts) => new() { Parts = parts };
}
