namespace Energy.Clients.FlexMeasures;

/// <summary>An asset as its parent lists it.</summary>
public sealed record FlexMeasuresChildAsset : FlexMeasuresModel
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The owning account; <see langword="null"/> for a public asset.</summary>
    public long? AccountId { get; init; }

    /// <summary>Its type.</summary>
    [JsonPropertyName("generic_asset_type")]
    public FlexMeasuresNamedId? AssetType { get; init; }
}
