namespace Energy.Clients;

/// <summary>What a caller of a rate budget got: leave to send, or how long the wait would have been.</summary>
/// <param name="SentAt">When it was let through, in ticks.</param>
/// <param name="Refused">How long it would have had to wait; <see langword="null"/> when it was let through.</param>
/// <param name="IsByServer">Whether the wait is one that the server asked for.</param>
internal readonly record struct RatePermit(long SentAt, Duration? Refused, bool IsByServer = false);
