namespace Energy.Clients.Tests.Http;

/// <summary>The curve that the learnt rate follows, against its own arithmetic: the crowds (<see cref="CrowdTests"/>) show that it serves.</summary>
public class LearntRateTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void InFlight_GrowsWithWhatWasServedWhileSomebodyWaited_UntilTheFirstRefusal()
    {
        var rate = new LearntRate();
        Assert.Equal([true, true, true, true, false], Enumerable.Range(0, 5).Select(inFlight => rate.Admits(inFlight, waiting: 16)));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(inFlight => rate.Admits(inFlight, waiting: 17)));

        for (var i = 0; i < 100; i++)
        {
            rate.Served(Second, 0, isWaitedFor: false);
        }

        Assert.False(rate.Admits(4, 16));
        for (var i = 0; i < 54; i++)
        {
            rate.Served(Second, 0, isWaitedFor: true);
        }

        // A ninth of 54.
        Assert.True(rate.Admits(5, 17));
        Assert.False(rate.Admits(6, 0));

        rate.Refused(Second, Second);
        Assert.True(rate.Admits(1_000, 1_000));
    }

    // What went through in the second before the refusal is the first rate, less a twentieth; the rest lasts until that second is over.
    [Theory]
    [InlineData(10, 0.3, 0.7)]
    [InlineData(10, 0.95, 0.1)]
    [InlineData(40, 0, 1)]
    public void FirstRefusal_TakesWhatWentThroughInThisSecondForTheRate(int served, double secondsLater, double rest)
    {
        var rate = new LearntRate();
        Assert.Null(rate.PerSecond);
        Assert.Equal(0, rate.Interval);
        var from = 100 * Second;
        rate.Served(from - 1, 0, isWaitedFor: true);
        rate.Served(from, 0, isWaitedFor: true);
        from += Second;
        for (var i = 0; i < served; i++)
        {
            rate.Served(from, 0, isWaitedFor: true);
        }

        var now = from + (long)(secondsLater * Second);
        Assert.Equal((long)(rest * Second), rate.Refused(now, now));
        Assert.Equal(served * 0.95, rate.PerSecond!.Value, 9);
        Assert.Equal((long)(Second / (served * 0.95)), rate.Interval);
    }

    [Fact]
    public void FirstRefusal_BeforeAnythingWasServed_GuessesLow_AndTheRateDoublesWithEachSecondOfUse()
    {
        var rate = new LearntRate();

        Assert.Equal(Second / 4, rate.Refused(Second, Second));
        Assert.Equal(0.95, rate.PerSecond!.Value, 9);
        AssertGrows(rate, 0.95, 2, uses: 200);
    }

    [Theory]
    [InlineData(0.999, 0.95 * 7)]
    [InlineData(1, 0.95)]
    public void FirstRefusal_ForgetsWhatWasServedASecondAgo(double secondsLater, double rateThen)
    {
        var rate = new LearntRate();
        for (var i = 0; i < 7; i++)
        {
            rate.Served(Second, 0, isWaitedFor: true);
        }

        var now = Second + (long)(secondsLater * Second);
        rate.Refused(now, now);

        Assert.Equal(rateThen, rate.PerSecond!.Value, 9);
    }

    [Fact]
    public void FirstRate_GrowsBy15PercentWithEachSecondOfUse()
    {
        var rate = new LearntRate();
        for (var i = 0; i < 20; i++)
        {
            rate.Served(Second, 0, isWaitedFor: false);
        }

        rate.Refused(Second, Second);
        AssertGrows(rate, 19, 1.15, uses: 400);
    }

    [Fact]
    public void AnswersOfWhatWasUnderWayAtTheFirstRefusal_BelongToTheFirstRate()
    {
        var rate = new LearntRate();
        for (var i = 0; i < 10; i++)
        {
            rate.Served(Second, 0, isWaitedFor: false);
        }

        rate.Refused(Second, Second);
        rate.Served(Second + 7, Second, isWaitedFor: false);
        rate.Served(Second + 7, Second - 5, isWaitedFor: false);
        Assert.Equal(12 * 0.95, rate.PerSecond!.Value, 9);

        rate.Served(Second + 7, Second + 1, isWaitedFor: false);
        Assert.Equal(12 * 0.95, rate.PerSecond!.Value, 9);

        // Behind the second refusal the rate is known, and nothing is added to it.
        rate.Refused(Second + 2, Second + 8);
        var known = rate.PerSecond!.Value;
        rate.Served(Second + 9, Second, isWaitedFor: false);
        Assert.Equal(known, rate.PerSecond!.Value, 9);
    }

    [Fact]
    public void LaterRefusal_TakesATenthOff_AndTheRateComesBackAlongACubicCurve()
    {
        var rate = Known(out var before);
        Assert.Equal(before * 0.9, rate.PerSecond!.Value, 9);

        // Slow around the rate that was refused, ten seconds of use later, and fast behind it.
        var seconds = 0.0;
        foreach (var until in new[] { 5, 10, 15, 20, 30.0 })
        {
            while (seconds < until)
            {
                seconds += 1 / rate.PerSecond!.Value;
                rate.Used();
            }

            Assert.Equal(before * (1 + (0.1 * Math.Pow((seconds / 10) - 1, 3))), rate.PerSecond!.Value, 6);
        }
    }

    [Fact]
    public void Refusal_OfWhatWasSentBeforeTheRateWasChanged_SaysNothingNew()
    {
        var rate = Known(out _);
        var known = rate.PerSecond;

        Assert.Equal(0, rate.Refused(3 * Second, 9 * Second));
        Assert.Equal(0, rate.Refused(Second, 9 * Second));
        Assert.Equal(known, rate.PerSecond);
        Assert.NotEqual(0, rate.Refused((3 * Second) + 1, 9 * Second));
        Assert.Equal(known!.Value * 0.9, rate.PerSecond!.Value, 9);
    }

    // Two intervals, and between a quarter of a second and a second.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 0.42105263)]
    [InlineData(100, 0.25)]
    public void RestBehindALaterRefusal_IsTwoRequestsLong(int served, double seconds)
    {
        var rate = new LearntRate();
        for (var i = 0; i < served; i++)
        {
            rate.Served(Second, 0, isWaitedFor: false);
        }

        rate.Refused(Second, Second);

        Assert.Equal(seconds, rate.Refused(2 * Second, 2 * Second) / (double)Second, 5);
    }

    [Fact]
    public void Rate_StaysWithinItsBounds()
    {
        var least = new LearntRate();
        for (var i = 1; i < 60; i++)
        {
            least.Refused(i * Second, i * Second);
        }

        Assert.Equal(0.1, least.PerSecond);

        var most = new LearntRate();
        for (var i = 0; i < 1_100_000; i++)
        {
            most.Served(Second, 0, isWaitedFor: false);
        }

        most.Refused(Second, Second);
        Assert.Equal(1_000_000, most.PerSecond);
    }

    private static void AssertGrows(LearntRate rate, double first, double factor, int uses)
    {
        var seconds = 0.0;
        for (var i = 0; i < uses; i++)
        {
            seconds += 1 / rate.PerSecond!.Value;
            rate.Used();
            Assert.Equal(first * Math.Pow(factor, seconds), rate.PerSecond!.Value, 6);
        }
    }

    // Refused a second time, at the third second.
    private static LearntRate Known(out double before)
    {
        var rate = new LearntRate();
        for (var i = 0; i < 20; i++)
        {
            rate.Served(Second, 0, isWaitedFor: false);
        }

        rate.Refused(Second, Second);
        rate.Used();
        before = rate.PerSecond!.Value;
        rate.Refused(2 * Second, 3 * Second);
        return rate;
    }
}
