using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The object around the logging.</summary>
internal sealed record SundayaLoggingEnvelope([property: JsonPropertyName("logging")] SundayaLogging? Logging);
