namespace Energy.Clients.Emulators;

/// <summary>What a source believed of an event, and when.</summary>
internal sealed record FlexMeasuresBeliefState(long SourceId, Instant At, double Value);
