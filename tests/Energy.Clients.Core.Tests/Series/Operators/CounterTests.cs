using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class CounterTests
{
    private static readonly Reading[] Readings = [P(0, null), P(15, 990), P(30, null), P(45, 998), P(60, 3), P(75, 1), P(90, 5)];

    [Fact]
    public async Task Difference_PassesOverMissingAndTellsRollOverFromReset()
    {
        // 998 to 3 of 1000 is 5; 3 to 1 would be 998, so it is a reset.
        var result = await ResumeLaw.AssertAsync(() => new ReadingSource(Readings, 2, 1).Series(Counter).Difference(new CounterOptions { RollsOverAt = 1000 }));

        Assert.Equal([R(15, 45, 8), R(45, 60, 5), R(60, 75, null), R(75, 90, 4)], result);
    }

    [Theory]
    [InlineData(CounterReset.Missing, null)]
    [InlineData(CounterReset.FromZero, 3.0)]
    public async Task Difference_WithoutRollOver_TakesAFallAsReset(CounterReset reset, double? value) =>
        Assert.Equal(value, (await SeriesOf(Counter, Readings).Difference(new CounterOptions { Reset = reset }).ToListAsync())[1].Value);

    // 998 to 3 of 1000 is 5, which is exactly what can pass; of 10, half of it is.
    [Theory]
    [InlineData(1000.0, 5.0, 998, 3, 5.0)]
    [InlineData(1000.0, 4.9, 998, 3, null)]
    [InlineData(10.0, null, 6, 1, 5.0)]
    [InlineData(10.0, null, 6, 1.5, null)]
    [InlineData(10.0, 0.0, 10, 0, 0.0)]
    [InlineData(null, null, 5, 5, 0.0)]
    public async Task Difference_IsTakenForARollOver_UpToWhatCanPass(double? rollsOverAt, double? most, double before, double now, double? passed)
    {
        var options = new CounterOptions { RollsOverAt = rollsOverAt, MaxBetweenReadings = most };

        Assert.Equal([R(0, 15, passed)], await SeriesOf(Counter, P(0, before), P(15, now)).Difference(options).ToListAsync());
    }

    [Fact]
    public async Task CounterOperators_AfterAFailure_LoseAndDoubleNothing()
    {
        for (var cut = 0; cut < Readings.Length; cut++)
        {
            var (counter, amounts) = (new ReadingSource(Readings, 3, 2), new ReadingSource(Quarters(1, 2, null, 4, 5, 6, 7), 3, 2));
            await ResumeLaw.AssertAfterFailureAsync(() => counter.Series(Counter).Difference(), () => counter.CutBefore = cut, () => counter.CutBefore = null);
            await ResumeLaw.AssertAfterFailureAsync(() => amounts.Series(Consumed).Integrate(7), () => amounts.CutBefore = cut, () => amounts.CutBefore = null);
        }
    }

    [Fact]
    public async Task Difference_MoreThanCanPass_IsAReset() =>
        Assert.Null((await SeriesOf(Counter, Readings).Difference(new CounterOptions { RollsOverAt = 1000, MaxBetweenReadings = 4 }).ToListAsync())[1].Value);

    [Fact]
    public async Task Difference_ResetRefused_ShowsTheTwoReadings()
    {
        var failure =
            await Assert.ThrowsAsync<SeriesException>(async () => await SeriesOf(Counter, Readings).Difference(new CounterOptions { Reset = CounterReset.Refuse }).ToListAsync());

        Assert.Equal((P(45, 998), P(60, 3)), (failure.First, failure.Second));
    }

    [Fact]
    public async Task Integrate_IsTheCounterOfTheAmounts()
    {
        var counter = await ResumeLaw.AssertAsync(() => new ReadingSource(Quarters(1, 2, 3), 2, 1).Series(Consumed).Integrate(100));

        Assert.Equal([P(0, 100), P(15, 101), P(30, 103), P(45, 106)], counter);
        Assert.Equal(Quarters(1, 2, 3), await SeriesOf(Consumed, Quarters(1, 2, 3)).Integrate(100).Difference().ToListAsync());
    }

    [Fact]
    public async Task Integrate_MissingOrGap_IsMissingFromThereOnUnlessTold()
    {
        Reading[] readings = [R(0, 15, 1), R(15, 30, null), R(30, 45, 3)];
        Reading[] holed = [R(0, 15, 1), R(30, 45, 3)];
        Reading[] twice = [R(0, 15, 1), R(15, 30, null), R(30, 45, null), R(45, 60, 4)];

        Assert.Equal([P(0, 0), P(15, 1), P(30, null), P(45, null)], await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 2, 1).Series(Consumed).Integrate()));
        Assert.Equal([P(0, 0), P(15, 1), P(30, 1), P(45, 4)], await ResumeLaw.AssertAsync(() => new ReadingSource(readings, 2, 1).Series(Consumed).Integrate(skipMissing: true)));
        Assert.Equal([P(0, 0), P(15, 1), P(30, null), P(45, null), P(60, null)], await SeriesOf(Consumed, twice).Integrate().ToListAsync());
        Assert.Equal([P(0, 0), P(15, 1), P(45, null)], await ResumeLaw.AssertAsync(() => new ReadingSource(holed, 2, 1).Series(Consumed).Integrate()));
    }

    [Fact]
    public void CounterOperators_OfOtherMeasures_AreRefusedAtTheCall()
    {
        Assert.Throws<ArgumentException>(() => SeriesOf(Power).Difference());
        Assert.DoesNotContain("ToEnergy", Assert.Throws<ArgumentException>(() => SeriesOf(Level).Integrate()).Message, StringComparison.Ordinal);
        Assert.Contains("ToEnergy", Assert.Throws<ArgumentException>(() => SeriesOf(Power).Integrate()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SeriesOf(Counter).Difference(new CounterOptions { RollsOverAt = 0 }));
    }
}
