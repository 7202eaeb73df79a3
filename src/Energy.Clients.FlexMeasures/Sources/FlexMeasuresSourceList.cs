using System.Text.Json.Serialization;

namespace Energy.Clients.FlexMeasures;

/// <summary>The sources that the caller may see.</summary>
public sealed record FlexMeasuresSourceList : FlexMeasuresModel
{
    /// <summary>The types that exist.</summary>
    [JsonPropertyName("types")]
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The sources.</summary>
    [JsonPropertyName("sources")]
    public IReadOnlyList<FlexMeasuresSource> Sources { get; init; } = [];
}
