namespace Energy.Clients.Sundaya;

/// <summary>One child period of a collection.</summary>
public sealed class SundayaItem : IKeepsUnknownMembers
{
    /// <summary>The address of the child period, as the server wrote it.</summary>
    public string Href { get => field ?? ""; init; }

    /// <summary>The link to the child itself, and one to its children where there are any (relation <c>collection</c> live, <c>item</c> in the document).</summary>
    public IReadOnlyList<SundayaLink> Links { get => field ?? []; init; }

    /// <summary>The energies: of the child first, then of its children where there are any.</summary>
    public IReadOnlyList<SundayaData> Data { get => field ?? []; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The link to the child's own collection.</summary>
    [JsonIgnore]
    public SundayaLink? Self => Links.FirstOrDefault(l => l.Rel == "self");

    /// <summary>The link to the grandchildren, under either name of its relation.</summary>
    [JsonIgnore]
    public SundayaLink? Grandchildren => Links.FirstOrDefault(l => l.IsCollection);
}
