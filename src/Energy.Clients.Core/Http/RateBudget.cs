using NodaTime;

namespace Energy.Clients;

/// <summary>
/// How fast one account may ask: a token bucket that all callers of the account share, first come, first served, and that rests until an instant when the
/// server says so (<c>Retry-After</c>).
/// </summary>
/// <remarks>Runs on a <see cref="TimeProvider"/>. A permit is taken for each try, retries included, and never given back: the server counted it.</remarks>
public sealed class RateBudget
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _ticksPerPermit;
    private readonly long _burstTicks;

    // The virtual instant at which the next permit is due (GCRA); may lie in the future when callers wait.
    private long _due;
    private long _restUntil;

    /// <summary>Creates a budget.</summary>
    /// <param name="permitsPerSecond">Requests per second in the long run, above 0; <see langword="null"/> is without limit, only <see cref="RestUntil"/> holds callers back.</param>
    /// <param name="burst">How many requests may go at once after a quiet time, at least 1.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RateBudget(double? permitsPerSecond, int burst, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        if (permitsPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(permitsPerSecond));
            _ticksPerPermit = Math.Max(1, (long)(TimeSpan.TicksPerSecond / rate));
            _burstTicks = _ticksPerPermit * (burst - 1);
        }

        _time = timeProvider;
        _due = timeProvider.GetUtcNow().UtcTicks;
    }

    /// <summary>How long a caller that asked now would wait; zero when it could go at once.</summary>
    public Duration Wait
    {
        get
        {
            lock (_gate)
            {
                var now = _time.GetUtcNow().UtcTicks;
                return Duration.FromTicks(Math.Max(0, StartOf(now) - now));
            }
        }
    }

    /// <summary>Lets no one through before an instant; an earlier instant than the one already set changes nothing.</summary>
    /// <param name="instant">The first instant at which a request may go.</param>
    public void RestUntil(Instant instant)
    {
        var ticks = instant.ToDateTimeUtc().Ticks;
        lock (_gate)
        {
            _restUntil = Math.Max(_restUntil, ticks);
        }
    }

    /// <summary>Waits for a permit.</summary>
    /// <param name="longest">The longest wait worth while; a longer one is refused at once, without taking a permit.</param>
    /// <param name="cancellationToken">Stops the wait. The place in the queue is lost, its permit too.</param>
    /// <returns><see langword="null"/> when the permit was given, or how long the wait would have been.</returns>
    public async ValueTask<Duration?> TakeAsync(Duration longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var latest = _time.GetUtcNow().UtcTicks + Math.Min(longest.BclCompatibleTicks, TimeSpan.TicksPerDay * 36_525);
        while (true)
        {
            long start;
            lock (_gate)
            {
                var now = _time.GetUtcNow().UtcTicks;
                start = StartOf(now);
                if (start > latest && start > now)
                {
                    return Duration.FromTicks(start - now);
                }

                _due = Math.Max(_due, start) + _ticksPerPermit;
            }

            await WaitUntilAsync(start, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                // A rest that was ordered while this caller waited holds for it too; it queues again, behind the rest.
                if (_restUntil <= Math.Max(start, _time.GetUtcNow().UtcTicks))
                {
                    return null;
                }
            }
        }
    }

    private async ValueTask WaitUntilAsync(long ticks, CancellationToken cancellationToken)
    {
        while (ticks - _time.GetUtcNow().UtcTicks is > 0 and var wait)
        {
            // Timers count whole milliseconds, and cannot be set for longer than some weeks.
            var milliseconds = Math.Ceiling(Math.Min(wait, TimeSpan.TicksPerDay) / (double)TimeSpan.TicksPerMillisecond);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private long StartOf(long now) => Math.Max(Math.Max(now, _due - _burstTicks), _restUntil);
}
