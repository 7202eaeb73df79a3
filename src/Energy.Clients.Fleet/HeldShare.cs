namespace Energy.Clients.Fleet;

/// <summary>A share of an account that this process holds, until a moment that each check-in moves on.</summary>
internal sealed class HeldShare(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, time);
    private long _until = long.MaxValue;

    /// <summary>No further series is to be begun: another process is to have the share.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>The share is lost: another process may read it already.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether it is lost; a process that was stopped for a while learns it from the timer before its own timers run.</summary>
    public bool IsOver => _stop.IsCancellationRequested || time.GetTimestamp() >= _until;

    /// <summary>Holds it until a moment of the process' own timer; what is being read is stopped then, also when the process waits for an answer to its check-in.</summary>
    public void HoldUntil(long until)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), until);
        _until = until;
        _stop.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void End() => _ending.Cancel();

    public void Lose()
    {
        _ending.Cancel();
        _stop.Cancel();
    }

    public void Dispose()
    {
        _ending.Dispose();
        _stop.Dispose();
    }
}
