namespace Energy.Clients.FlexMeasures;

/// <summary>A type of asset.</summary>
public sealed record FlexMeasuresAssetType : FlexMeasuresModel
{
    /// <summary>The id.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>The name (<c>battery</c>).</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }
}
