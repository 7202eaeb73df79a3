namespace Energy.Clients.Conformance;

/// <summary>A path whose value differs in every run.</summary>
/// <param name="Path">Where.</param>
/// <param name="Mode">What is still compared.</param>
public sealed record VolatilePath(JsonPath Path, VolatileMode Mode);
