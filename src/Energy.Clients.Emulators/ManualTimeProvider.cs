namespace Energy.Clients.Emulators;

/// <summary>A clock for tests: its time moves only when told to, and its timers fire in the order of their due times while it moves.</summary>
/// <remarks>
/// <para>
/// <c>Task.Delay(…, provider)</c>, <c>new CancellationTokenSource(delay, provider)</c>, <c>task.WaitAsync(timeout, provider)</c> and
/// <see cref="CreateTimer"/> all work on it. Callbacks run on the thread that moves the clock, before the call that moved it returns; while
/// a callback runs, <see cref="GetUtcNow"/> is the time at which that timer was due. A timer due at once fires inside the call that set it.
/// </para>
/// <para>
/// Timers that a program waits on are told from its limits: a <b>delay</b> (<c>Task.Delay</c> or a one-shot timer of your own) is something
/// that somebody waits for; a <b>limit</b> (a cancellation source with a timeout, <c>WaitAsync</c>) and a periodic timer are not. Only delays
/// count in <see cref="PendingDelays"/> and move the clock under <see cref="AutoAdvance"/>.
/// </para>
/// <para>All members may be called from any thread. The clock never goes back.</para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset DefaultStart = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly SortedSet<ManualTimer> _timers = new(ManualTimer.DueOrder);
    private readonly long _start;
    private long _now;
    private long _sequence;

    // How many of the timers are delays: a test that moves the clock for a crowd asks for it all the time.
    private int _delays;
    private bool _autoAdvance;
    private TaskCompletionSource? _delayed;

    /// <summary>Creates a clock that stands at midnight, 1 January 2024, UTC.</summary>
    public ManualTimeProvider()
        : this(DefaultStart)
    {
    }

    /// <summary>Creates a clock that stands at the given time.</summary>
    /// <param name="start">The first time it shows, in any offset; it is kept in UTC.</param>
    public ManualTimeProvider(DateTimeOffset start)
    {
        _start = start.UtcTicks;
        _now = _start;
    }

    /// <summary>Creates a clock that stands at the given instant.</summary>
    /// <param name="start">The first time it shows, cut to its 100-nanosecond ticks.</param>
    public ManualTimeProvider(Instant start)
        : this(start.ToDateTimeOffset())
    {
    }

    /// <summary>Whether a new delay moves the clock to its due time by itself, so that retries and back-offs cost no real time.</summary>
    /// <value>
    /// Default <see langword="false"/>. When true, each delay moves the clock, on a pool thread, as soon as it is set, and every timer due before it
    /// (limits too) fires first, in order. Limits and periodic timers never move the clock: a request in flight is not timed out by them.
    /// Setting it to true also moves the clock for the delays that are already pending.
    /// </value>
    public bool AutoAdvance
    {
        get
        {
            lock (_gate)
            {
                return _autoAdvance;
            }
        }

        set
        {
            ManualTimer[] waiting;
            lock (_gate)
            {
                _autoAdvance = value;
                waiting = value ? [.. _timers.Where(t => t.IsDelay)] : [];
            }

            foreach (var timer in waiting)
            {
                QueueJump(timer);
            }
        }
    }

    /// <summary>How many timers are set and have not fired yet, limits and periodic timers included.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How many delays somebody waits for: see the remarks of the class.</summary>
    public int PendingDelays
    {
        get
        {
            lock (_gate)
            {
                return _delays;
            }
        }
    }

    /// <summary>The time until the next timer is due, or <see langword="null"/> when none is set.</summary>
    public TimeSpan? NextDueIn
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min is { } next ? TimeSpan.FromTicks(Math.Max(0, next.Due - _now)) : null;
            }
        }
    }

    /// <summary>Always UTC, so that tests do not depend on the machine's zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ten million a second: a timestamp is the number of 100-nanosecond ticks that the clock has moved since it was created.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return new DateTimeOffset(_now, TimeSpan.Zero);
        }
    }

    /// <summary>The ticks moved since the clock was created; moves exactly with <see cref="GetUtcNow"/>.</summary>
    /// <returns>Zero on a new clock.</returns>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _now - _start;
        }
    }

    /// <summary>Moves the clock forward and fires, in order, every timer that falls due on the way.</summary>
    /// <param name="by">How far; zero fires nothing new.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_gate)
        {
            target = checked(_now + by.Ticks);
        }

        AdvanceTo(target);
    }

    /// <summary>Moves the clock forward by a NodaTime duration: see <see cref="Advance(TimeSpan)"/>.</summary>
    /// <param name="by">How far, cut to 100-nanosecond ticks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(Duration by) => Advance(by.ToTimeSpan());

    /// <summary>Moves the clock forward to a time and fires, in order, every timer that falls due on the way.</summary>
    /// <param name="value">The time to stop at, in any offset.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> lies before the present time of the clock.</exception>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value.UtcTicks, _now, nameof(value));
        }

        AdvanceTo(value.UtcTicks);
    }

    /// <summary>Waits, in real time, until somebody waits on this clock for a delay; at once when somebody does already.</summary>
    /// <remarks>
    /// The way to test a retry: start the call, await this, then <see cref="Advance(TimeSpan)"/>. It ignores limits, which are set all the time.
    /// </remarks>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when <see cref="PendingDelays"/> is at least one.</returns>
    public Task WhenDelayedAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_delays > 0)
            {
                return Task.CompletedTask;
            }

            _delayed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _delayed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        var jump = false;
        lock (_gate)
        {
            if (timer.Disposed)
            {
                return false;
            }

            Unset(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            timer.Set(checked(_now + dueTime.Ticks), ++_sequence, period > TimeSpan.Zero ? period.Ticks : 0);
            _timers.Add(timer);
            if (timer.IsDelay)
            {
                _delays++;
                jump = _autoAdvance;
                _delayed?.TrySetResult();
                _delayed = null;
            }
        }

        if (dueTime == TimeSpan.Zero)
        {
            AdvanceTo(GetUtcNow().UtcTicks);
        }
        else if (jump)
        {
            QueueJump(timer);
        }

        return true;
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            Unset(timer);
        }
    }

    // Within the gate.
    private void Unset(ManualTimer timer)
    {
        if (_timers.Remove(timer) && timer.IsDelay)
        {
            _delays--;
        }
    }

    // On a pool thread, because the code that sets a delay has not finished setting it up when CreateTimer runs.
    private void QueueJump(ManualTimer timer) => ThreadPool.UnsafeQueueUserWorkItem(
        static s =>
        {
            long due;
            lock (s.Clock._gate)
            {
                if (!s.Clock._timers.Contains(s.Timer))
                {
                    return;
                }

                due = s.Timer.Due;
            }

            s.Clock.AdvanceTo(due);
        },
        (Clock: this, Timer: timer),
        preferLocal: false);

    private void AdvanceTo(long target)
    {
        while (true)
        {
            ManualTimer? due;
            lock (_gate)
            {
                due = _timers.Min;
                if (due is null || due.Due > target)
                {
                    _now = Math.Max(_now, target);
                    return;
                }

                _now = Math.Max(_now, due.Due);
                Unset(due);
                if (due.Period > 0)
                {
                    due.Set(due.Due + due.Period, ++_sequence, due.Period);
                    _timers.Add(due);
                }
            }

            due.Fire();
        }
    }
}
