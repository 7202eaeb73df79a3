using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Values of adjacent slots of one length.</summary>
internal readonly record struct FlexMeasuresChunk(Instant Start, Instant End, IReadOnlyList<double?> Values);
