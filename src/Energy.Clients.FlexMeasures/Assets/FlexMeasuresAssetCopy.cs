namespace Energy.Clients.FlexMeasures;

/// <summary>The result of copying an asset.</summary>
public sealed record FlexMeasuresAssetCopy : FlexMeasuresModel
{
    /// <summary>The id of the copy.</summary>
    [JsonPropertyName("asset")]
    public long AssetId { get; init; }

    /// <summary>The result in words.</summary>
    public string? Message { get; init; }
}
