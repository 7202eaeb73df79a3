namespace Energy.Clients.Cli.Sinks;

/// <summary>A sink that a command line named, open.</summary>
/// <param name="Name">How it is called in sentences; without secrets.</param>
/// <param name="Sink">The sink; disposed with this.</param>
/// <param name="Checkpoints">Where checkpoints are kept, for a sink that keeps none.</param>
internal sealed record CliSink(string Name, IReadingSink Sink, ICheckpointStore? Checkpoints = null) : IAsyncDisposable
{
    /// <summary>A transfer into it.</summary>
    public Transfer NewTransfer(TransferOptions options) => Checkpoints is { } store ? new Transfer(Sink, store, options)
        : Sink is ICheckpointedSink own ? new Transfer(own, options)
        : throw new InvalidOperationException("A sink without checkpoints needs a store for them.");

    /// <summary>How far a source came before.</summary>
    public ValueTask<Checkpoint?> GetCheckpointAsync(string source, CancellationToken cancellationToken) =>
        Checkpoints?.GetAsync(source, cancellationToken) ?? ((ICheckpointedSink)Sink).GetCheckpointAsync(source, cancellationToken);

    public ValueTask DisposeAsync()
    {
        switch (Sink)
        {
            case IAsyncDisposable sink:
                return sink.DisposeAsync();
            case IDisposable sink:
                sink.Dispose();
                return default;
            default:
                return default;
        }
    }
}
