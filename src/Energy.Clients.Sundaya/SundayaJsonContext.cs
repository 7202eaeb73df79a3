namespace Energy.Clients.Sundaya;

/// <summary>Source-generated JSON of the models. The wire's names are the properties' in camel case, but for those that say otherwise; what is absent on the wire is absent when it
/// is written back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SundayaCollectionEnvelope[]))]
[JsonSerializable(typeof(SundayaProductFilter))]
[JsonSerializable(typeof(SundayaStatus[]))]
[JsonSerializable(typeof(SundayaAnswer))]
[JsonSerializable(typeof(SundayaApiCatalogue))]
[JsonSerializable(typeof(SundayaEcho))]
[JsonSerializable(typeof(SundayaEchoRequest))]
internal sealed partial class SundayaJsonContext : JsonSerializerContext;
