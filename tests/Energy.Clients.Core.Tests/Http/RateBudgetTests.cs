using Energy.Clients.Emulators;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Energy.Clients.Tests.Http;

public class RateBudgetTests
{
    private static readonly Duration Long = Duration.FromDays(1);

    [Fact]
    public async Task Take_AfterAQuietTime_LetsTheBurstThroughAndThenOneAPeriod()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(2, 3, clock);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Duration.Zero, budget.Wait);
            Assert.Null(await budget.TakeAsync(Duration.Zero, default));
        }

        Assert.Equal(Duration.FromMilliseconds(500), budget.Wait);
        Assert.Equal(Duration.FromMilliseconds(500), await budget.TakeAsync(Duration.FromMilliseconds(499), default));
        var waiting = budget.TakeAsync(Duration.FromMilliseconds(500), default);
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Take_Refused_TakesNoPermit()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Duration.FromSeconds(1), await budget.TakeAsync(Duration.Zero, default));
        }

        Assert.Equal(Duration.FromSeconds(1), budget.Wait);
    }

    [Theory]
    [InlineData(3 * 86_400, false, 0)]
    [InlineData(3 * 86_400, true, 300)]
    [InlineData(60, false, 60)]
    public async Task Rest_ThatWasCutToTheLongest_IsOverWhenALaterRequestIsServed(int asked, bool isServedFirst, int rest)
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(null, 1, clock);
        var first = await budget.EnterAsync(Long, Long, isReturning: false, default);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = await budget.EnterAsync(Long, Long, isReturning: false, default);
        var (refused, served) = isServedFirst ? (second, first) : (first, second);

        budget.Leave(refused, PermitOutcome.Refused, Duration.FromSeconds(asked));
        budget.Leave(served, PermitOutcome.Served, null);

        Assert.Equal(Duration.FromSeconds(rest), budget.Wait);
    }

    [Fact]
    public async Task Rest_HoldsEverybodyBack_EvenWithoutARate()
    {
        var clock = new ManualTimeProvider { AutoAdvance = true };
        var budget = new RateBudget(null, 1, clock);
        var start = Instant.FromDateTimeOffset(clock.GetUtcNow());
        Assert.Null(await budget.TakeAsync(Duration.Zero, default));

        budget.RestUntil(start + Duration.FromSeconds(30));
        budget.RestUntil(start + Duration.FromSeconds(10));

        Assert.Equal(Duration.FromSeconds(30), budget.Wait);
        Assert.Equal(Duration.FromSeconds(30), await budget.TakeAsync(Duration.FromSeconds(29), default));
        Assert.Null(await budget.TakeAsync(Duration.FromSeconds(30), default));
        Assert.Equal(start + Duration.FromSeconds(30), Instant.FromDateTimeOffset(clock.GetUtcNow()));
    }

    [Fact]
    public async Task Rest_OrderedWhileACallerWaits_HoldsForItToo()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = budget.TakeAsync(Long, default).AsTask();

        budget.RestUntil(Instant.FromDateTimeOffset(clock.GetUtcNow()) + Duration.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(1));
        await clock.WhenDelayedAsync();
        Assert.False(waiting.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Rest_OrderedWhileACallerWaits_ThatIsLongerThanItMayWait_IsRefused()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = budget.TakeAsync(Duration.FromSeconds(2), default).AsTask();

        budget.RestUntil(Instant.FromDateTimeOffset(clock.GetUtcNow()) + Duration.FromSeconds(5));

        Assert.Equal(Duration.FromSeconds(5), await waiting);
    }

    [Fact]
    public async Task Take_BehindARestOfManyDays_WaitsItOut()
    {
        var clock = new ManualTimeProvider { AutoAdvance = true };
        var budget = new RateBudget(null, 1, clock);
        budget.RestUntil(Instant.FromDateTimeOffset(clock.GetUtcNow()) + Duration.FromDays(100));

        Assert.Null(await budget.TakeAsync(Duration.FromDays(36_500), default).AsTask().WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(new DateTimeOffset(2024, 4, 10, 0, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
    }

    [Fact]
    public async Task Take_WithAPeriodBelowAMillisecond_DoesNotSpin()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(5_000, 1, clock);
        await budget.TakeAsync(Long, default);

        var waiting = budget.TakeAsync(Long, default).AsTask();
        await clock.WhenDelayedAsync();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Take_ByOneAfterAnother_IsServedInThatOrder()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        var waiting = Enumerable.Range(0, 5).Select(_ => budget.TakeAsync(Long, default).AsTask()).ToList();

        for (var served = 0; served < waiting.Count; served++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Same(waiting[served], await Task.WhenAny(waiting.Skip(served)));
        }
    }

    [Fact]
    public async Task Take_Cancelled_Stops()
    {
        var clock = new ManualTimeProvider();
        var budget = new RateBudget(1, 1, clock);
        await budget.TakeAsync(Long, default);
        using var cancellation = new CancellationTokenSource();
        var waiting = budget.TakeAsync(Long, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Take_AtAnyTimes_NeverExceedsRateAndBurst()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt Rate, PositiveInt Burst, NonNegativeInt[] Steps)>(), input =>
        {
            var rate = (input.Rate.Get % 20) + 1;
            var burst = (input.Burst.Get % 10) + 1;
            var clock = new ManualTimeProvider();
            var budget = new RateBudget(rate, burst, clock);
            var passed = new List<DateTimeOffset>();
            foreach (var step in input.Steps)
            {
                clock.Advance(TimeSpan.FromMilliseconds(step.Get % 300));
                if (budget.TakeAsync(Duration.Zero, default).AsTask().GetAwaiter().GetResult() is null)
                {
                    passed.Add(clock.GetUtcNow());
                }
            }

            for (var first = 0; first < passed.Count; first++)
            {
                for (var last = first; last < passed.Count; last++)
                {
                    Assert.True(last - first + 1 <= ((passed[last] - passed[first]).TotalSeconds * rate) + burst + 1e-6);
                }
            }
        });
        property.QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(-1.0, 1)]
    [InlineData(1.0, 0)]
    public void Budget_WithANumberOutOfRange_IsRefused(double rate, int burst) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateBudget(rate, burst, TimeProvider.System));
}
