namespace Energy.Clients.FlexMeasures;

/// <summary>An asset: a site, a device or a place, with sensors and other assets below it. Members that were not asked for are <see langword="null"/>.</summary>
public sealed record FlexMeasuresAsset : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresChildAsset>?> _childAssets;
    private readonly ByContent<IReadOnlyList<FlexMeasuresNamedId>?> _sensors;

    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name, unique under its parent or account.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>The owning account; <see langword="null"/> for a public asset.</summary>
    public long? AccountId { get; init; }

    /// <summary>The owning account with its name.</summary>
    public FlexMeasuresNamedId? Owner { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>The id of its type.</summary>
    [JsonPropertyName("generic_asset_type_id")]
    public long? AssetTypeId { get; init; }

    /// <summary>Its type.</summary>
    [JsonPropertyName("generic_asset_type")]
    public FlexMeasuresNamedId? AssetType { get; init; }

    /// <summary>The asset above; <see langword="null"/> at the top.</summary>
    public long? ParentAssetId { get; init; }

    /// <summary>The assets right below.</summary>
    public IReadOnlyList<FlexMeasuresChildAsset>? ChildAssets { get => _childAssets.Value; init => _childAssets = new(value); }

    /// <summary>Its sensors.</summary>
    public IReadOnlyList<FlexMeasuresNamedId>? Sensors { get => _sensors.Value; init => _sensors = new(value); }

    /// <summary>Free attributes.</summary>
    public FlexMeasuresJson? Attributes { get; init; }

    /// <summary>The stored flex-context.</summary>
    public FlexMeasuresJson? FlexContext { get; init; }

    /// <summary>The stored flex-model.</summary>
    public FlexMeasuresJson? FlexModel { get; init; }

    /// <summary>What the site shows as graphs.</summary>
    public FlexMeasuresJson? SensorsToShow { get; init; }

    /// <summary>What the site shows as indicators.</summary>
    public FlexMeasuresJson? SensorsToShowAsKpis { get; init; }

    /// <summary>An id of another system.</summary>
    public string? ExternalId { get; init; }
}
