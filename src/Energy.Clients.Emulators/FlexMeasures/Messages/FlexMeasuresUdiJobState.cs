namespace Energy.Clients.Emulators;

/// <summary>The plan of a flexibility event.</summary>
internal sealed record FlexMeasuresUdiJobState(string Event, long AssetId, OffsetDateTime Start, double[] Plan, Instant DoneAt, bool IsQueued);
