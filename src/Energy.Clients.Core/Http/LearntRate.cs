namespace Energy.Clients;

/// <summary>
/// The rate at which a server lets an account ask, learnt from what it refuses. Not safe for several threads: its <see cref="RateBudget"/> has the lock.
/// </summary>
/// <remarks>
/// <para>Until the first refusal nothing is known, and a server without a limit must not be slowed down: what may be in flight grows with what was served (a ninth of it), so that
/// the refusals of the first overshoot stay a tenth of what was sent. What was served while nobody waited proves nothing: a server that has answered ten thousand calls one by one
/// may still refuse the second of two at once. From the first refusal on requests are paced. The rate falls by a fixed factor at a refusal, and rises again: fast until the second
/// refusal, because the first estimate may be far too low, and then along a cubic curve, which stays long near the rate that was refused and leaves it fast behind it.</para>
/// <para>The rate rises only while somebody waits for it, so that it does not run away in quiet times.</para>
/// </remarks>
internal sealed class LearntRate
{
    private const int FewCallers = 4;
    private const int Crowd = 16;

    // Of S + B that were sent B are refused at most: a tenth where B is a ninth of S.
    private const int ServedPerInFlight = 9;

    // Found by trying 1,000 callers against windows, sliding windows and buckets of 5, 50 and 500 a second.
    private const double FirstDecrease = 0.95;
    private const double Decrease = 0.9;
    private const double EarlyGrowth = 1.15;

    // Where nothing was served before the first refusal, the first rate is a mere guess.
    private const double BlindGrowth = 2;
    private const double PlateauSeconds = 10;
    private const double Least = 0.1;
    private const double Most = 1_000_000;

    // What was served within the last second, before a rate is known.
    private readonly Queue<long> _recent = new();
    private long _served;
    private double _refusedRate;
    private double _secondsUsed;
    private bool _isEarly;
    private double _growth;
    private long _changedAt = long.MinValue;

    /// <summary>Requests a second; <see langword="null"/> while the server has refused nothing.</summary>
    public double? PerSecond { get; private set; }

    /// <summary>Ticks between two requests; 0 without a rate.</summary>
    public long Interval => PerSecond is { } rate ? (long)(TimeSpan.TicksPerSecond / rate) : 0;

    /// <summary>Whether one more may go as far as what is in flight matters.</summary>
    public bool Admits(int inFlight, int waiting) => PerSecond is not null || inFlight < Math.Max(waiting > Crowd ? 1 : FewCallers, _served / ServedPerInFlight);

    /// <summary>Notes that somebody who waited for the pace went.</summary>
    public void Used()
    {
        if (PerSecond is { } rate)
        {
            _secondsUsed += 1 / rate;
            Follow();
        }
    }

    /// <summary>Notes an answer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When its request was sent.</param>
    /// <param name="isWaitedFor">Whether somebody waits because no more may be in flight.</param>
    public void Served(long now, long sentAt, bool isWaitedFor)
    {
        _served += isWaitedFor ? 1 : 0;
        if (PerSecond is null)
        {
            Trim(now);
            _recent.Enqueue(now);
        }
        else if (_isEarly && sentAt <= _changedAt)
        {
            // It was under way when the first refusal came, and belongs to what went through in that second.
            _refusedRate++;
            Follow();
        }
    }

    /// <summary>Notes a refusal. Those of requests that were sent until the rate was last changed say nothing new: a rest follows each change.</summary>
    /// <returns>How long, in ticks, to send nothing, where the server did not say.</returns>
    public long Refused(long sentAt, long now)
    {
        if (sentAt <= _changedAt)
        {
            return 0;
        }

        Trim(now);
        var rest = (long)Math.Clamp(2 * (double)Interval, TimeSpan.TicksPerSecond / 4, TimeSpan.TicksPerSecond);
        if (PerSecond is { } rate)
        {
            _refusedRate = rate;
            _isEarly = false;
        }
        else
        {
            // Most limits count by the second: what went through in this one is the rate, and the next one begins a second after its first.
            _refusedRate = Math.Max(1, _recent.Count);
            _growth = _recent.Count == 0 ? BlindGrowth : EarlyGrowth;
            _isEarly = true;
            rest = Math.Max(_recent.TryPeek(out var first) ? first + TimeSpan.TicksPerSecond - now : TimeSpan.TicksPerSecond / 4, TimeSpan.TicksPerSecond / 10);
            _recent.Clear();
        }

        _secondsUsed = 0;
        _changedAt = now;
        Follow();
        return rest;
    }

    // The curve of the rate over the time for which it was used since the last refusal.
    private void Follow() => PerSecond = Math.Clamp(
        _refusedRate * (_isEarly ? FirstDecrease * Math.Pow(_growth, _secondsUsed) : 1 + ((1 - Decrease) * Math.Pow((_secondsUsed - PlateauSeconds) / PlateauSeconds, 3))),
        Least,
        Most);

    private void Trim(long now)
    {
        while (_recent.TryPeek(out var first) && first <= now - TimeSpan.TicksPerSecond)
        {
            _recent.Dequeue();
        }
    }
}
