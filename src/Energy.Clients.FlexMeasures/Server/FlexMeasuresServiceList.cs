using System.Text.Json.Serialization;

namespace Energy.Clients.FlexMeasures;

/// <summary>The services of a version.</summary>
public sealed record FlexMeasuresServiceList : FlexMeasuresModel
{
    /// <summary><c>GetServiceResponse</c>, in 2021.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The version of the interface.</summary>
    [JsonPropertyName("version")]
    public string? Version { get; init; }

    /// <summary>The services.</summary>
    [JsonPropertyName("services")]
    public IReadOnlyList<FlexMeasuresService> Services { get; init; } = [];

    /// <summary>The answer in words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
