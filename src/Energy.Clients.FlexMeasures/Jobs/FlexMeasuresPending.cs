using System.Text.Json.Serialization;

namespace Energy.Clients.FlexMeasures;

/// <summary>What the server says of a job that is not done.</summary>
public sealed record FlexMeasuresPending : FlexMeasuresModel
{
    /// <summary>Its state in words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
