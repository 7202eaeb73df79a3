using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The server's answer to telemetry, and of its device stubs: an element of an array of one.</summary>
public sealed class SundayaStatus : IKeepsUnknownMembers
{
    /// <summary>The status; a text on success (<c>"200"</c>).</summary>
    [JsonPropertyName("status")]
    public string Status { get => field ?? ""; init; }

    /// <summary>The status in a word: <c>OK</c>.</summary>
    [JsonPropertyName("message")]
    public string Message { get => field ?? ""; init; }

    /// <summary>What was done.</summary>
    [JsonPropertyName("details")]
    public IReadOnlyList<SundayaStatusDetail> Details { get => field ?? []; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
