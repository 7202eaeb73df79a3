using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Cuts readings into runs of adjacent slots of one length, and hands each to whoever stores it.</summary>
/// <param name="resumeFrom">Readings that end by then are passed over.</param>
/// <param name="begin">Told the first slot of a run; says how many the run may have, or refuses it.</param>
/// <param name="storeAsync">Stores a run; its values are only valid during the call.</param>
/// <param name="onStored">Told the end of each run when it is stored.</param>
internal sealed class FlexMeasuresChunker(
    Instant? resumeFrom, Func<Reading, int> begin, Func<FlexMeasuresChunk, CancellationToken, Task> storeAsync, Action<Instant>? onStored)
{
    private readonly List<double?> _values = [];
    private Instant _start;
    private Instant _end;
    private Duration _length;
    private int _most;

    /// <summary>Whether a reading without a value keeps its slot in a run; otherwise it ends the run.</summary>
    public bool KeepsEmptySlots { get; init; }

    public async Task RunAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        await foreach (var reading in readings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (resumeFrom is { } stored && reading.End <= stored)
            {
                continue;
            }

            if (_values.Count > 0 && reading.Start < _end)
            {
                throw new InvalidOperationException($"The reading from {reading.Start} overlaps the one before, which ends at {_end}. Sort and de-duplicate the series first.");
            }

            if (_values.Count > 0 && (_values.Count == _most || reading.Start != _end || reading.Length != _length || _length == Duration.Zero))
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            if (reading.Value is null && !KeepsEmptySlots)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_values.Count == 0)
            {
                _most = begin(reading);
                (_start, _length) = (reading.Start, reading.Length);
            }

            _values.Add(reading.Value);
            _end = reading.End;
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        // A run of nothing but empty slots says nothing.
        if (_values.TrueForAll(static v => v is null))
        {
            _values.Clear();
            return;
        }

        await storeAsync(new FlexMeasuresChunk(_start, _end, _values), cancellationToken).ConfigureAwait(false);
        _values.Clear();
        onStored?.Invoke(_end);
    }
}
