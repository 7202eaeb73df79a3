using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>Source-generated JSON of the models. What is absent on the wire is absent when it is written back.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SundayaCollectionEnvelope[]))]
[JsonSerializable(typeof(SundayaProductFilter))]
[JsonSerializable(typeof(SundayaStatus[]))]
[JsonSerializable(typeof(SundayaAnswer))]
[JsonSerializable(typeof(SundayaApiCatalogue))]
[JsonSerializable(typeof(SundayaEcho))]
[JsonSerializable(typeof(SundayaEchoRequest))]
internal sealed partial class SundayaJsonContext : JsonSerializerContext;
