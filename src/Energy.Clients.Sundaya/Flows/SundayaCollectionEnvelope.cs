namespace Energy.Clients.Sundaya;

/// <summary>One element of the answer's array.</summary>
internal sealed class SundayaCollectionEnvelope
{
    public SundayaCollection? Collection { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
