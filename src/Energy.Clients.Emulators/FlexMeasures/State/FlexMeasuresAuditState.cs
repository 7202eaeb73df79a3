namespace Energy.Clients.Emulators;

/// <summary>An entry of an audit log.</summary>
/// <param name="AssetId">The asset that it is about; null when it is about people.</param>
/// <param name="UserId">The user that it is about.</param>
/// <param name="AccountId">The account that it is about, or that the user belongs to.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who did it; null for the server itself.</param>
/// <param name="ByName">The name of who did it.</param>
internal sealed record FlexMeasuresAuditState(long? AssetId, long? UserId, long? AccountId, string Event, Instant At, long? ById, string? ByName);
