using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The object around the features.</summary>
internal sealed record SundayaFeaturesEnvelope([property: JsonPropertyName("features")] SundayaFeatures? Features);
