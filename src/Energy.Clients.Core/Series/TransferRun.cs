namespace Energy.Clients;

/// <summary>One run of one source.</summary>
internal sealed class TransferRun(IReadingSink sink, ICheckpointStore? checkpoints, TransferOptions options, TransferSource source, IProgress<TransferProgress>? progress)
{
    // Many sources run at once and have a few readings each, so a batch grows with what it holds.
    private const int FirstBatch = 32;

    private Reading[] _batch = new Reading[Math.Min(FirstBatch, options.BatchSize)];
    private int _count;
    private long _stored;
    private bool _isStoring;
    private Checkpoint? _checkpoint;

    public TransferResult ToResult(Exception? failure) => new(source.Name, _stored, _checkpoint, failure);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _checkpoint = await GetCheckpointAsync(cancellationToken).ConfigureAwait(false);
        if (source.NextRead(_checkpoint, Now(), options.LookBack) is not { } read)
        {
            return;
        }

        var series = await source.OpenAsync(read, cancellationToken).ConfigureAwait(false);
        var order = new ReadingOrder(series.Info.Identity);

        // A read that goes on from the end of an instant begins with it again.
        var through = source.Grows && options.LookBack == Duration.Zero ? _checkpoint?.Through : null;
        try
        {
            await foreach (var tracked in series.WithTokens(cancellationToken).ConfigureAwait(false))
            {
                order.Take(tracked.Item);

                // What is still running ends behind the range: a later run reads it whole.
                if ((read.Range is { } range && tracked.Item.End > range.End) || tracked.Item.End <= through)
                {
                    continue;
                }

                if (_count == _batch.Length)
                {
                    Array.Resize(ref _batch, Math.Min(2 * _count, options.BatchSize));
                }

                _batch[_count++] = tracked.Item;
                if (_count == options.BatchSize)
                {
                    await StoreAsync(series.Info, read, tracked.GetToken(), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (EnergyApiException e) when (!_isStoring && e.ResumeFrom is not null && _count > 0)
        {
            // The source's failure, and not the sink's: what came before it is good.
            await StoreAsync(series.Info, read, e.ResumeFrom, cancellationToken).ConfigureAwait(false);
            throw;
        }

        await StoreAsync(series.Info, read, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<TransferPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var checkpoint = await GetCheckpointAsync(cancellationToken).ConfigureAwait(false);
        if (source.NextRead(checkpoint, Now(), options.LookBack) is not { } read)
        {
            return new TransferPlan(source.Name, checkpoint, null, true, 0);
        }

        var series = await source.OpenAsync(read, cancellationToken).ConfigureAwait(false);
        return new TransferPlan(source.Name, checkpoint, read.Range, false, await series.Source.CountRequestsAsync(series.From, cancellationToken).ConfigureAwait(false));
    }

    private Instant Now() => Instant.FromDateTimeOffset(options.TimeProvider.GetUtcNow());

    private async ValueTask<Checkpoint?> GetCheckpointAsync(CancellationToken cancellationToken)
    {
        var stored = sink is ICheckpointedSink own && checkpoints is null
            ? await own.GetCheckpointAsync(source.Name, cancellationToken).ConfigureAwait(false)
            : await checkpoints!.GetAsync(source.Name, cancellationToken).ConfigureAwait(false);
        return stored is null || stored.Name == source.Name
            ? stored
            : throw new ArgumentException(
                $"The checkpoint stored for {source.Name} is that of {stored.Name}. Give each source its own name, or remove the checkpoint to store the series from its "
                    + $"beginning.");
    }

    private async ValueTask StoreAsync(SeriesInfo info, TransferRead read, PageToken? token, CancellationToken cancellationToken)
    {
        var next = new Checkpoint
        {
            Name = source.Name,
            Revision = (_checkpoint?.Revision ?? 0) + 1,
            Token = token,
            ReadFrom = read.Range?.Start,
            ReadUntil = read.Range?.End,
            Through = _count > 0 ? Latest(_checkpoint?.Through, _batch[_count - 1].End) : _checkpoint?.Through,
            Readings = (_checkpoint?.Readings ?? 0) + _count,
        };
        var readings = _batch.AsMemory(0, _count);
        _isStoring = true;
        if (sink is ICheckpointedSink own && checkpoints is null)
        {
            await own.WriteAsync(info, readings, _checkpoint, next, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            if (_count > 0)
            {
                // Compared here too, and not only when it is moved: whoever was frozen and wakes stores nothing over its successor's readings.
                var stored = await GetCheckpointAsync(cancellationToken).ConfigureAwait(false);
                if (stored != _checkpoint)
                {
                    throw new CheckpointConflictException(_checkpoint, stored);
                }

                await sink.WriteAsync(info, readings, cancellationToken).ConfigureAwait(false);
            }

            await checkpoints!.MoveAsync(_checkpoint, next, cancellationToken).ConfigureAwait(false);
        }

        _isStoring = false;
        _checkpoint = next;
        _stored += _count;
        _count = 0;
        progress?.Report(new TransferProgress(source.Name, _stored, next.Through));
    }

    private static Instant Latest(Instant? before, Instant now) => before is { } then && then > now ? then : now;
}
