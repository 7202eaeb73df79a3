namespace Energy.Clients.FlexMeasures;

/// <summary>Values of adjacent slots of one length.</summary>
internal readonly record struct FlexMeasuresChunk(Instant Start, Instant End, Duration Length, IReadOnlyList<double?> Values);
