namespace Energy.Clients;

/// <summary>A sink in memory, keyed by series and start, with its checkpoints: for tests, and for series small enough. Safe for several threads.</summary>
public sealed class MemorySink : ICheckpointedSink
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<Instant, Reading>> _series = [];
    private readonly Dictionary<string, Checkpoint> _checkpoints = [];

    /// <summary>The readings stored of a series.</summary>
    /// <param name="identity">The series' <see cref="SeriesInfo.Identity"/>.</param>
    /// <returns>The readings in order; none when the series is not known.</returns>
    public IReadOnlyList<Reading> ReadingsOf(string identity)
    {
        lock (_lock)
        {
            return _series.TryGetValue(identity, out var readings) ? [.. readings.Values] : [];
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        lock (_lock)
        {
            Store(series, readings.Span);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new ValueTask<Checkpoint?>(_checkpoints.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(to);
        lock (_lock)
        {
            var stored = _checkpoints.GetValueOrDefault(to.Name);
            if (stored != from)
            {
                throw new CheckpointConflictException(from, stored);
            }

            Store(series, readings.Span);
            _checkpoints[to.Name] = to;
        }

        return default;
    }

    private void Store(SeriesInfo series, ReadOnlySpan<Reading> readings)
    {
        if (!_series.TryGetValue(series.Identity, out var stored))
        {
            _series.Add(series.Identity, stored = []);
        }

        foreach (var reading in readings)
        {
            stored[reading.Start] = reading;
        }
    }
}
