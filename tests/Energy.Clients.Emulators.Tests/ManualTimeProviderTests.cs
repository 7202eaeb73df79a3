using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

public class ManualTimeProviderTests
{
    private static readonly TimeSpan RealTime = TimeSpan.FromMinutes(2);

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2024, 2, 28, 23, 0, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void GetUtcNow_ByItself_StandsStillInUtc()
    {
        Assert.Equal(new DateTimeOffset(2024, 2, 28, 22, 0, 0, TimeSpan.Zero), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _clock.GetUtcNow().Offset);
        Assert.Equal(TimeZoneInfo.Utc, _clock.LocalTimeZone);
    }

    [Fact]
    public void Constructor_FromInstant_StandsThere()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2031, 7, 8, 9, 10, 11));
        Assert.Equal(new DateTimeOffset(2031, 7, 8, 9, 10, 11, TimeSpan.Zero), clock.GetUtcNow());
    }

    [Fact]
    public void GetTimestamp_AfterAdvance_MovesByTheSame()
    {
        var before = _clock.GetTimestamp();
        Assert.Equal(0, before);
        _clock.Advance(TimeSpan.FromMilliseconds(1234.5));
        Assert.Equal(TimeSpan.FromMilliseconds(1234.5), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void SetUtcNow_ForwardAndBack_MovesOrRefuses()
    {
        var later = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
        _clock.SetUtcNow(later);
        Assert.Equal(later, _clock.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.SetUtcNow(later.AddTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Advance_OverSeveralTimers_FiresThemInOrderAtTheirOwnTimes()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        ITimer Timer(string name, int due, int period = -1) => _clock.CreateTimer(
            _ => fired.Add((name, _clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(due), period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));

        using var c = Timer("c", 5);
        using var a = Timer("a", 1);
        using var b = Timer("b", 5);
        using var p = Timer("p", 2, 2);
        _clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(
            [("a", TimeSpan.FromSeconds(1)), ("p", TimeSpan.FromSeconds(2)), ("p", TimeSpan.FromSeconds(4)), ("c", TimeSpan.FromSeconds(5)), ("b", TimeSpan.FromSeconds(5)),
                ("p", TimeSpan.FromSeconds(6))],
            fired);
        Assert.Equal(start.AddSeconds(7), _clock.GetUtcNow());
        Assert.Equal(1, _clock.PendingTimers);
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.NextDueIn);
    }

    [Fact]
    public void Advance_CallbackSetsAnotherTimerOnTheWay_FiresThatToo()
    {
        var at = new List<TimeSpan>();
        var start = _clock.GetUtcNow();
        using var first = _clock.CreateTimer(_ =>
        {
            at.Add(_clock.GetUtcNow() - start);
            _clock.CreateTimer(_ => at.Add(_clock.GetUtcNow() - start), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], at);
    }

    [Fact]
    public void CreateTimer_DueAtOnceInfiniteChangedOrDisposed_BehavesAsTheSystemsOwn()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Assert.Equal(1, fired);
        Assert.True(timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan));
        Assert.True(timer.Change(TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1, fired);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, fired);
        Assert.Equal(0, _clock.PendingTimers);
        Assert.Null(_clock.NextDueIn);
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(-2), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void CreateTimer_Callback_RunsInTheContextThatSetIt()
    {
        var local = new AsyncLocal<string> { Value = "setter" };
        string? seen = null;
        using var timer = _clock.CreateTimer(_ => seen = local.Value, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        local.Value = "mover";
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("setter", seen);
    }

    [Fact]
    public void PendingDelays_OfATimerThatIsSetAgainStoppedFiredAndDisposed_CountItWhileItWaits()
    {
        var (second, never) = (TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var other = _clock.CreateTimer(static _ => { }, null, TimeSpan.FromDays(1), never);
        using var timer = _clock.CreateTimer(static _ => { }, null, second, never);
        var counts = new List<int> { _clock.PendingDelays };
        foreach (var step in (Action[])[
            () => timer.Change(2 * second, never),
            () => timer.Change(second, second),
            () => timer.Change(second, never),
            () => timer.Change(never, never),
            () => timer.Change(second, never),
            () => _clock.Advance(second),
            () => timer.Change(second, never),
            timer.Dispose,
            timer.Dispose])
        {
            step();
            counts.Add(_clock.PendingDelays);
        }

        // One more than the other where it waits, and a period is no delay.
        Assert.Equal([2, 2, 1, 2, 1, 2, 1, 2, 1, 1], counts);
    }

    [Fact]
    public async Task TaskDelay_OnTheClock_EndsWhenTheClockGetsThere()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        Assert.Equal(1, _clock.PendingDelays);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay.WaitAsync(RealTime);
        Assert.Equal(0, _clock.PendingDelays);
    }

    [Fact]
    public void CancellationTokenSource_OnTheClock_CancelsWhenTheClockGetsThere()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(limit.IsCancellationRequested);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public async Task WaitAsync_OnTheClock_TimesOutWhenTheClockGetsThere()
    {
        var never = new TaskCompletionSource<int>();
        var bounded = never.Task.WaitAsync(TimeSpan.FromSeconds(5), _clock);
        Assert.Equal((1, 0), (_clock.PendingTimers, _clock.PendingDelays));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => bounded.WaitAsync(RealTime));
    }

    [Fact]
    public async Task PeriodicTimer_OnTheClock_TicksOncePerAdvance()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), _clock);
        var tick = timer.WaitForNextTickAsync();
        Assert.False(tick.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await tick);
    }

    [Fact]
    public async Task AutoAdvance_DelayUnderALimit_MovesToTheDelayAndNotToTheLimit()
    {
        var start = _clock.GetUtcNow();
        _clock.AutoAdvance = true;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        await Task.Delay(TimeSpan.FromSeconds(4), _clock, limit.Token).WaitAsync(RealTime);
        Assert.Equal(start.AddSeconds(4), _clock.GetUtcNow());
        Assert.False(limit.IsCancellationRequested);

        // Whether the delay still notices is the framework's race between its timer and its registration; the limit has struck first in any case.
        var ended = await Record.ExceptionAsync(() => Task.Delay(TimeSpan.FromSeconds(7), _clock, limit.Token).WaitAsync(RealTime));
        Assert.True(ended is null or OperationCanceledException);
        Assert.True(limit.IsCancellationRequested);
        Assert.InRange(_clock.GetUtcNow(), start.AddSeconds(10), start.AddSeconds(11));
    }

    [Fact]
    public async Task AutoAdvance_SwitchedOnLate_MovesForDelaysThatPend()
    {
        var delay = Task.Delay(TimeSpan.FromDays(3), _clock);
        _clock.AutoAdvance = true;
        await delay.WaitAsync(RealTime);
        Assert.True(_clock.AutoAdvance);
    }

    [Fact]
    public async Task AutoAdvance_ManyDelaysAtOnce_EndsThemAllAtTheLongest()
    {
        var start = _clock.GetUtcNow();
        _clock.AutoAdvance = true;
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() => Task.Delay(TimeSpan.FromSeconds(1), _clock)))).WaitAsync(RealTime);
        Assert.InRange(_clock.GetUtcNow(), start.AddSeconds(1), start.AddSeconds(50));
    }

    [Fact]
    public async Task WhenDelayedAsync_DelayComesLater_EndsThen()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
        var delayed = _clock.WhenDelayedAsync();
        Assert.False(delayed.IsCompleted);
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _clock);
        await delayed.WaitAsync(RealTime);
        Assert.True(_clock.WhenDelayedAsync().IsCompletedSuccessfully);
        _clock.Advance(Duration.FromSeconds(1));
        await delay.WaitAsync(RealTime);
    }
}
