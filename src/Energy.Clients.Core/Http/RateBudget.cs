namespace Energy.Clients.Authoring;

/// <summary>
/// How fast one account may ask: a queue that all its callers share, first come, first served. It keeps the configured rate, where there is one; it rests until an instant when
/// the server says so (<c>Retry-After</c>); and once the server has refused a request, it keeps the rate that it learnt from the refusals, so that callers come back spread.
/// </summary>
/// <remarks>Runs on a <see cref="TimeProvider"/>. A permit is taken for each try, retries included. Whoever gives up while waiting has taken none.</remarks>
public sealed class RateBudget
{
    /// <summary>The longest rest that one answer of a server can impose: it is asked again behind it, whatever it said. Where it asked for more and yet serves a request that was
    /// sent behind the one it refused, the rest is over at once.</summary>
    public static readonly Duration LongestRest = Duration.FromMinutes(5);

    // A timer that fires late must not lower the rate; one that fires very late must not let a crowd through.
    private const long MostCaughtUp = TimeSpan.TicksPerMillisecond * 50;
    private static readonly long LongestTimer = TimeSpan.TicksPerDay;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _queue = new();
    private readonly LearntRate _learnt = new();
    private readonly TimeProvider _time;
    private readonly bool _isConfigured;
    private readonly long _ticksPerPermit;
    private readonly long _burstTicks;

    // The instants at which the next permit is due, by the configured rate (GCRA) and by the learnt one.
    private long _due;
    private long _paceDue;
    private long _restUntil;

    // A rest that was asked for and cut to the longest, and when the request was sent that was answered so.
    private (long Until, long SentAt) _doubted;
    private ITimer? _timer;
    private long _timerDue = long.MaxValue;
    private int _inFlight;
    private long _served;

