namespace Energy.Clients.Fleet;

/// <summary>What became of one series.</summary>
/// <param name="Entry">The series as it was.</param>
/// <param name="After">As it is now.</param>
/// <param name="Through">How far it is stored, where that is known.</param>
/// <param name="IsDone">Whether it had its turn.</param>
internal sealed record FleetOutcome(FleetEntry Entry, FleetEntry After, Instant? Through, bool IsDone);
