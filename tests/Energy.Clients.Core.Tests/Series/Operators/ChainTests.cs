using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

/// <summary>Two operators on one another, small enough to be walked in every way: places, pages, cancellation.</summary>
public sealed class ChainTests
{
    private static readonly Reading[] Ten = Quarters(0, 1, null, 3, 4, 5, null, 7, 8, 9);

    // Each kind of step below and above each other kind: one that gives a result for each item, one that leaves out, one that goes back, one that gives more than it takes.
    private static readonly (string Name, Func<ReadingSeries, ReadingSeries> Apply)[] Steps =
    [
        ("map", static s => s * 2),
        ("skip", static s => s.SkipMissing()),
        ("take", static s => s.Take(6)),
        ("between", static s => s.Between(At(15), At(120))),
        ("fill", static s => s.FillGaps(FillGap.Linear, TimeStep.Of(Duration.FromMinutes(15)))),
        ("last", static s => s.Deduplicate(KeepDuplicate.Last)),
        ("resample", static s => s.Resample(Duration.FromMinutes(30), new ResampleOptions { Coverage = Coverage.Any }).WithInfo(Power)),
        ("energy", static s => s.ToEnergy().ToPower()),
    ];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (first, _) in Steps)
            {
                foreach (var (second, _) in Steps)
                {
                    pairs.Add(first, second);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Resume_BehindAnyResultOfTwo_YieldsExactlyTheRest(string first, string second)
    {
        foreach (var (page, batch) in new[] { (2, 1), (4, 3), (100, 100) })
        {
            var all = await ResumeLaw.AssertAsync(() => Chain(new ReadingSource(Ten, page, batch), first, second));
            Assert.Equal(await Chain(new ReadingSource(Ten), first, second).ToListAsync(), all);
        }

        foreach (var cut in new[] { 3, 5 })
        {
            var source = new ReadingSource(Ten, 4, 3);
            if (first is "take" or "between" && cut == 5 && second == "take")
            {
                continue;
            }

            await ResumeLaw.AssertAfterFailureAsync(() => Chain(source, first, second), () => source.CutBefore = cut, () => source.CutBefore = null);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Token_OfAResultThatWasPassed_IsRefused(string first, string second)
    {
        var list = await Chain(new ReadingSource(Ten, 4, 3), first, second).WithTokens().ToListAsync();

        Assert.All(list.SkipLast(1), static passed => Assert.Throws<InvalidOperationException>(() => passed.GetToken()));
        Assert.NotNull(list[^1].GetToken());
    }

    [Theory]
    [InlineData("map")]
    [InlineData("skip")]
    [InlineData("fill")]
    [InlineData("energy")]
    public async Task Token_OfAResultOfOneOperatorThatWasPassed_IsRefused(string name)
    {
        var list = await Apply(name, new ReadingSource(Ten, 4, 3).Series(Power)).WithTokens().ToListAsync();

        Assert.All(list.SkipLast(1), static passed => Assert.Throws<InvalidOperationException>(() => passed.GetToken()));
        Assert.NotNull(list[^1].GetToken());
    }

    [Fact]
    public async Task Token_OfAResultOfTwoSeriesThatWasPassed_IsRefused()
    {
        var list = await (new ReadingSource(Ten).Series(Power) / new ReadingSource(Ten).Series(Power)).WithTokens().ToListAsync();

        Assert.Equal(10, list.Count);
        Assert.All(list.SkipLast(1), static passed => Assert.Throws<InvalidOperationException>(() => passed.GetToken()));
        Assert.NotNull(list[^1].GetToken());
    }

    // Four readings a page: the third and the seventh have no value.
    [Fact]
    public async Task Pages_OfAnOperator_AreWhatThoseOfItsSourceGive()
    {
        var pages = await new ReadingSource(Ten, 4, 3).Series(Power).SkipMissing().AsPages().ToListAsync();
        var mapped = await (new ReadingSource(Ten, 4, 3).Series(Power) * 2).AsPages().ToListAsync();

        Assert.Equal([[0, 1, 3], [4, 5, 7], [8, 9]], pages.Select(static p => p.Items.Select(static r => r.Value).ToArray()));
        Assert.Equal([[0, 2, null, 6], [8, 10, null, 14], [16, 18]], mapped.Select(static p => p.Items.Select(static r => r.Value).ToArray()));
        Assert.Equal([true, true, false], pages.Select(static p => p.Next is not null));
    }

    [Theory]
    [InlineData("map")]
    [InlineData("skip")]
    [InlineData("fill")]
    [InlineData("resample")]
    public async Task Cancellation_InTheMiddleOfABatch_StopsBehindTheResult(string name)
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Apply(name, new ReadingSource(Ten).Series(Power)).WithCancellation(stop.Token))
            {
                taken++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, taken);
        Assert.Equal(stop.Token, failure.CancellationToken);
    }

    [Theory]
    [InlineData("map")]
    [InlineData("skip")]
    public async Task Cancellation_BeforeTheFirstResult_AsksForNothing(string name)
    {
        var source = new ReadingSource(Ten);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await Apply(name, source.Series(Power)).ToListAsync(stop.Token));

        Assert.Empty(source.Opened);
    }

    [Fact]
    public async Task Chain_FromAPlaceOfNoPage_GivesNothing()
    {
        var series = SeriesOf(Power, Ten).SkipMissing();
        var nowhere = PageToken.At(series.Source.Identity, ":0:0|-");

        Assert.Empty(await series.StartingAt(nowhere).ToListAsync());
        Assert.Empty((await series.AsPages(nowhere).ToListAsync()).SelectMany(static p => p.Items));
        Assert.Equal(0, await series.Source.CountRequestsAsync(nowhere, default));
    }

    private static ReadingSeries Apply(string name, ReadingSeries series) => Steps.Single(s => s.Name == name).Apply(series);

    private static ReadingSeries Chain(ReadingSource source, string first, string second) => Apply(second, Apply(first, source.Series(Power)));
}
