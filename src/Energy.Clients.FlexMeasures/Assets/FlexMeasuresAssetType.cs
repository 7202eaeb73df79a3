namespace Energy.Clients.FlexMeasures;

/// <summary>A type of asset.</summary>
public sealed record FlexMeasuresAssetType : FlexMeasuresModel
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name (<c>battery</c>).</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    public string? Description { get; init; }
}