    /// <summary>Creates a budget.</summary>
    /// <param name="permitsPerSecond">Requests per second in the long run, above 0; <see langword="null"/> knows no rate until the server refuses.</param>
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
            _isConfigured = true;
            _ticksPerPermit = Math.Max(1, (long)(TimeSpan.TicksPerSecond / rate));
            _burstTicks = _ticksPerPermit * (burst - 1);
        }

        _time = timeProvider;
        _due = _paceDue = Now;
    }

    /// <summary>How long a caller that asked now would wait; zero when it could go at once.</summary>
    public Duration Wait => State.Wait;

    /// <summary>How the budget stands.</summary>
    public RateBudgetState State
    {
        get
        {
            lock (_gate)
            {
                var now = Now;
                return new RateBudgetState(
                    WaitOfNext(now), _restUntil > now ? Instant.FromDateTimeUtc(new DateTime(_restUntil, DateTimeKind.Utc)) : null, _learnt.PerSecond, _queue.Count, _inFlight);
            }
        }
    }

    /// <summary>How many requests were served; to see whether others were while one was refused.</summary>
    internal long ServedCount
    {
        get
        {
            lock (_gate)
            {
                return _served;
            }
        }
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>Lets no one through before an instant; an earlier instant than the one already set changes nothing.</summary>
    /// <param name="instant">The first instant at which a request may go.</param>
    public void RestUntil(Instant instant)
    {
        lock (_gate)
        {
            Rest(instant.ToDateTimeUtc().Ticks);
        }
    }

    /// <summary>Waits for a permit.</summary>
    /// <param name="longest">The longest wait worth while; a longer one is refused at once, without taking a permit.</param>
    /// <param name="cancellationToken">Cancels the wait. The place in the queue is lost, and no permit is taken.</param>
    /// <returns><see langword="null"/> when the permit was given, or how long the wait would have been.</returns>
    public async ValueTask<Duration?> TakeAsync(Duration longest, CancellationToken cancellationToken)
    {
        var permit = await EnterAsync(longest, longest, isReturning: false, cancellationToken).ConfigureAwait(false);
        if (permit.Refused is null)
        {
            Leave(permit, PermitOutcome.Unknown, null);
        }

        return permit.Refused;
    }

    /// <summary>Waits for a permit, to be given back with <see cref="Leave"/>.</summary>
    /// <param name="longestRest">The longest rest worth while.</param>
    /// <param name="longest">The longest wait worth while, whatever it is for.</param>
    /// <param name="isReturning">Whether the caller was let through before and refused: it goes before those who were not.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<RatePermit> EnterAsync(Duration longestRest, Duration longest, bool isReturning, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            var now = Now;
            var (rest, latest) = (Ticks(longestRest), now + Ticks(longest));
            var wait = WaitOfNext(now);
            var isHopeless = IsHopeless(now, _restUntil, rest, latest);
            if (wait > Duration.Zero && (isHopeless || now + wait.BclCompatibleTicks > latest))
            {
                return new ValueTask<RatePermit>(new RatePermit(now, wait, isHopeless));
            }

            if (_queue.Count == 0 && TryGrant(now, now, out _, isPaced: false))
            {
                return new ValueTask<RatePermit>(new RatePermit(now, null));
            }

            waiter = new Waiter(this, rest, latest);
            waiter.Node = isReturning ? _queue.AddFirst(waiter) : _queue.AddLast(waiter);
        }

        Pump();
        waiter.CancelWith(cancellationToken);
        return new ValueTask<RatePermit>(waiter.Task);
    }

    /// <summary>Gives a permit back.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="outcome">What became of the request.</param>
    /// <param name="rest">How long the server asks to rest, also where it is only down for a while; it is granted up to <see cref="LongestRest"/>.</param>
    internal void Leave(RatePermit permit, PermitOutcome outcome, Duration? rest)
    {
        lock (_gate)
        {
            var now = Now;
            _inFlight--;
            if (outcome == PermitOutcome.Served)
            {
                _served++;
                _learnt.Served(now, permit.SentAt, _queue.Count > 0);
                if (_restUntil == _doubted.Until && permit.SentAt > _doubted.SentAt)
                {
                    _restUntil = now;
                }
            }
            else if (outcome == PermitOutcome.Refused)
            {
                Rest(now + _learnt.Refused(permit.SentAt, now));
            }

            if (rest is { } asked)
            {
                var until = now + Duration.Min(asked, LongestRest).BclCompatibleTicks;
                Rest(until);
                if (asked > LongestRest && _restUntil == until)
                {
                    _doubted = (until, permit.SentAt);
                }
            }
        }

        Pump();
    }

    // What was waited already does not count: a rest is measured by itself.
    private static bool IsHopeless(long now, long restUntil, long longestRest, long latest) => restUntil - now > longestRest || restUntil > latest;

    private static long Ticks(Duration wait) => Math.Min(wait.BclCompatibleTicks, TimeSpan.TicksPerDay * 36_525);

    private void Rest(long until)
    {
        if (until <= _restUntil)
        {
            return;
        }

        _restUntil = until;
        var now = Now;
        for (var node = _queue.First; node is not null;)
        {
            var (waiter, next) = (node.Value, node.Next);
            if (IsHopeless(now, until, waiter.LongestRest, waiter.Latest))
            {
                _queue.Remove(node);
                waiter.TrySetResult(new RatePermit(now, Duration.FromTicks(until - now), true));
            }

            node = next;
        }
    }

    private Duration WaitOfNext(long now)
    {
        var interval = Math.Max(_ticksPerPermit, _learnt.Interval);
        return Duration.FromTicks(Math.Max(0, StartOf(now) - now + (interval * _queue.Count)));
    }

    private long StartOf(long now) => Math.Max(Math.Max(now, _restUntil), Math.Max(_due - _burstTicks, _learnt.PerSecond is null ? 0 : _paceDue));

    // Lets one through at the given instant, which may lie a little before the present one, where that is allowed; otherwise says when to look again.
    private bool TryGrant(long at, long now, out long start, bool isPaced)
    {
        start = StartOf(at);
        if (start > now)
        {
            return false;
        }

        if (!_isConfigured && !_learnt.Admits(_inFlight, _queue.Count))
        {
            start = long.MaxValue;
            return false;
        }

        if (isPaced)
        {
            _learnt.Used();
        }

        _inFlight++;
        _due = Math.Max(_due, start) + _ticksPerPermit;
        _paceDue = start + _learnt.Interval;
        return true;
    }

    // Lets through whoever may go, and sets the timer for the next.
    private void Pump(bool isTimer = false)
    {
        lock (_gate)
        {
            var now = Now;
            var at = _timerDue <= now ? Math.Max(_timerDue, now - MostCaughtUp) : now;
            var start = long.MaxValue;
            while (_queue.First is { } first)
            {
                if (first.Value.Latest < now)
                {
                    _queue.RemoveFirst();
                    first.Value.TrySetResult(new RatePermit(now, Duration.FromTicks(Math.Max(0, StartOf(now) - now))));
                }
                else if (TryGrant(at, now, out start, isPaced: true))
                {
                    at = start;
                    _queue.RemoveFirst();
                    first.Value.TrySetResult(new RatePermit(now, null));
                }
                else
                {
                    break;
                }
            }

            var due = _queue.Count == 0 ? long.MaxValue : start;
            if (due != _timerDue || isTimer)
            {
                _timerDue = due;

                // Timers count whole milliseconds, and cannot be set for longer than some weeks.
                _timer ??= _time.CreateTimer(static budget => ((RateBudget)budget!).Pump(isTimer: true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(
                    due == long.MaxValue
                    ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(Math.Max(due - now, 1), LongestTimer) / (double)TimeSpan.TicksPerMillisecond)),
                    Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Node.List is null)
            {
                return;
            }

            _queue.Remove(waiter.Node);
        }

        waiter.TrySetCanceled(cancellationToken);
        Pump();
    }

    private sealed class Waiter(RateBudget budget, long longestRest, long latest) : TaskCompletionSource<RatePermit>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Latest => latest;

        public LinkedListNode<Waiter> Node { get; set; } = null!;

        public long LongestRest => longestRest;

        public void CancelWith(CancellationToken cancellationToken)
        {
            if (cancellationToken.CanBeCanceled && !Task.IsCompleted)
            {
                var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).GiveUp(token), this);
                _ = Task.ContinueWith(static (_, r) =>
                    ((CancellationTokenRegistration)r!).Unregister(), registration, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }

        private void GiveUp(CancellationToken cancellationToken) => budget.GiveUp(this, cancellationToken);
    }
}
