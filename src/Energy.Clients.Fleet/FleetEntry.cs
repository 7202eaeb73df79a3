namespace Energy.Clients.Fleet;

/// <summary>A series as its shard finds it: what is to be read, and what became of it last.</summary>
internal sealed record FleetEntry(FleetSeries Series, int Failures, Instant? RetryAt, string? Error);
