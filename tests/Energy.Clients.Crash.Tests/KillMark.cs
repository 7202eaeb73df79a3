namespace Energy.Clients.Crash.Tests;

/// <summary>What a kill left behind.</summary>
/// <param name="Counted">How many readings the checkpoint counts.</param>
/// <param name="IsTorn">Whether more is there than the checkpoint counts.</param>
internal readonly record struct KillMark(long Counted, bool IsTorn);
