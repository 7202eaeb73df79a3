namespace Energy.Clients;

/// <summary>The time that a call may last as a whole. What it stands in the queue of a rate budget does not count.</summary>
internal sealed class TotalLimit(TimeProvider time, TimeSpan limit) : IDisposable
{
    private readonly CancellationTokenSource? _timer = limit == Timeout.InfiniteTimeSpan ? null : new(limit, time);
    private long _deadline = time.DeadlineAfter(limit);

    public TimeSpan Limit => limit;

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _timer?.Token ?? default;

    public TimeSpan Remaining => time.Remaining(_deadline);

    public bool IsOver => Remaining <= TimeSpan.Zero;

    /// <summary>Stops the clock.</summary>
    /// <returns>The moment, to be given to <see cref="Resume"/>.</returns>
    public long Pause()
    {
        _timer?.CancelAfter(Timeout.InfiniteTimeSpan);
        return time.GetTimestamp();
    }

    public void Resume(long pausedAt)
    {
        if (_timer is not null && !_timer.IsCancellationRequested)
        {
            _deadline += time.GetTimestamp() - pausedAt;
            _timer.CancelAfter(IsOver ? TimeSpan.Zero : Remaining);
        }
    }

    /// <summary>Ends the timer; what remains can still be asked.</summary>
    public void Dispose() => _timer?.Dispose();
}
