using Energy.Clients.FlexMeasures.Messages;

namespace Energy.Clients.FlexMeasures;

/// <summary>Source-generated JSON of the models. The wire's names are the properties' in snake case, but for those that say otherwise.</summary>
[JsonSerializable(typeof(FlexMeasuresSensor))]
[JsonSerializable(typeof(FlexMeasuresSensorStatusList))]
[JsonSerializable(typeof(FlexMeasuresAnnotation))]
[JsonSerializable(typeof(FlexMeasuresAssetType))]
[JsonSerializable(typeof(FlexMeasuresAsset))]
[JsonSerializable(typeof(FlexMeasuresAssetCopy))]
[JsonSerializable(typeof(FlexMeasuresJobList))]
[JsonSerializable(typeof(FlexMeasuresAuditEntry))]
[JsonSerializable(typeof(FlexMeasuresAccount))]
[JsonSerializable(typeof(FlexMeasuresUser))]
[JsonSerializable(typeof(FlexMeasuresSourceList))]
[JsonSerializable(typeof(FlexMeasuresJobReference))]
[JsonSerializable(typeof(FlexMeasuresJob))]
[JsonSerializable(typeof(FlexMeasuresIngestion))]
[JsonSerializable(typeof(FlexMeasuresVersions))]
[JsonSerializable(typeof(FlexMeasuresHealth))]
[JsonSerializable(typeof(FlexMeasuresPing))]
[JsonSerializable(typeof(FlexMeasuresServiceList))]
[JsonSerializable(typeof(FlexMeasuresTaskRun))]
[JsonSerializable(typeof(FlexMeasuresConnections))]
[JsonSerializable(typeof(FlexMeasuresMessageResult))]
[JsonSerializable(typeof(FlexMeasuresMessageAsset))]
[JsonSerializable(typeof(FlexMeasuresData))]
[JsonSerializable(typeof(FlexMeasuresSchedule))]
[JsonSerializable(typeof(FlexMeasuresForecast))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<FlexMeasuresMessageAsset>))]
[JsonSerializable(typeof(List<FlexMeasuresUser>))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(FlexMeasuresNumberJsonConverter)])]
internal sealed partial class FlexMeasuresJsonContext : JsonSerializerContext;
