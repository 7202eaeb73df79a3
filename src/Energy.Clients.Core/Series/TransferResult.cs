namespace Energy.Clients;

/// <summary>What became of one source of a transfer.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Readings">How many readings were stored in this run, those stored again included.</param>
/// <param name="Checkpoint">How far it came; <see langword="null"/> when nothing was stored yet.</param>
/// <param name="Failure">Why it did not come to its end; <see langword="null"/> when it did. The next run goes on from the checkpoint.</param>
public sealed record TransferResult(string Source, long Readings, Checkpoint? Checkpoint, Exception? Failure);
