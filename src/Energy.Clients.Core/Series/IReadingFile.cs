namespace Energy.Clients.Authoring;

/// <summary>The file of one series and how much of it counts; what a <see cref="ReadingFileSink"/> writes into, one call at a time.</summary>
public interface IReadingFile : IDisposable
{
    /// <summary>How far the file has come; <see langword="null"/> when nothing is stored.</summary>
    Checkpoint? Checkpoint { get; }

    /// <summary>Appends readings and moves the checkpoint, or leaves both as they were.</summary>
    /// <param name="series">What is known of the series.</param>
    /// <param name="readings">The readings, ascending; none when only the checkpoint moves.</param>
    /// <param name="from">The checkpoint that must be stored at present; <see langword="null"/> is none.</param>
    /// <param name="to">The one to be stored instead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When both are on the disk.</returns>
    /// <exception cref="CheckpointConflictException">Another checkpoint is stored.</exception>
    ValueTask AppendAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken);
}
