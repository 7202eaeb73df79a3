namespace Energy.Clients.Emulators;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>. Its due time belongs to the clock, which changes it only while it is out of the clock's set.</summary>
internal sealed class ManualTimer : ITimer
{
    /// <summary>By due time, then in the order in which they were set.</summary>
    internal static readonly Comparer<ManualTimer> DueOrder = Comparer<ManualTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a._sequence.CompareTo(b._sequence));

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(0xFFFFFFFE);

    private readonly ManualTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly bool _isLimit;
    private long _sequence;

    internal ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;

        // The framework passes the object that the timer ends: a cancellation source for CancelAfter, a Task<T> for WaitAsync, a plain Task
        // for Task.Delay. The first two bound something else that is going on; only the last is a wait for the clock itself.
        _isLimit = state is CancellationTokenSource || (state is Task && state.GetType().IsGenericType);
    }

    internal long Due { get; private set; }

    internal long Period { get; private set; }

    internal bool Disposed { get; set; }

    internal bool IsDelay => !_isLimit && Period == 0;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        return _clock.Schedule(this, dueTime, period);
    }

    public void Dispose() => _clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Set(long due, long sequence, long period)
    {
        Due = due;
        _sequence = sequence;
        Period = period;
    }

    internal void Fire()
    {
        if (_context is null)
        {
            _callback(_state);
        }
        else
        {
            ExecutionContext.Run(_context, static t => ((ManualTimer)t!)._callback(((ManualTimer)t)._state), this);
        }
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest, name);
        }
    }
}
