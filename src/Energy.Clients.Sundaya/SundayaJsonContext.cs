using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>Source-generated JSON of the models. What is absent on the wire is absent when it is written back.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnergyCollectionEnvelope[]))]
[JsonSerializable(typeof(EnergyPeriodMetadata))]
[JsonSerializable(typeof(ProductFilterBody))]
[JsonSerializable(typeof(SundayaStatus[]))]
[JsonSerializable(typeof(SundayaVersionsEnvelope))]
[JsonSerializable(typeof(SundayaLoggingEnvelope))]
[JsonSerializable(typeof(SundayaFeaturesEnvelope))]
[JsonSerializable(typeof(SundayaApiCatalogue))]
[JsonSerializable(typeof(SundayaEcho))]
[JsonSerializable(typeof(SundayaEchoRequest))]
[JsonSerializable(typeof(SundayaConfigAnswer))]
internal sealed partial class SundayaJsonContext : JsonSerializerContext;
