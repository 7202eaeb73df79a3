namespace Energy.Clients.FlexMeasures;

/// <summary>An asset to be made.</summary>
public sealed record FlexMeasuresNewAsset : IFlexMeasuresBody
{
    /// <summary>The name, unique under its parent or account.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required long AssetTypeId { get; init; }

    /// <summary>The owning account, one's own.</summary>
    public long? AccountId { get; init; }

    /// <summary>The asset above; <see langword="null"/> makes it at the top.</summary>
    public long? ParentAssetId { get; init; }

    /// <summary>Degrees north, −90 to 90, at most 7 decimals.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, −180 to 180, at most 7 decimals.</summary>
    public double? Longitude { get; init; }

    /// <summary>Free attributes.</summary>
    public FlexMeasuresJson? Attributes { get; init; }

    /// <summary>The stored flex-context.</summary>
    public FlexMeasuresJson? FlexContext { get; init; }

    /// <summary>The stored flex-model.</summary>
    public FlexMeasuresJson? FlexModel { get; init; }

    /// <summary>What the site shows.</summary>
    public FlexMeasuresJson? SensorsToShow { get; init; }

    /// <summary>What the site shows as figures.</summary>
    public FlexMeasuresJson? SensorsToShowAsKpis { get; init; }

    /// <summary>An id of another system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    void IFlexMeasuresBody.Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        FlexMeasuresCheck.Coordinate(Latitude, 90, nameof(Latitude));
        FlexMeasuresCheck.Coordinate(Longitude, 180, nameof(Longitude));
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.Add("account_id", AccountId);
        json.Add("latitude", Latitude);
        json.Add("longitude", Longitude);
        json.WriteNumber("generic_asset_type_id", AssetTypeId);
        json.Add("parent_asset_id", ParentAssetId);
        json.Add("attributes", Attributes);
        json.Add("flex_context", FlexContext);
        json.Add("flex_model", FlexModel);
        json.Add("sensors_to_show", SensorsToShow);
        json.Add("sensors_to_show_as_kpis", SensorsToShowAsKpis);
        json.Add("external_id", ExternalId);
        json.Add("description", Description);
    }
}
