using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The stub that answers for a device's configuration.</summary>
internal sealed record SundayaConfigAnswer([property: JsonPropertyName("message")] string? Message);
