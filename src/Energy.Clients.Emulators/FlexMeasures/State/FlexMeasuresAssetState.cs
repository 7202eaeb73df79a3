using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>An asset.</summary>
internal sealed class FlexMeasuresAssetState(long id, string name)
{
    public long Id { get; set; } = id;

    public string Name { get; set; } = name;

    public string? Description { get; set; }

    public long? AccountId { get; set; }

    public long? ParentAssetId { get; set; }

    public long AssetTypeId { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public JsonObject Attributes { get; set; } = [];

    public JsonObject FlexModel { get; set; } = [];

    public JsonObject FlexContext { get; set; } = [];

    public JsonNode SensorsToShow { get; set; } = new JsonArray();

    public JsonNode SensorsToShowAsKpis { get; set; } = new JsonArray();

    public string? ExternalId { get; set; }
}
