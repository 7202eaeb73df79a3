using System.Text.Json.Serialization;

namespace Energy.Clients.FlexMeasures;

/// <summary>The connections of the caller.</summary>
public sealed record FlexMeasuresConnections : FlexMeasuresModel
{
    /// <summary><c>GetConnectionResponse</c>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The addresses, newest first.</summary>
    [JsonPropertyName("connections")]
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The display names, in the same order.</summary>
    [JsonPropertyName("names")]
    public IReadOnlyList<string> Names { get; init; } = [];
}
