namespace Energy.Clients.Stem;

/// <summary>Source-generated JSON of the models. The wire's names are the properties' in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StemClientInfo))]
[JsonSerializable(typeof(StemSite))]
internal sealed partial class StemJsonContext : JsonSerializerContext;
