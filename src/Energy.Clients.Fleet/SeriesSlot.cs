namespace Energy.Clients.Fleet;

/// <summary>The place of one series among those of its account that are read at once, and its way into the sink. The place is free for another series as soon as nothing more is to
/// be read.</summary>
internal sealed class SeriesSlot(FleetSeries series, SemaphoreSlim places, SharedWrites writes, Checkpoint? checkpoint, bool replaces, FleetMetrics metrics,
    Func<NodaTime.Instant> now) : ICheckpointedSink
{
    private bool _isHeld = true;

    public bool Replaces => replaces;

    /// <summary>What the sink answered, when it was not the source that failed.</summary>
    public Exception? SinkFailure { get; private set; }

    public ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default) => new(checkpoint);

    public ValueTask WriteAsync(SeriesInfo info, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A fleet stores readings together with their checkpoint.");

    public async ValueTask WriteAsync(SeriesInfo info, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
    {
        if (to.Token is null)
        {
            Release();
        }

        try
        {
            await writes.WriteAsync(info, readings, from, to, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            SinkFailure = e;
            throw;
        }

        metrics.Stored(series.Account, readings.Span, from?.Through, now());
    }

    public void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            places.Release();
        }
    }
}
