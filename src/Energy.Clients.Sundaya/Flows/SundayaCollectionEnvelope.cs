using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>One element of the answer's array.</summary>
internal sealed class SundayaCollectionEnvelope
{
    [JsonPropertyName("collection")]
    public SundayaCollection? Collection { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
