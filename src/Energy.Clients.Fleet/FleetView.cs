namespace Energy.Clients.Fleet;

/// <summary>What a process learns when it checks in.</summary>
/// <param name="Now">The time by the clock that all processes share.</param>
/// <param name="Processes">The processes that are alive, this one included.</param>
/// <param name="Leases">Who holds which share of an account; only those that have not run out.</param>
/// <param name="Version">Changes whenever shards come or go.</param>
internal sealed record FleetView(Instant Now, IReadOnlyList<string> Processes, IReadOnlyDictionary<string, string> Leases, long Version);
