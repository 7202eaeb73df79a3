using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The object around the versions.</summary>
internal sealed record SundayaVersionsEnvelope([property: JsonPropertyName("versions")] SundayaVersions? Versions);
