namespace Energy.Clients.OpenCec;

/// <summary>Source-generated JSON of the models. The wire's names are the properties' in snake case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(LocalDateJsonConverter), typeof(OpenCecTime)])]
[JsonSerializable(typeof(OpenCecStatus))]
[JsonSerializable(typeof(OpenCecListing))]
[JsonSerializable(typeof(OpenCecKey))]
[JsonSerializable(typeof(OpenCecEntityType))]
[JsonSerializable(typeof(OpenCecDeviceClass))]
[JsonSerializable(typeof(OpenCecListingDeviceClass))]
[JsonSerializable(typeof(OpenCecAttributeDefinition))]
[JsonSerializable(typeof(OpenCecAttributeValue))]
[JsonSerializable(typeof(OpenCecCertificate))]
[JsonSerializable(typeof(OpenCecListingDetails))]
[JsonSerializable(typeof(OpenCecNestedListing))]
internal sealed partial class OpenCecJsonContext : JsonSerializerContext;
