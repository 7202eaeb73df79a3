namespace Energy.Clients;

/// <summary>Keeps the checkpoints of transfers whose sink keeps none. The readings are stored first and the checkpoint is moved behind them, so a transfer that is killed in
/// between stores some readings again.</summary>
public interface ICheckpointStore
{
    /// <summary>Tells how far the transfer of a series came.</summary>
    /// <param name="name">The name of the transfer's source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The checkpoint; <see langword="null"/> when there was none yet.</returns>
    ValueTask<Checkpoint?> GetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Replaces a checkpoint by the next one, if it still is what the caller knows.</summary>
    /// <param name="from">The checkpoint that must be stored at present; <see langword="null"/> is none.</param>
    /// <param name="to">The one to be stored instead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="CheckpointConflictException">Another checkpoint than <paramref name="from"/> is stored.</exception>
    ValueTask MoveAsync(Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default);
}
