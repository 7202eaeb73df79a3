namespace Energy.Clients;

/// <summary>A sink that keeps the checkpoint with the readings and moves both at once: what a killed transfer stored and what it knows of it never differ.</summary>
public interface ICheckpointedSink : IReadingSink
{
    /// <summary>Tells how far the transfer of a series came.</summary>
    /// <param name="name">The name of the transfer's source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The checkpoint; <see langword="null"/> when there was none yet.</returns>
    ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Stores readings and moves the checkpoint, both or neither.</summary>
    /// <param name="series">What is known of the series.</param>
    /// <param name="readings">The readings, ascending; none when only the checkpoint moves. Valid until the method has returned.</param>
    /// <param name="from">The checkpoint that must be stored at present; <see langword="null"/> is none.</param>
    /// <param name="to">The one to be stored instead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When both are stored.</returns>
    /// <exception cref="CheckpointConflictException">Another checkpoint than <paramref name="from"/> is stored: somebody else has written. Nothing was stored.</exception>
    ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default);

    /// <summary>Tells how far the transfers of many series came.</summary>
    /// <param name="names">The names of the transfers' sources.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The checkpoints by name; a series that has none yet is not among them. Asks one after the other unless the sink knows better.</returns>
    async ValueTask<IReadOnlyDictionary<string, Checkpoint>> GetCheckpointsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var found = new Dictionary<string, Checkpoint>(names.Count, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await GetCheckpointAsync(name, cancellationToken).ConfigureAwait(false) is { } checkpoint)
            {
                found[name] = checkpoint;
            }
        }

        return found;
    }

    /// <summary>Stores the readings of many series, each with its checkpoint as by
    /// <see cref="WriteAsync(SeriesInfo, ReadOnlyMemory{Reading}, Checkpoint?, Checkpoint, CancellationToken)"/>. One that is refused does not hold back the others.</summary>
    /// <param name="batches">The series; no two with one checkpoint.</param>
    /// <param name="cancellationToken">Cancels the call; each series is then stored with its checkpoint, or not at all.</param>
    /// <returns>What went wrong with each, in their order; <see langword="null"/> for those that are stored. Writes one after the other unless the sink knows better.</returns>
    async ValueTask<IReadOnlyList<Exception?>> WriteManyAsync(IReadOnlyList<SeriesBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var failures = new Exception?[batches.Count];
        for (var i = 0; i < failures.Length; i++)
        {
            var batch = batches[i];
            try
            {
                await WriteAsync(batch.Series, batch.Readings, batch.From, batch.To, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failures[i] = e;
            }
        }

        return failures;
    }
}
