namespace Energy.Clients;

/// <summary>A checkpoint was to be moved and is not where the transfer left it: another one writes, or has written, the same series. Nothing was stored.</summary>
public sealed class CheckpointConflictException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="expected">The checkpoint that the transfer knows; <see langword="null"/> is none.</param>
    /// <param name="stored">The one that is stored; <see langword="null"/> is none.</param>
    public CheckpointConflictException(Checkpoint? expected, Checkpoint? stored)
        : base($"The checkpoint of {(expected ?? stored)?.Name} is at {Show(stored)} and not at {Show(expected)}, where this transfer left it: another one has written. "
            + $"Nothing was stored. Let one transfer write a series at a time, and start this one again if it is to be that one.")
    {
        Expected = expected;
        Stored = stored;
    }

    /// <summary>The checkpoint that the transfer knows.</summary>
    public Checkpoint? Expected { get; }

    /// <summary>The one that is stored.</summary>
    public Checkpoint? Stored { get; }

    private static string Show(Checkpoint? checkpoint) => checkpoint is null ? "none" : FormattableString.Invariant($"revision {checkpoint.Revision}");
}
