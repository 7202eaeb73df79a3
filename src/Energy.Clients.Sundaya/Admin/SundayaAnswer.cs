namespace Energy.Clients.Sundaya;

/// <summary>The object around what the service tells of itself: one of its members is there.</summary>
internal sealed record SundayaAnswer(SundayaVersions? Versions, SundayaLogging? Logging, SundayaFeatures? Features, string? Message);
