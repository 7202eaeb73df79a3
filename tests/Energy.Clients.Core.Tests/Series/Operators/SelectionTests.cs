using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class SelectionTests
{
    private static readonly Reading[] Ten = Quarters(0, 1, null, 3, 4, 5, null, 7, 8, 9);

    [Fact]
    public async Task Where_KeepsInfoAndTokens()
    {
        var result = await ResumeLaw.AssertAsync(() => new ReadingSource(Ten, 4, 3).Series(Power).Where(static r => r.Value is > 3));

        Assert.Equal(new double?[] { 4, 5, 7, 8, 9 }, result.Select(static r => r.Value));
        Assert.Same(Power, SeriesOf(Power, Ten).Where(static _ => true).Info);
    }

    [Fact]
    public async Task SkipMissing_LeavesOutWhatHasNoValue() =>
        Assert.Equal(new double?[] { 0, 1, 3, 4, 5, 7, 8, 9 },
            (await ResumeLaw.AssertAsync(() => new ReadingSource(Ten, 3, 2).Series(Power).SkipMissing())).Select(static r => r.Value));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    public async Task Take_GivesAsManyAndTokensCountOn(int count, int expected) =>
        Assert.Equal(Ten[..expected], await ResumeLaw.AssertAsync(() => new ReadingSource(Ten, 4, 3).Series(Power).Take(count)));

    [Fact]
    public async Task Take_AsksForNoPageMoreThanItNeeds()
    {
        var source = new ReadingSource(Ten, 4, 3);

        await source.Series(Power).Take(4).ToListAsync();

        Assert.Equal([0], source.Opened);
    }

    [Fact]
    public async Task Take_TokenBehindTheLast_AsksForNothing()
    {
        var source = new ReadingSource(Ten, 4, 3);
        PageToken? token = null;
        await foreach (var tracked in source.Series(Power).Take(4).WithTokens())
        {
            token = tracked.GetToken();
        }

        source.Opened.Clear();

        Assert.Empty(await source.Series(Power).Take(4).StartingAt(token!).ToListAsync());
        Assert.Empty(source.Opened);
    }

    [Fact]
    public async Task Between_ChoosesByStartAndStopsReadingBehindTheRange()
    {
        var source = new ReadingSource(Ten, 4, 2);

        var result = await ResumeLaw.AssertAsync(() => source.Series(Power).Between(At(20), At(60)));
        source.Opened.Clear();
        await source.Series(Power).Between(At(20), At(60)).ToListAsync();

        Assert.Equal(Ten[2..4], result);
        Assert.Equal([0, 1], source.Opened);
    }

    [Fact]
    public async Task Between_OpenEnds_AreOpen()
    {
        Assert.Equal(Ten[2..], await SeriesOf(Power, Ten).Between(new Interval(At(30), null)).ToListAsync());
        Assert.Equal(Ten[..2], await SeriesOf(Power, Ten).Between(new Interval(null, At(30))).ToListAsync());
    }

    [Fact]
    public async Task Chain_ErrorInTheMiddle_ResumesWithExactlyTheRest()
    {
        var source = new ReadingSource(Ten, 4, 3);
        await ResumeLaw.AssertAfterFailureAsync(
            () => source.Series(Power).Where(static r => r.Value != 1).SkipMissing().Take(5),
            () => source.CutBefore = 5,
            () => source.CutBefore = null);
    }

    [Fact]
    public async Task Chain_TokenOfAnotherChain_IsRefusedAtTheCall()
    {
        var source = new ReadingSource(Ten, 4, 3);
        var token = (await source.Series(Power).SkipMissing().Take(5).WithTokens().FirstAsync()).GetToken();

        Assert.Contains("another chain", Assert.Throws<ArgumentException>(() => source.Series(Power).SkipMissing().Take(6).StartingAt(token)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => source.Series(Power).Take(5).SkipMissing().StartingAt(token));
        Assert.Throws<ArgumentException>(() => source.Series(Power).StartingAt(token));
        Assert.Throws<ArgumentException>(() => new ReadingSource(Ten) { Name = "other" }.Series(Power).SkipMissing().Take(5).AsPages(token));
    }

    [Fact]
    public void Chain_TokenThatWasChanged_IsRefusedAtTheCall()
    {
        var series = SeriesOf(Power, Ten).SkipMissing();

        foreach (var position in new[] { "", "x", "::", "::0|", ":0:0|0", ":0:0|0.0", "99999999999999999999999999999999999999:0:0|0.0.0", ":0:0|0.0.nonsense" })
        {
            Assert.NotNull(Record.Exception(() => { series.StartingAt(PageToken.At(series.Source.Identity, position)); }) as ArgumentException);
        }
    }

    [Fact]
    public async Task Series_OfNothing_GivesNothingAndResumesFromNowhere()
    {
        static Paged<Reading> Make() => new ReadingSource([]).Series(Power).SkipMissing().Take(3);

        Assert.Empty(await ResumeLaw.AssertAsync(Make));
    }

    [Theory]
    [InlineData(15, 30, "comes before")]
    [InlineData(30, 45, "same start")]
    [InlineData(40, 55, "overlaps")]
    public async Task AnyOperator_ReadingsOutOfOrder_ShowsBoth(double start, double end, string what)
    {
        Reading[] readings = [R(30, 45, 1.5), R(start, end, 2)];

        var failure = await Assert.ThrowsAsync<SeriesException>(async () => await SeriesOf(Power, readings).Where(static _ => true).ToListAsync());

        Assert.Equal((readings[0], readings[1]), (failure.First, failure.Second));
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains("2024-03-01T00:30:00Z to 2024-03-01T00:45:00Z (1.5)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("test:/power", failure.Message, StringComparison.Ordinal);
    }

    // The second stands before the first, in the same batch and in the next.
    [Theory]
    [InlineData("difference")]
    [InlineData("integrate")]
    [InlineData("gaps")]
    [InlineData("fill")]
    [InlineData("resample")]
    [InlineData("sum")]
    [InlineData("to energy")]
    [InlineData("deduplicate")]
    public async Task EachOperator_ReadingsOutOfOrder_ShowsBoth(string name)
    {
        var info = name switch
        {
            "difference" => Counter,
            "integrate" => Consumed,
            _ => Power,
        };
        Reading[] readings = name == "difference" ? [P(0, 1), P(30, 2), P(15, 3)] : [R(0, 15, 1), R(30, 45, 2), R(15, 30, 3)];
        foreach (var batch in new[] { 1, 3 })
        {
            var series = new ReadingSource(readings, 3, batch).Series(info);

            var failure = await Assert.ThrowsAsync<SeriesException>(async () => _ = name switch
            {
                "difference" => await series.Difference().CountAsync(),
                "integrate" => await series.Integrate().CountAsync(),
                "gaps" => await series.Gaps().CountAsync(),
                "fill" => await series.FillGaps(FillGap.Missing).CountAsync(),
                "resample" => await series.Resample(Duration.FromHours(1)).CountAsync(),
                "sum" => await ReadingSeries.Sum(series, SeriesOf(info, readings[..2])).CountAsync(),
                "to energy" => await series.ToEnergy().CountAsync(),
                _ => await series.Deduplicate(KeepDuplicate.Last).CountAsync(),
            });

            Assert.Equal((readings[1], readings[2]), (failure.First, failure.Second));
        }
    }

    [Fact]
    public async Task Chain_Cancelled_StopsPlainly()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var reading in SeriesOf(Power, Ten).SkipMissing().Take(100).WithCancellation(stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task WithInfo_OnASeries_KeepsItsTokens()
    {
        var source = new ReadingSource(Ten, 4, 3);
        var token = (await source.Series(Power).WithTokens().FirstAsync()).GetToken();

        var told = source.Series(Power).WithInfo(Power with { Unit = Unit.Megawatt }).StartingAt(token);

        Assert.Equal(Unit.Megawatt, told.Info.Unit);
        Assert.Equal(Ten[1..], await told.ToListAsync());
    }
}
