using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>An entry of an audit log.</summary>
/// <param name="Kind">Whose log: <c>accounts</c>, <c>users</c> or <c>assets</c>.</param>
/// <param name="OwnerId">The id of whose log it is.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who did it; null for the server itself.</param>
/// <param name="ByName">The name of who did it.</param>
internal sealed record FlexMeasuresAuditState(string Kind, long OwnerId, string Event, Instant At, long? ById, string? ByName);
