using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The body of the echo.</summary>
internal sealed record SundayaEchoRequest([property: JsonPropertyName("message")] string? Message);
