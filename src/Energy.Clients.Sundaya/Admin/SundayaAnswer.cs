using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The object around what the service tells of itself: one of its members is there.</summary>
internal sealed record SundayaAnswer(
    [property: JsonPropertyName("versions")] SundayaVersions? Versions,
    [property: JsonPropertyName("logging")] SundayaLogging? Logging,
    [property: JsonPropertyName("features")] SundayaFeatures? Features,
    [property: JsonPropertyName("message")] string? Message);
