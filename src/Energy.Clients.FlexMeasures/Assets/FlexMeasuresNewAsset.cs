using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>An asset to be made.</summary>
public sealed record FlexMeasuresNewAsset
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

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        FlexMeasuresCheck.Coordinate(Latitude, 90, nameof(Latitude));
        FlexMeasuresCheck.Coordinate(Longitude, 180, nameof(Longitude));
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        FlexMeasuresUpdates.Write(json, "account_id", AccountId);
        FlexMeasuresUpdates.Write(json, "latitude", Latitude);
        FlexMeasuresUpdates.Write(json, "longitude", Longitude);
        json.WriteNumber("generic_asset_type_id", AssetTypeId);
        FlexMeasuresUpdates.Write(json, "parent_asset_id", ParentAssetId);
        FlexMeasuresUpdates.Write(json, "attributes", Attributes);
        FlexMeasuresUpdates.Write(json, "flex_context", FlexContext);
        FlexMeasuresUpdates.Write(json, "flex_model", FlexModel);
        FlexMeasuresUpdates.Write(json, "sensors_to_show", SensorsToShow);
        FlexMeasuresUpdates.Write(json, "sensors_to_show_as_kpis", SensorsToShowAsKpis);
        FlexMeasuresUpdates.Write(json, "external_id", ExternalId);
        FlexMeasuresUpdates.Write(json, "description", Description);
    }
}
