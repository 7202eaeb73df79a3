namespace Energy.Clients.Fleet;

/// <summary>Puts the writes of the series of a shard together: a few readings of each go to the sink in one write of many, when no other series has more to come, or some time
/// after the first of them.</summary>
/// <remarks>A series that has much to catch up with writes for itself.</remarks>
internal sealed class SharedWrites : IDisposable
{
    /// <summary>From here on a series' readings are copied by themselves.</summary>
    private const int Many = 2_000;

    private const int MostTogether = 20_000;

    private readonly ICheckpointedSink _sink;
    private readonly TimeSpan _patience;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stopping;
    private List<(SeriesBatch Batch, TaskCompletionSource Done)> _waiting = [];
    private int _readings;
    private int _running;

    /// <summary>Begins.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="running">How many series may write.</param>
    /// <param name="patience">How long the first waits for others.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">When nobody waits for others any more.</param>
    public SharedWrites(ICheckpointedSink sink, int running, TimeSpan patience, TimeProvider time, CancellationToken stop)
    {
        _sink = sink;
        _running = running;
        _patience = patience;
        _timer = time.CreateTimer(static state => ((SharedWrites)state!).Flush(always: true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stopping = stop.UnsafeRegister(static state => ((SharedWrites)state!).Flush(always: true), this);
        Stop = stop;
    }

    private CancellationToken Stop { get; }

    /// <summary>A series has nothing more to write.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
        }

        Flush(always: false);
    }

    public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken)
    {
        if (readings.Length >= Many || to.Token is not null)
        {
            await _sink.WriteAsync(series, readings, from, to, cancellationToken).ConfigureAwait(false);
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _timer.Change(_patience, Timeout.InfiniteTimeSpan);
            }

            _waiting.Add((new SeriesBatch(series, readings, from, to), done));
            _readings += readings.Length;
        }

        Flush(always: Stop.IsCancellationRequested);

        // What is on its way is waited for also when the run is stopped: it takes no longer than the sink's own limit.
        await done.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
    }

    private void Flush(bool always)
    {
        List<(SeriesBatch Batch, TaskCompletionSource Done)> batch;
        lock (_lock)
        {
            if (_waiting.Count == 0 || !(always || _waiting.Count >= _running || _readings >= MostTogether))
            {
                return;
            }

            batch = _waiting;
            _waiting = [];
            _readings = 0;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _ = StoreAsync(batch);
    }

    // Its failures are those of the series, which wait for it.
    private async Task StoreAsync(List<(SeriesBatch Batch, TaskCompletionSource Done)> batch)
    {
        try
        {
            var failures = await _sink.WriteManyAsync([.. batch.Select(static b => b.Batch)], CancellationToken.None).ConfigureAwait(false);
            foreach (var (place, (_, done)) in batch.Index())
            {
                if (failures[place] is { } failure)
                {
                    done.SetException(failure);
                }
                else
                {
                    done.SetResult();
                }
            }
        }
        catch (Exception e)
        {
            foreach (var (_, done) in batch)
            {
                done.TrySetException(e);
            }
        }
    }
}
