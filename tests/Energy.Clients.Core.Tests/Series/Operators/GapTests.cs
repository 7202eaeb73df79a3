using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class GapTests
{
    // 0–15 has a value, 15–30 none, 30–45 is not there, 45–60 has a value, 60–75 and 75–90 are not there, 90–105 has none.
    private static readonly Reading[] Holed = [R(0, 15, 1), R(15, 30, null), R(45, 60, 4), R(90, 105, null)];

    [Fact]
    public async Task Gaps_TellWhatIsMissingAndWhy()
    {
        var gaps = await ResumeLaw.AssertAsync(() => new ReadingSource(Holed, 2, 1).Series(Power).Gaps());

        Assert.Equal(
            [new Gap(At(15), At(30), GapReason.NoValue), new Gap(At(30), At(45), GapReason.NoReading), new Gap(At(60), At(90), GapReason.NoReading),
                new Gap(At(90), At(105), GapReason.NoValue)],
            gaps);
    }

    [Fact]
    public async Task Gaps_InARange_ReachItsEdges()
    {
        var gaps = await ResumeLaw.AssertAsync(() => new ReadingSource(Holed, 3, 2).Series(Power).Gaps(new Interval(At(-60), At(200))));

        Assert.Equal(
            [
                new Gap(At(-60), At(0), GapReason.NoReading), new Gap(At(15), At(30), GapReason.NoValue), new Gap(At(30), At(45), GapReason.NoReading),
                new Gap(At(60), At(90), GapReason.NoReading), new Gap(At(90), At(105), GapReason.NoValue), new Gap(At(105), At(200), GapReason.NoReading),
            ],
            gaps);
    }

    [Fact]
    public async Task Gaps_InARangeInside_AreCutAtItsEdgesAndReadNothingBehindIt()
    {
        var source = new ReadingSource(Holed, 1, 1);

        var gaps = await ResumeLaw.AssertAsync(() => source.Series(Power).Gaps(new Interval(At(20), At(50))));
        source.Opened.Clear();
        await source.Series(Power).Gaps(new Interval(At(20), At(50))).ToListAsync();

        Assert.Equal([new Gap(At(20), At(30), GapReason.NoValue), new Gap(At(30), At(45), GapReason.NoReading)], gaps);
        Assert.Equal([0, 1, 2], source.Opened);
    }

    [Fact]
    public async Task Gaps_OfNoReadings_AreTheWholeRange()
    {
        var range = new Interval(At(0), At(60));

        Assert.Equal([new Gap(At(0), At(60), GapReason.NoReading)], await ResumeLaw.AssertAsync(() => SeriesOf(Power).Gaps(range)));
        Assert.Empty(await SeriesOf(Power).Gaps().ToListAsync());
    }

    [Fact]
    public async Task Gaps_InARangeWithoutLength_AreNoneAndReadNothing()
    {
        var source = new ReadingSource(Holed, 1, 1);

        Assert.Empty(await source.Series(Power).Gaps(new Interval(At(20), At(20))).ToListAsync());
        Assert.Empty(source.Opened);
    }

    [Fact]
    public async Task Gaps_OfAWholeSeries_AreNone() => Assert.Empty(await Power3(1, 2, 3, 4, 5).Gaps().ToListAsync());

    [Fact]
    public async Task Gaps_ThatTouch_AreOne() =>
        Assert.Equal([new Gap(At(15), At(60), GapReason.NoValue)], await ResumeLaw.AssertAsync(() => Power3(1, null, null, null, 5).Gaps()));

    [Fact]
    public async Task Gaps_OfInstants_FollowTheResolution()
    {
        var info = Temperature with { Resolution = Duration.FromMinutes(10) };

        Assert.Equal([new Gap(At(20), At(35), GapReason.NoReading)], await SeriesOf(info, P(0, 1), P(10, 2), P(35, 3), P(40, 4)).Gaps().ToListAsync());
        Assert.Contains("Resolution", Assert.Throws<ArgumentException>(() => SeriesOf(Temperature).Gaps()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Power3(1).Gaps(new Interval(At(0), null)));
    }

    [Fact]
    public async Task Gaps_AfterAFailure_AreNeitherLostNorDoubled()
    {
        for (var cut = 0; cut < Holed.Length; cut++)
        {
            var source = new ReadingSource(Holed, 2, 1);
            await ResumeLaw.AssertAfterFailureAsync(() => source.Series(Power).Gaps(new Interval(At(-60), At(200))), () => source.CutBefore = cut, () => source.CutBefore = null);
        }
    }

    [Fact]
    public async Task FillGaps_Missing_PutsAReadingForEveryStep()
    {
        var filled = await ResumeLaw.AssertAsync(() => new ReadingSource(Holed, 2, 1).Series(Power).FillGaps(FillGap.Missing));

        Assert.Equal([R(0, 15, 1), R(15, 30, null), R(30, 45, null), R(45, 60, 4), R(60, 75, null), R(75, 90, null), R(90, 105, null)], filled);
    }

    [Fact]
    public async Task FillGaps_Previous_HoldsTheValue()
    {
        var filled = await ResumeLaw.AssertAsync(() => new ReadingSource(Holed, 2, 1).Series(Power).FillGaps(FillGap.Previous));

        // Nothing stands behind the last gap, so it stays missing.
        Assert.Equal([R(0, 15, 1), R(15, 30, 1), R(30, 45, 1), R(45, 60, 4), R(60, 75, null), R(75, 90, null), R(90, 105, null)], filled);
    }

    [Fact]
    public async Task FillGaps_Linear_GoesFromMiddleToMiddle()
    {
        // From 1 at minute 7.5 to 4 at minute 52.5: 2 at 22.5, 3 at 37.5.
        var filled = await ResumeLaw.AssertAsync(() => new ReadingSource(Holed, 2, 1).Series(Power).FillGaps(FillGap.Linear));

        Assert.Equal([1, 2, 3, 4], filled.Take(4).Select(static r => Math.Round(r.Value!.Value, 12)));
        Assert.All(filled.Skip(4), static r => Assert.Null(r.Value));
    }

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, 1.0)]
    public async Task FillGaps_LongerThanAllowed_StayMissing(int longest, double? value)
    {
        var filled = await SeriesOf(Power, Holed).FillGaps(FillGap.Previous.UpTo(Duration.FromMinutes(longest))).ToListAsync();

        Assert.Equal(value, filled[1].Value);
        Assert.Equal(7, filled.Count);
    }

    [Fact]
    public async Task FillGaps_OfInstants_PutsReadingsAtInstants()
    {
        var info = Temperature with { Resolution = Duration.FromMinutes(10) };

        var filled = await ResumeLaw.AssertAsync(() => new ReadingSource([P(0, 1), P(10, null), P(40, 5), P(50, null)], 2, 1).Series(info).FillGaps(FillGap.Linear));

        Assert.Equal([P(0, 1), P(10, 2), P(20, 3), P(30, 4), P(40, 5), P(50, null)], filled);
    }

    // Counted from the end of the reading before the gap, which is no multiple of the step; the last piece is what is left.
    [Theory]
    [InlineData(10, new[] { 15, 25, 35, 45 })]
    [InlineData(20, new[] { 15, 35, 45 })]
    [InlineData(60, new[] { 15, 45 })]
    public async Task FillGaps_InStepsOfAnotherLength_CutsFromTheEndOfTheReadingBefore(int minutes, int[] edges)
    {
        var step = TimeStep.Of(Duration.FromMinutes(minutes));

        var filled = await ResumeLaw.AssertAsync(() => new ReadingSource([R(0, 15, 1), R(45, 60, 4)], 1, 1).Series(Power).FillGaps(FillGap.Missing, step));

        Assert.Equal([R(0, 15, 1), .. edges.Zip(edges.Skip(1), static (start, end) => R(start, end, null)), R(45, 60, 4)], filled);
    }

    [Fact]
    public async Task FillGaps_EnergyAlongALine_InterpolatesTheRate()
    {
        // 1 kWh in a quarter and 3 kWh in a quarter: 2 kWh in the quarter between.
        var filled = await SeriesOf(Consumed, R(0, 15, 1), R(30, 45, 3)).FillGaps(FillGap.Linear).ToListAsync();

        Assert.Equal(2, filled[1].Value!.Value, 12);
    }

    [Fact]
    public async Task FillGaps_AfterAFailure_AreNeitherLostNorDoubled()
    {
        foreach (var how in new[] { FillGap.Missing, FillGap.Previous, FillGap.Linear })
        {
            for (var cut = 0; cut < Holed.Length; cut++)
            {
                var source = new ReadingSource(Holed, 3, 2);
                await ResumeLaw.AssertAfterFailureAsync(() => source.Series(Power).FillGaps(how), () => source.CutBefore = cut, () => source.CutBefore = null);
            }
        }
    }

    [Fact]
    public void FillGaps_ThatMakesNoSense_IsRefusedAtTheCall()
    {
        Assert.Contains("is energy", Assert.Throws<ArgumentException>(() => SeriesOf(Consumed).FillGaps(FillGap.Previous)).Message, StringComparison.Ordinal);
        Assert.Contains("is a counter", Assert.Throws<ArgumentException>(() => SeriesOf(Counter).FillGaps(FillGap.Previous, TimeStep.Of(Duration.FromHours(1)))).Message,
            StringComparison.Ordinal);
        Assert.Contains("step", Assert.Throws<ArgumentException>(() => SeriesOf(Temperature).FillGaps(FillGap.Linear)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FillGaps_OfAHundredYears_CanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        var filled = SeriesOf(Power, R(0, 15, 1), R(60 * 24 * 36525, (60 * 24 * 36525) + 15, 2)).FillGaps(FillGap.Missing);
        var count = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in filled.WithCancellation(stop.Token))
            {
                if (++count == 1000)
                {
                    await stop.CancelAsync();
                }
            }
        });
        Assert.Equal(1000, count);
    }
}
