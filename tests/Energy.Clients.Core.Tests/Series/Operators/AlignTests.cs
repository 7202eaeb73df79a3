using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class AlignTests
{
    private static ReadingSeries Paged(string name, SeriesInfo info, params Reading[] readings) =>
        new ReadingSource(readings, 2, 1) { Name = name }.Series(info with { Identity = name });

    [Fact]
    public async Task Align_OfOne_IsTheSeries() =>
        Assert.Equal(Quarters(1, null, 3), (await ReadingSeries.Align(Power3(1, null, 3)).ToListAsync()).Select(static r => new Reading(r.Start, r.End, r[0])));

    [Fact]
    public async Task Align_RowsOwnTheirValuesAndMissingStaysMissing()
    {
        static AlignedSeries Make() => ReadingSeries.Align(
            Paged("a", Power, Quarters(1, 2, null, 4)), Paged("b", Consumed, R(15, 30, 20), R(60, 75, 50)), Paged("c", Level));

        var rows = await ResumeLaw.AssertAsync(Make);

        Assert.Equal(
            [
                new AlignedRow(At(0), At(15), [1, null, null]), new AlignedRow(At(15), At(30), [2, 20, null]), new AlignedRow(At(30), At(45), [null, null, null]),
                new AlignedRow(At(45), At(60), [4, null, null]), new AlignedRow(At(60), At(75), [null, 50, null]),
            ],
            rows);
        Assert.Equal(["a", "b", "c"], Make().Series.Select(static s => s.Identity));
    }

    /// <summary>Rows are made by the block where all is level: longer than a block, over pages and batches of unlike lengths, with stretches that are not level between.</summary>
    [Fact]
    public async Task Align_OfManyLevelReadings_IsThatOfOneRowAtATimeAndResumesAnywhere()
    {
        Reading[] a = [.. Enumerable.Range(0, 300).Where(static i => i is not (150 or 151)).Select(static i => R(15 * i, 15 * (i + 1), i))];
        Reading[] b = [.. Enumerable.Range(0, 290).Where(static i => i != 210).Select(static i => R(15 * i, 15 * (i + 1), i % 7 == 3 ? null : -i))];
        ReadingSeries Of(string name, Reading[] readings, int page, int batch) => new ReadingSource(readings, page, batch) { Name = name }.Series(Power with { Identity = name });
        AlignedSeries Make() => ReadingSeries.Align(Of("a", a, 97, 97), Of("b", b, 150, 70), Of("c", a, int.MaxValue, int.MaxValue));

        var rows = await ResumeLaw.AssertAsync(Make, mostItems: 300);

        Assert.Equal(
            Enumerable.Range(0, 300).Select(i => new AlignedRow(
                At(15 * i), At(15 * (i + 1)),
                [a.FirstOrDefault(r => r.Start == At(15 * i)).Value, b.FirstOrDefault(r => r.Start == At(15 * i)).Value, a.FirstOrDefault(r => r.Start == At(15 * i)).Value])),
            rows);
        Assert.Equal(rows.Count, rows.Select(static r => r.Values).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(170)]
    public async Task Align_OfManyLevelReadings_CutAnywhere_ResumesFromTheFailure(int cut)
    {
        Reading[] readings = [.. Enumerable.Range(0, 200).Select(static i => R(15 * i, 15 * (i + 1), i))];
        var failing = new ReadingSource(readings, 120, 90) { Name = "b" };
        AlignedSeries Make() => ReadingSeries.Align(new ReadingSource(readings, 70, 70) { Name = "a" }.Series(Power), failing.Series(Power with { Identity = "b" }));

        var (_, before) = await ResumeLaw.AssertAfterFailureAsync(Make, () => failing.CutBefore = cut, () => failing.CutBefore = null);

        Assert.InRange(before, 0, cut);
    }

    [Fact]
    public async Task Align_BehindALevelStretch_StillSeesReadingsThatOverlap()
    {
        Reading[] bad = [.. Enumerable.Range(0, 100).Select(static i => R(15 * i, 15 * (i + 1), i)), R((15 * 100) - 5, (15 * 101) - 5, 1)];

        var failure =
            await Assert.ThrowsAsync<SeriesException>(async () =>
                await ReadingSeries.Align(Paged("a", Power, bad), new ReadingSource(bad) { Name = "b" }.Series(Power)).ToListAsync());

        Assert.Equal((bad[99], bad[100]), (failure.First, failure.Second!.Value));
    }

    [Fact]
    public async Task Align_TokenAskedForAfterTheWalkWasLeft_IsThatOfTheLastRow()
    {
        Reading[] readings = [.. Enumerable.Range(0, 200).Select(static i => R(15 * i, 15 * (i + 1), i))];
        AlignedSeries Make() => ReadingSeries.Align(new ReadingSource(readings) { Name = "a" }.Series(Power), new ReadingSource(readings) { Name = "b" }.Series(Power));
        Tracked<AlignedRow> last = default;
        await foreach (var row in Make().WithTokens())
        {
            last = row;
            if (row.Item.Start == At(15 * 30))
            {
                break;
            }
        }

        Assert.Equal(At(15 * 31), (await Make().StartingAt(last.GetToken()).FirstAsync()).Start);
    }

    [Fact]
    public async Task Align_UnlikeResolutions_AreRefusedRepeatedOrSplit()
    {
        static AlignedSeries Make(UnlikeResolutions unlike) =>
            ReadingSeries.Align(unlike, Paged("quarters", Power, Quarters(1, 2, 3, 4)), Paged("price", Level, R(0, 60, 0.3)), Paged("hours", Consumed, R(0, 60, 8)));

        var split = await ResumeLaw.AssertAsync(() => Make(UnlikeResolutions.Split));

        Assert.Equal(Enumerable.Range(0, 4).Select(static i => new AlignedRow(At(15 * i), At(15 * (i + 1)), [i + 1, 0.3, 2])), split);
        var failure = await Assert.ThrowsAsync<SeriesException>(async () => await Make(UnlikeResolutions.Refuse).ToListAsync());
        Assert.Equal((R(0, 60, 0.3), R(0, 15, 1)), (failure.First, failure.Second!.Value));
        Assert.Contains("Split", (await Assert.ThrowsAsync<SeriesException>(async () => await Make(UnlikeResolutions.Repeat).ToListAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(4, await ReadingSeries.Align(UnlikeResolutions.Repeat, Paged("quarters", Power, Quarters(1, 2, 3, 4)), Paged("price", Level, R(0, 60, 0.3))).CountAsync());
    }

    [Fact]
    public async Task Align_OtherPhases_AreCutAtEveryEdge()
    {
        var rows = await ResumeLaw.AssertAsync(() =>
            ReadingSeries.Align(UnlikeResolutions.Split, Paged("a", Consumed, R(0, 30, 3), R(30, 60, 6)), Paged("b", Consumed, R(10, 40, 3))));

        Assert.Equal([0, 10, 30, 40], rows.Select(static r => (r.Start - Midnight).TotalMinutes));
        Assert.Equal(new double?[] { 1, 2, 2, 4 }, rows.Select(static r => Math.Round(r[0]!.Value, 12)).Cast<double?>());
        Assert.Equal(new double?[] { null, 2, 1, null }, rows.Select(static r => r[1] is { } v ? (double?)Math.Round(v, 12) : null));
    }

    [Fact]
    public async Task Align_Instants_MeetWhereTheyAreEqual()
    {
        var rows = await ResumeLaw.AssertAsync(() => ReadingSeries.Align(Paged("a", Temperature, P(0, 1), P(10, 2)), Paged("b", Temperature, P(5, 3), P(10, 4))));

        Assert.Equal([new AlignedRow(At(0), At(0), [1, null]), new AlignedRow(At(5), At(5), [null, 3]), new AlignedRow(At(10), At(10), [2, 4])], rows);
    }

    [Fact]
    public async Task Align_AFailureOfAnySeries_ResumesAll()
    {
        for (var cut = 0; cut < 4; cut++)
        {
            var first = new ReadingSource(Quarters(1, 2, 3, 4), 2, 1) { Name = "first" };
            var second = new ReadingSource([R(0, 30, 5), R(30, 45, 6), R(45, 60, 7), R(60, 75, 8)], 3, 2) { Name = "second" };
            Paged<AlignedRow> Make() => ReadingSeries.Align(UnlikeResolutions.Repeat, first.Series(Power), second.Series(Power));

            await ResumeLaw.AssertAfterFailureAsync(Make, () => first.CutBefore = cut, () => first.CutBefore = null);
            await ResumeLaw.AssertAfterFailureAsync(Make, () => second.CutBefore = cut, () => second.CutBefore = null);
        }
    }

    [Fact]
    public async Task Sum_ConvertsUnitsAndTellsHowManySeriesItIsOf()
    {
        static SummedSeries Make(SumOptions options) =>
            ReadingSeries.Sum(options, Paged("a", Power, Quarters(1, 2, 3)), Paged("b", Power with { Unit = Unit.Watt }, Quarters(1000, null, 3000)),
                Paged("c", Power, R(30, 45, 1)));

        Assert.Equal(Quarters(null, null, 7), await ResumeLaw.AssertAsync(() => Make(new SumOptions())));
        Assert.Equal(Quarters(2, null, 7), await Make(new SumOptions { MinimumSeries = 2 }).ToListAsync());
        Assert.Equal(Quarters(2, 2, 7), await Make(new SumOptions { MinimumSeries = 1 }).ToListAsync());
        Assert.Equal([2, 1, 3], (await ResumeLaw.AssertAsync(() => Make(new SumOptions()).Parts)).Select(static p => p.Present));
        Assert.Equal("sum(a, b, c)", Make(new SumOptions()).Info.Identity);
    }

    [Fact]
    public async Task Sum_OfManySites_GoesOnThroughAResample()
    {
        ReadingSeries[] sites = [.. Enumerable.Range(0, 20).Select(static i => Paged("site" + i, Power, Quarters(i, i, i, i, 1, 1, 1, 1)))];

        var hours = await ResumeLaw.AssertAsync(() => ReadingSeries.Sum(sites).ToEnergy().Resample(Duration.FromHours(1)));

        Assert.Equal([R(0, 60, 190), R(60, 120, 20)], hours);
    }

    [Fact]
    public async Task Token_OfOtherSeries_IsRefusedAtTheCall()
    {
        var token = (await ReadingSeries.Align(Paged("a", Power, Quarters(1, 2)), Paged("b", Power, Quarters(1, 2))).WithTokens().FirstAsync()).GetToken();

        Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Paged("b", Power, Quarters(1, 2)), Paged("a", Power, Quarters(1, 2))).StartingAt(token));
        Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Paged("a", Power, Quarters(1, 2))).StartingAt(token));
    }

    [Fact]
    public void Align_OfNothingOrOfMixedKinds_IsRefusedAtTheCall()
    {
        Assert.Throws<ArgumentException>(() => ReadingSeries.Align());
        Assert.Throws<ArgumentException>(() => ReadingSeries.Sum(Power3(1), null!));
        Assert.Contains("Resample", Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Power3(1), SeriesOf(Temperature))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ReadingSeries.Sum(Power3(1), SeriesOf(Consumed)));
    }
}
