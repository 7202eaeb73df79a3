namespace Energy.Clients;

/// <summary>Copies readings from sources to a sink so that a crash at any point loses and doubles nothing: at least once, with writes that may be repeated, and a checkpoint that
/// moves behind them.</summary>
/// <remarks>
/// Constant memory: one batch a source. The checkpoint is a token of the source's chain of operators; where the sink keeps checkpoints (<see cref="ICheckpointedSink"/>) it moves
/// in one step with the readings. It is moved by compare-and-set, so of two transfers of one source one is refused before it stores anything. Running the same transfer again goes
/// on where it stopped, and does nothing when it was complete.
/// </remarks>
public sealed class Transfer
{
    private readonly IReadingSink _sink;
    private readonly ICheckpointStore? _checkpoints;
    private readonly TransferOptions _options;

    /// <summary>Makes a transfer into a sink that keeps checkpoints.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="ArgumentException">Looking back is asked of a sink that cannot replace readings.</exception>
    public Transfer(ICheckpointedSink sink, TransferOptions? options = null)
        : this(sink, options, null)
    {
    }

    /// <summary>Makes a transfer into a sink that keeps no checkpoints.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="checkpoints">Where the checkpoints are kept.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="ArgumentException">Looking back is asked of a sink that cannot replace readings; or the sink can neither replace readings nor keep checkpoints, so that a
    /// crash could double some.</exception>
    public Transfer(IReadingSink sink, ICheckpointStore checkpoints, TransferOptions? options = null)
        : this(sink, options, checkpoints) => ArgumentNullException.ThrowIfNull(checkpoints);

    private Transfer(IReadingSink sink, TransferOptions? options, ICheckpointStore? checkpoints)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
        _checkpoints = checkpoints;
        _options = options ?? new TransferOptions();
        if (!sink.Replaces && _options.LookBack > Duration.Zero)
        {
            throw new ArgumentException(
                "Looking back stores readings again, and this sink cannot replace any: each would be there twice. Use a sink that is keyed by series and start.", nameof(options));
        }

        if (!sink.Replaces && checkpoints is not null)
        {
            throw new ArgumentException(
                "This sink cannot replace readings, so its checkpoint has to move with them in one step; kept elsewhere, a crash between the two would double some. Use the "
                    + "sink's own checkpoints.", nameof(sink));
        }
    }

    /// <summary>Runs one source to its end, from where the last run stopped.</summary>
    /// <param name="source">The source.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Cancels it; the next run goes on from the last batch stored.</param>
    /// <returns>What was stored; its <see cref="TransferResult.Failure"/> is <see langword="null"/>.</returns>
    /// <exception cref="EnergyApiException">The source could not be read to its end. What was read before is stored.</exception>
    /// <exception cref="SeriesException">Two readings are not ascending, or overlap; they are shown, and the batch they are in is not stored.</exception>
    /// <exception cref="CheckpointConflictException">Another transfer writes the same source.</exception>
    /// <exception cref="ArgumentException">The stored checkpoint is of another series or another chain of operators.</exception>
    public async Task<TransferResult> RunAsync(TransferSource source, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var run = new TransferRun(_sink, _checkpoints, _options, source, progress);
        await run.RunAsync(cancellationToken).ConfigureAwait(false);
        return run.ToResult(null);
    }

    /// <summary>Runs many sources, several at once. One that fails does not stop the others.</summary>
    /// <param name="sources">The sources; their names differ.</param>
    /// <param name="progress">Told after every batch, from several threads.</param>
    /// <param name="cancellationToken">Cancels all.</param>
    /// <returns>What became of each, in their order: look at <see cref="TransferResult.Failure"/>.</returns>
    /// <exception cref="ArgumentException">Two sources have one name.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<IReadOnlyList<TransferResult>> RunAsync(IReadOnlyList<TransferSource> sources, IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.GroupBy(static s => s.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two sources are named {twice.Key}, and would move one checkpoint. Give each its own name.", nameof(sources));
        }

        var results = new TransferResult[sources.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, sources.Count, parallel, async (i, stop) => results[i] = await RunToReportAsync(sources[i], progress, stop).ConfigureAwait(false))
            .ConfigureAwait(false);
        return results;
    }

    /// <summary>Tells what a run would read, without reading or storing anything.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Cancels the look at the checkpoints.</param>
    /// <returns>What is left of each, in their order. Costs what opening a source costs, and one request a series of IOTile, whose rows are counted.</returns>
    public async Task<IReadOnlyList<TransferPlan>> PlanAsync(IReadOnlyList<TransferSource> sources, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var plans = new List<TransferPlan>(sources.Count);
        foreach (var source in sources)
        {
            plans.Add(await new TransferRun(_sink, _checkpoints, _options, source, null).PlanAsync(cancellationToken).ConfigureAwait(false));
        }

        return plans;
    }

    private async Task<TransferResult> RunToReportAsync(TransferSource source, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var run = new TransferRun(_sink, _checkpoints, _options, source, progress);
        try
        {
            await run.RunAsync(cancellationToken).ConfigureAwait(false);
            return run.ToResult(null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Told at the end, so that the others go on.
            return run.ToResult(e);
        }
    }
}
