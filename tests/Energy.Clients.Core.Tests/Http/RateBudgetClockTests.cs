using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>When exactly callers of a rate budget go: at a configured rate, at a learnt one, behind timers that fire late, and what the budget says of itself meanwhile.</summary>
public class RateBudgetClockTests
{
    private static readonly Duration Long = Duration.FromDays(1);

    // 10 a second: 100 ms between two. A timer that fires a little late does not lower the rate, one that fires very late lets no crowd through.
    [Theory]
    [InlineData(130, 200)]
    [InlineData(150, 200)]
    [InlineData(151, 201)]
    [InlineData(350, 400)]
    public async Task Timer_ThatFiresLate_CatchesUpWithFiftyMillisecondsAtMost(int firedAt, int nextAt)
    {
        var clock = new LateClock();
        var budget = new RateBudget(10, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = Enumerable.Range(0, 3).Select(_ => budget.TakeAsync(Long, default).AsTask()).ToList();
        Assert.Equal(100, clock.DueIn);

        clock.FireAt(firedAt);
        await waiting[0];

        Assert.Equal(nextAt - firedAt, clock.DueIn);
        Assert.Equal(Duration.FromMilliseconds(nextAt - firedAt + (2 * 100)), budget.Wait);
        Assert.False(waiting[1].IsCompleted);
        clock.FireAt(nextAt);
        await waiting[1];
        Assert.Equal(100, clock.DueIn);
    }

    [Fact]
    public async Task Timer_IsSetToWholeMilliseconds_NeverTooEarlyAndForADayAtMost()
    {
        // 3,000 a second are 333 microseconds.
        var clock = new LateClock();
        var budget = new RateBudget(3_000, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = budget.TakeAsync(Long, default).AsTask();
        Assert.Equal(1, clock.DueIn);
        clock.FireAt(1);
        await waiting;
        Assert.Null(clock.DueIn);

        var resting = new RateBudget(null, 1, clock);
        resting.RestUntil(clock.Now + Duration.FromDays(3));
        var patient = resting.TakeAsync(Duration.FromDays(4), default).AsTask();
        Assert.Equal(86_400_000, clock.DueIn);
        clock.FireAt(1 + 86_400_000);
        Assert.Equal(86_400_000, clock.DueIn);
        clock.FireAt(1 + (2 * 86_400_000));
        Assert.False(patient.IsCompleted);
        clock.FireAt(1 + (3 * 86_400_000));
        Assert.Null(await patient);
    }

    [Fact]
    public async Task Timer_ThatFiresTooEarly_IsSetAgain()
    {
        var clock = new LateClock();
        var budget = new RateBudget(10, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = budget.TakeAsync(Long, default).AsTask();

        clock.FireAt(99);

        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, clock.DueIn);
        clock.FireAt(100);
        await waiting;
    }

    [Fact]
    public async Task Caller_WhoseLongestWaitIsOverWhenItsTurnComes_IsRefused()
    {
        // The timer that would have let it through in time fires a second late.
        var clock = new LateClock();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var inTime = budget.TakeAsync(Duration.FromSeconds(1), default).AsTask();
        var late = budget.TakeAsync(Duration.FromSeconds(2), default).AsTask();
        var patient = budget.TakeAsync(Long, default).AsTask();

        clock.FireAt(1_000);
        Assert.Null(await inTime);
        clock.FireAt(2_001);

        Assert.Equal(Duration.Zero, await late);
        Assert.Null(await patient);
        Assert.Equal(Duration.FromMilliseconds(999), budget.Wait);
    }

    [Fact]
    public async Task Caller_ThatIsRefusedWhenItsTurnComes_HearsHowLongItWouldHaveBeen()
    {
        // The second of two could wait two seconds. The timer fires at 2.001 s; the first is let through as if it were 1.951 s, and the next would be a second later.
        var clock = new LateClock();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var patient = budget.TakeAsync(Long, default).AsTask();
        var late = budget.TakeAsync(Duration.FromSeconds(2), default).AsTask();

        clock.FireAt(2_001);

        Assert.Null(await patient);
        Assert.Equal(Duration.FromMilliseconds(950), await late);
    }

    [Fact]
    public async Task Timer_IsOneForAll_AndIsNotSetWhenNobodyWaits()
    {
        var clock = new LateClock();
        var budget = new RateBudget(10, 1, clock);
        await EnterAsync(budget);
        for (var i = 1; i < 5; i++)
        {
            var waiting = EnterAsync(budget);
            clock.FireAt(i * 100);
            await waiting;
            Assert.Null(clock.DueIn);
        }

        Assert.Equal(1, clock.Created);
    }

    [Fact]
    public void ConfiguredRate_LimitsNothingInFlight()
    {
        var budget = new RateBudget(1, 10, new ManualTimeProvider());

        var permits = Enumerable.Range(0, 10).Select(_ => EnterAsync(budget)).ToList();

        Assert.All(permits, static p => Assert.True(p.IsCompletedSuccessfully));
        Assert.Equal((10, 0), (budget.State.InFlight, budget.State.Waiting));
    }

    [Fact]
    public async Task Burst_IsSavedUpInQuietTimesOnly()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 3, clock);
        async Task<int> Go()
        {
            var went = 0;
            while (await budget.TakeAsync(Duration.Zero, default) is null)
            {
                went++;
            }

            return went;
        }

        Assert.Equal(3, await Go());
        Assert.Equal(0, budget.State.InFlight);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, await Go());
        clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(3, await Go());
    }

    [Fact]
    public async Task Refusal_WithoutAnotherWord_RestsAndPacesByWhatWentThrough()
    {
        // Ten were served in this second: the next goes when it is over, and those behind it at 9.5 a second and a little faster with each.
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        for (var i = 0; i < 10; i++)
        {
            budget.Leave(await EnterAsync(budget), PermitOutcome.Served, null);
        }

        var refused = await EnterAsync(budget);
        Assert.Equal((10, 1, Duration.Zero), (budget.ServedCount, budget.State.InFlight, budget.Wait));
        clock.Advance(TimeSpan.FromMilliseconds(200));
        budget.Leave(refused, PermitOutcome.Refused, null);

        var state = budget.State;
        Assert.Equal((Duration.FromMilliseconds(800), Now(clock) + Duration.FromMilliseconds(800), 9.5, 0, 0),
            (state.Wait, state.RestsUntil, Math.Round(state.LearntPerSecond!.Value, 9), state.Waiting, state.InFlight));
        var crowd = Enumerable.Range(0, 3).Select(_ => budget.TakeAsync(Long, default).AsTask()).ToList();
        Assert.Equal(3, budget.State.Waiting);
        Assert.Equal(800 + (3 * 1_000 / 9.5), budget.Wait.TotalMilliseconds, 3);
        clock.Advance(TimeSpan.FromMilliseconds(800));
        await crowd[0];
        Assert.Null(budget.State.RestsUntil);
        var rate = 9.5 * Math.Pow(1.15, 1 / 9.5);
        Assert.Equal(rate, budget.State.LearntPerSecond!.Value, 6);
        Assert.Equal(3_000 / rate, budget.Wait.TotalMilliseconds, 2);
        clock.Advance(TimeSpan.FromMilliseconds(Math.Floor(1_000 / rate)));
        Assert.False(crowd[1].IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await crowd[1];
        Assert.False(crowd[2].IsCompleted);
    }

    [Fact]
    public async Task ConfiguredRate_HoldsBesideALearntOne_AndTheSlowerOneCounts()
    {
        // 2 a second are configured; 20 went through at once, so that 19 are learnt.
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(2, 21, clock);
        for (var i = 0; i < 20; i++)
        {
            budget.Leave(await EnterAsync(budget), PermitOutcome.Served, null);
        }

        budget.Leave(await EnterAsync(budget), PermitOutcome.Refused, null);
        Assert.Equal(19, budget.State.LearntPerSecond!.Value, 9);
        clock.Advance(TimeSpan.FromSeconds(1));
        var crowd = Enumerable.Range(0, 4).Select(_ => budget.TakeAsync(Long, default).AsTask()).ToList();

        // Two were saved in the second of the rest; they go one behind the other at the learnt rate, and the rest at the configured one.
        clock.Advance(TimeSpan.FromMilliseconds(100));
        await crowd[0];
        await crowd[1];
        Assert.False(crowd[2].IsCompleted);
        Assert.Equal(400 + (2 * 500), budget.Wait.TotalMilliseconds, 3);
        clock.Advance(TimeSpan.FromMilliseconds(400));
        await crowd[2];
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await crowd[3];
    }

    [Fact]
    public async Task FewMayBeInFlight_BeforeAnythingIsKnown_AndTheNextGoesWhenOneIsBack()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        var inFlight = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnterAsync(budget)));
        var waiting = Enumerable.Range(0, 2).Select(_ => EnterAsync(budget)).ToList();
        var returning = budget.EnterAsync(Long, Long, isReturning: true, default).AsTask();
        Assert.Equal((4, 3), (budget.State.InFlight, budget.State.Waiting));
        Assert.Null(clock.NextDueIn);

        // Who was refused before goes first.
        budget.Leave(inFlight[0], PermitOutcome.Unknown, null);
        await returning;
        Assert.Equal((4, 2), (budget.State.InFlight, budget.State.Waiting));
        budget.Leave(inFlight[1], PermitOutcome.Served, null);
        await waiting[0];
        Assert.Equal((4, 1), (budget.State.InFlight, budget.State.Waiting));
        Assert.Equal(1, budget.ServedCount);
    }

    [Fact]
    public async Task Waiter_ThatIsCancelled_MakesRoomForTheNextAtOnce()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        using var cancellation = new CancellationTokenSource();
        var first = budget.TakeAsync(Long, cancellation.Token).AsTask();
        var second = budget.TakeAsync(Long, default).AsTask();
        Assert.Equal(Duration.FromSeconds(3), budget.Wait);

        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken);
        Assert.Equal(Duration.FromSeconds(2), budget.Wait);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await second);
        await Assert.ThrowsAsync<OperationCanceledException>(() => budget.TakeAsync(Long, cancellation.Token).AsTask());
        Assert.Equal(0, budget.State.Waiting);
        var free = new RateBudget(null, 1, clock);
        await Assert.ThrowsAsync<OperationCanceledException>(() => free.TakeAsync(Long, cancellation.Token).AsTask());
        Assert.Equal(0, free.State.InFlight);

        // Cancelled too late: it has gone.
        using var late = new CancellationTokenSource();
        var third = budget.TakeAsync(Long, late.Token).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1));
        await late.CancelAsync();
        Assert.Null(await third);
    }

    [Fact]
    public async Task CallsOneByOne_ProveNothingOfHowManyMayBeInFlight()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        for (var i = 0; i < 100; i++)
        {
            budget.Leave(await EnterAsync(budget), PermitOutcome.Served, null);
        }

        var crowd = Enumerable.Range(0, 6).Select(_ => EnterAsync(budget)).ToList();

        Assert.Equal((4, 2), (budget.State.InFlight, budget.State.Waiting));
        Assert.Equal(4, crowd.Count(static c => c.IsCompleted));
    }

    [Fact]
    public async Task LearntRate_DoesNotRiseInQuietTimes()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        budget.Leave(await EnterAsync(budget), PermitOutcome.Refused, null);
        var learnt = budget.State.LearntPerSecond;
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            budget.Leave(await EnterAsync(budget), PermitOutcome.Served, null);
        }

        Assert.Equal(learnt, budget.State.LearntPerSecond);
        Assert.Equal(0.95, learnt!.Value, 9);
    }

    [Fact]
    public async Task RestThatWasCut_IsTakenBackOnlyByWhatWasSentBehindTheRefusedOne()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        var (refused, beside) = (await EnterAsync(budget), await EnterAsync(budget));
        clock.Advance(TimeSpan.FromTicks(1));
        var behind = await EnterAsync(budget);

        budget.Leave(refused, PermitOutcome.Unknown, Duration.FromDays(3));
        budget.Leave(beside, PermitOutcome.Served, null);
        Assert.Equal(Duration.FromMinutes(5), budget.Wait);
        budget.Leave(behind, PermitOutcome.Served, null);
        Assert.Equal(Duration.Zero, budget.Wait);
    }

    // As long as it may last, and a tick more; asked for while the caller is there already, and before.
    [Theory]
    [InlineData(60, 100, 60, true)]
    [InlineData(60, 100, 61, false)]
    [InlineData(100, 60, 60, true)]
    [InlineData(100, 60, 61, false)]
    public async Task Rest_OfAsLongAsACallerMayRestAndWait_IsWaitedOut(int longestRest, int longest, int rest, bool isWaited)
    {
        var clock = new ManualTimeProvider();
        var until = Now(clock) + Duration.FromSeconds(rest);
        foreach (var isBefore in new[] { true, false })
        {
            var budget = new RateBudget(null, 1, clock);
            var inFlight = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnterAsync(budget)));
            if (isBefore)
            {
                budget.RestUntil(until);
            }

            var entering = budget.EnterAsync(Duration.FromSeconds(longestRest), Duration.FromSeconds(longest), isReturning: false, default).AsTask();
            if (!isBefore)
            {
                budget.RestUntil(until);
            }

            Assert.Equal(isWaited ? 1 : 0, budget.State.Waiting);
            if (!isWaited)
            {
                var permit = await entering;
                Assert.Equal((Duration.FromSeconds(rest), true), (permit.Refused, permit.IsByServer));
            }

            Assert.Equal(4, inFlight.Length);
        }
    }

    [Fact]
    public async Task Rest_OfSomeCallers_LeavesTheOthersInTheirOrder()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var impatient = new[] { 0, 2, 3 };
        var calls = Enumerable.Range(0, 5).Select(i => budget.TakeAsync(impatient.Contains(i) ? Duration.FromSeconds(20) : Long, default).AsTask()).ToList();

        budget.RestUntil(Now(clock) + Duration.FromSeconds(30));

        foreach (var i in impatient)
        {
            Assert.Equal(Duration.FromSeconds(30), await calls[i]);
        }

        Assert.Equal(2, budget.State.Waiting);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await calls[1]);
        Assert.False(calls[4].IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await calls[4]);
    }

    [Fact]
    public async Task RestThatAServerAsksFor_IsGrantedForFiveMinutes_AndAShorterOneBehindItChangesNothing()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        var (first, second, third) = (await EnterAsync(budget), await EnterAsync(budget), await EnterAsync(budget));

        budget.Leave(first, PermitOutcome.Unknown, Duration.FromSeconds(300));
        Assert.Equal(Duration.FromSeconds(300), budget.Wait);
        budget.Leave(second, PermitOutcome.Unknown, Duration.FromSeconds(20));
        Assert.Equal(Duration.FromSeconds(300), budget.Wait);

        // It asked for no more than it got: that another is served takes nothing back.
        clock.Advance(TimeSpan.FromSeconds(1));
        budget.Leave(third with { SentAt = third.SentAt + 1 }, PermitOutcome.Served, null);
        Assert.Equal(Duration.FromSeconds(299), budget.Wait);
        Assert.Null(budget.State.LearntPerSecond);
    }

    private static Instant Now(TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static Task<RatePermit> EnterAsync(RateBudget budget) => budget.EnterAsync(Long, Long, isReturning: false, default).AsTask();

    /// <summary>A clock whose one timer fires when the test says so: on a busy machine timers are late.</summary>
    private sealed class LateClock : TimeProvider
    {
        private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 12, 0);

        private readonly List<Timer> _timers = [];

        public Instant Now { get; private set; } = Start;

        public int Created => _timers.Count;

        /// <summary>In how many milliseconds the timer is due.</summary>
        public double? DueIn => _timers is [.., { DueAt: { } due }] ? (due - Now).TotalMilliseconds : null;

        public void FireAt(double milliseconds)
        {
            Now = Start + Duration.FromMilliseconds(milliseconds);
            _timers[^1].Fire();
        }

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add(new Timer(this, callback, state));
            return _timers[^1];
        }

        private sealed class Timer(LateClock clock, TimerCallback callback, object? state) : ITimer
        {
            public Instant? DueAt { get; private set; }

            public void Fire()
            {
                DueAt = null;
                callback(state);
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Now + Duration.FromTimeSpan(dueTime);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
