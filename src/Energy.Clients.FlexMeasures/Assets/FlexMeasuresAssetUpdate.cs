namespace Energy.Clients.FlexMeasures;

/// <summary>Changes to an asset. The account cannot be changed.</summary>
public sealed record FlexMeasuresAssetUpdate : IFlexMeasuresBody
{
    /// <summary>The name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>What it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Description { get; init; }

    /// <summary>Degrees north.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<double?> Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<double?> Longitude { get; init; }

    /// <summary>The asset above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<long?> ParentAssetId { get; init; }

    /// <summary>The attributes, all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> Attributes { get; init; }

    /// <summary>The stored flex-context, all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> FlexContext { get; init; }

    /// <summary>The stored flex-model, all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> FlexModel { get; init; }

    /// <summary>What the site shows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> SensorsToShow { get; init; }

    /// <summary>What the site shows as figures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> SensorsToShowAsKpis { get; init; }

    /// <summary>The type of the asset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<long> AssetTypeId { get; init; }

    /// <summary>An id of another system.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> ExternalId { get; init; }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.Add("name", Name);
        json.Add("description", Description);
        json.Add("latitude", Latitude);
        json.Add("longitude", Longitude);
        json.Add("parent_asset_id", ParentAssetId);
        json.Add("attributes", Attributes);
        json.Add("flex_context", FlexContext);
        json.Add("flex_model", FlexModel);
        json.Add("sensors_to_show", SensorsToShow);
        json.Add("sensors_to_show_as_kpis", SensorsToShowAsKpis);
        json.Add("generic_asset_type_id", AssetTypeId);
        json.Add("external_id", ExternalId);
    }
}
