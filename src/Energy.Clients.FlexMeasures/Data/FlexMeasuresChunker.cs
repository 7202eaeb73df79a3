namespace Energy.Clients.FlexMeasures;

/// <summary>Cuts readings into runs of adjacent slots of one length, and hands each to whoever stores it.</summary>
/// <param name="resumeFrom">Readings that end by then are passed over.</param>
/// <param name="lengthOf">How long a slot counts: a local day as 24 hours, where a sensor's slots are days.</param>
/// <param name="begin">Told the first slot of a run; says how many the run may have, or refuses it.</param>
/// <param name="storeAsync">Stores a run, and says whether it is stored; its values are only valid during the call.</param>
/// <param name="onStored">Told the end of each run when it is stored, and all before it.</param>
internal sealed class FlexMeasuresChunker(
    Instant? resumeFrom, Func<Reading, Duration> lengthOf, Func<Reading, int> begin, Func<FlexMeasuresChunk, CancellationToken, Task<bool>> storeAsync, Action<Instant>? onStored)
{
    private readonly List<double?> _values = [];
    private Instant _start;
    private Instant _end;
    private Instant _before = Instant.MinValue;
    private Duration _length;
    private int _max;
    private bool _isStored = true;

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

            if (reading.Start < _before)
            {
                throw new InvalidOperationException($"The reading from {reading.Start} overlaps the one before, which ends at {_before}. Sort and de-duplicate the series first.");
            }

            _before = reading.End;

            // A server counts the slots of a post by their length: behind a clock change days need a post of their own.
            var length = lengthOf(reading);
            if (_values.Count > 0 && (_values.Count == _max || reading.Start != _start + (_length * _values.Count) || length != _length || length == Duration.Zero))
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
                _max = begin(reading);
                (_start, _length) = (reading.Start, length);
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

        _isStored &= await storeAsync(new FlexMeasuresChunk(_start, _end, _length * _values.Count, _values), cancellationToken).ConfigureAwait(false);
        _values.Clear();
        if (_isStored)
        {
            onStored?.Invoke(_end);
        }
    }
}
