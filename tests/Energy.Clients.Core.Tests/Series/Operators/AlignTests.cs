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

    // One row at a time, and by the block, of which the bad one would be the last.
    [Theory]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task Align_BehindALevelStretch_StillSeesReadingsThatOverlap(int page)
    {
        Reading[] bad = [.. Enumerable.Range(0, 100).Select(static i => R(15 * i, 15 * (i + 1), i)), R((15 * 100) - 5, (15 * 101) - 5, 1)];

        var failure = await Assert.ThrowsAsync<SeriesException>(async () =>
            await ReadingSeries.Align(new ReadingSource(bad, page, page) { Name = "a" }.Series(Power), new ReadingSource(bad) { Name = "b" }.Series(Power)).ToListAsync());

        Assert.Equal((bad[99], bad[100]), (failure.First, failure.Second!.Value));
    }

    [Fact]
    public async Task Align_InstantsThatComeTwice_AreSeenInBothAlike()
    {
        Reading[] twice = [P(0, 1), P(5, 2), P(5, 3)];

        var failure = await Assert.ThrowsAsync<SeriesException>(async () =>
            await ReadingSeries.Align(SeriesOf(Temperature, twice), new ReadingSource(twice) { Name = "b" }.Series(Temperature)).ToListAsync());

        Assert.Equal((twice[1], twice[2]), (failure.First, failure.Second!.Value));
    }

    // What is left of the hour stands before the quarters that are level again.
    [Fact]
    public async Task Align_TheRestOfAReading_ComesBeforeALevelStretch()
    {
        var rows = await ReadingSeries.Align(
            UnlikeResolutions.Split, SeriesOf(Consumed, R(0, 60, 4), R(60, 75, 1), R(75, 90, 2)), SeriesOf(Consumed, R(0, 15, 5), R(60, 75, 6), R(75, 90, 7))).ToListAsync();

        Assert.Equal(
            [new AlignedRow(At(0), At(15), [1, 5]), new AlignedRow(At(15), At(60), [3, null]), new AlignedRow(At(60), At(75), [1, 6]), new AlignedRow(At(75), At(90), [2, 7])],
            rows);
    }

    // The reading that is refused, and the one whose edge cuts it: its start, or its end.
    [Fact]
    public async Task Align_UnlikeResolutions_ShowsTheReadingThatCuts()
    {
        static async Task<(Reading, Reading?)> Refused(UnlikeResolutions unlike, params ReadingSeries[] series)
        {
            var failure = await Assert.ThrowsAsync<SeriesException>(async () => await ReadingSeries.Align(unlike, series).ToListAsync());
            Assert.Contains(" beside ", failure.Message, StringComparison.Ordinal);
            return (failure.First, failure.Second);
        }

        var (hour, later, quarter) = (SeriesOf(Power, R(0, 60, 1)), SeriesOf(Power, R(200, 215, 3)), SeriesOf(Power, R(0, 15, 2)));
        Assert.Equal((R(0, 60, 1), R(0, 15, 2)), await Refused(UnlikeResolutions.Refuse, hour, later, quarter));
        Assert.Equal((R(0, 30, 1), R(10, 60, 2)), await Refused(UnlikeResolutions.Refuse, SeriesOf(Power, R(0, 30, 1)), SeriesOf(Power, R(10, 60, 2))));
        Assert.Equal((R(10, 60, 2), R(0, 30, 1)), await Refused(UnlikeResolutions.RepeatLevels, SeriesOf(Level, R(0, 30, 1)), SeriesOf(Consumed, R(10, 60, 2))));
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
        Assert.Contains(" beside the reading 2024-03-01T00:00:00Z to 2024-03-01T00:15:00Z (1) of quarters.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose UnlikeResolutions.Repeat.", failure.Message, StringComparison.Ordinal);
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
        var half = SeriesOf(Power, Quarters(1, null, 2));
        Assert.Equal(Quarters(2, null, 4), await ReadingSeries.Sum(new SumOptions { MinimumSeries = 0 }, half, half).ToListAsync());
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

    // Rows 0 and 1 are of the first page of the one, row 2 ends that of the other, row 3 the second of the one.
    [Fact]
    public async Task Pages_OfRows_EndWhereThoseOfAnySeriesDo()
    {
        var rows = ReadingSeries.Align(
            new ReadingSource(Quarters(0, 1, 2, 3, 4, 5), 2, 2) { Name = "two" }.Series(Power),
            new ReadingSource(Quarters(0, 1, 2, 3, 4, 5), 3, 3) { Name = "three" }.Series(Power));

        var pages = await rows.AsPages().ToListAsync();

        Assert.Equal([[0, 1], [2], [3], [4, 5]], pages.Select(static p => p.Items.Select(static r => r[0]).ToArray()));
        Assert.Equal([true, true, true, false], pages.Select(static p => p.Next is not null));
    }

    // Rows that lie side by side are made by the block; of the others the first leaves both readings in part to come, so that no series is asked for the next.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Align_Cancelled_StopsBehindTheRow(bool isLevel)
    {
        Reading[] one = [R(0, 60, 1), R(60, 120, 2)];
        Reading[] other = isLevel ? one : [R(30, 90, 1), R(90, 150, 2)];
        using var stop = new CancellationTokenSource();
        var taken = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in ReadingSeries.Align(UnlikeResolutions.Split, SeriesOf(Power, one), SeriesOf(Power, other)).WithCancellation(stop.Token))
            {
                taken++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, taken);
    }

    // Two series side by side but for the hole in one: the places behind and before each row of a block, and of the rows one at a time behind it.
    [Theory]
    [InlineData("none")]
    [InlineData("skip")]
    [InlineData("fill")]
    [InlineData("last")]
    [InlineData("resample")]
    [InlineData("integrate")]
    [InlineData("join")]
    public async Task Minus_OfLevelStretches_UnderAnOperator_ResumesAnywhere(string name)
    {
        Reading[] left = [.. Enumerable.Range(0, 80).Where(static i => i != 70).Select(static i => R(15 * i, 15 * (i + 1), i))];
        Reading[] right = [.. Enumerable.Range(0, 80).Select(static i => R(15 * i, 15 * (i + 1), i == 20 ? null : 2))];
        ReadingSeries Of(string source, Reading[] readings, int page, int batch) => new ReadingSource(readings, page, batch) { Name = source }.Series(Consumed);
        ReadingSeries Make()
        {
            var net = Of("left", left, 30, 20) - Of("right", right, 50, 50);
            return name switch
            {
                "none" => net,
                "skip" => net.SkipMissing(),
                "fill" => net.FillGaps(FillGap.Linear),
                "last" => net.Deduplicate(KeepDuplicate.Last),
                "resample" => net.Resample(Duration.FromHours(1), new ResampleOptions { Coverage = Coverage.Any }),
                "integrate" => net.Integrate(skipMissing: true),
                _ => net + Of("left", left, 30, 20),
            };
        }

        var all = await ResumeLaw.AssertAsync(Make, mostItems: 80);

        double? Net(int i) => i is 20 or 70 ? null : i - 2;
        double?[] Hour(int h) => [.. Enumerable.Range(4 * h, 4).Select(Net)];
        Assert.Equal(
            name switch
            {
                "skip" => Enumerable.Range(0, 80).Select(Net).Where(static v => v is not null),
                // On the line from 17 to 19, and from 67 to 69.
                "fill" => Enumerable.Range(0, 80).Select(static i => (double?)(i - 2)),
                "resample" => Enumerable.Range(0, 20).Select(h => Hour(h).Sum()),
                "integrate" => Enumerable.Range(0, 81).Select(n => Enumerable.Range(0, n).Sum(i => Net(i) ?? 0)).Cast<double?>(),
                "join" => Enumerable.Range(0, 80).Select(i => Net(i) + i),
                _ => Enumerable.Range(0, 80).Select(Net),
            },
            all.Select(static r => r.Value is { } v ? (double?)Math.Round(v, 9) : null));
    }

    // Operators that go back under a join whose readings are handed out in parts.
    [Fact]
    public async Task Align_OfOperators_SplitInOtherPhases_ResumesAnywhere()
    {
        static AlignedSeries Make() => ReadingSeries.Align(
            UnlikeResolutions.Split,
            Paged("a", Consumed, Quarters(1, 2, 3, 4, 5, 6, 7, 8)).Resample(Duration.FromMinutes(30)),
            Paged("b", Consumed, R(10, 20, 1), R(20, 50, null), R(50, 70, 4), R(80, 100, 2)).SkipMissing(),
            Paged("c", Consumed, R(0, 60, 6), R(60, 120, 12)).Deduplicate(KeepDuplicate.Last));

        var rows = await ResumeLaw.AssertAsync(Make);

        // Half hours of 3, 7, 11 and 15, hours of 6 and 12, and what lies between.
        Assert.Equal(
            new (double Start, double End, double A, double? B, double C)[]
            {
                (0, 10, 1, null, 1), (10, 20, 1, 1, 1), (20, 30, 1, null, 1), (30, 50, 14 / 3.0, null, 2), (50, 60, 7 / 3.0, 2, 1), (60, 70, 11 / 3.0, 2, 2),
                (70, 80, 11 / 3.0, null, 2), (80, 90, 11 / 3.0, 1, 2), (90, 100, 5, 1, 2), (100, 120, 10, null, 4),
            }.Select(static r => new AlignedRow(At(r.Start), At(r.End), [Math.Round(r.A, 9), r.B, r.C])),
            rows.Select(static r => new AlignedRow(r.Start, r.End, [.. r.Values.Select(static v => v is { } value ? (double?)Math.Round(value, 9) : null)])));
    }

    // Six quarters in three pages, the same in two, and a series without a page.
    [Fact]
    public async Task CountRequests_OfRows_AddsWhatIsLeftOfEachSeries()
    {
        static ReadingSeries Of(string name, int page, params double?[] values) => new(
            new MemoryPageSource<Reading>([.. Quarters(values).Chunk(page).Select(static p => new Page<Reading>(p, null))], name), Power with { Identity = name });
        var three = Of("three", 2, 1, 2, 3, 4, 5, 6);
        var two = Of("two", 3, 1, 2, 3, 4, 5, 6);
        var rows = ReadingSeries.Align(three, two, Of("none", 1));
        var tokens = new List<PageToken>();
        await foreach (var row in rows.WithTokens())
        {
            tokens.Add(row.GetToken());
        }

        Assert.Equal(5, await rows.Source.CountRequestsAsync(null, default));
        Assert.Equal(5, await rows.Source.CountRequestsAsync(tokens[0], default));
        Assert.Equal(2, await rows.Source.CountRequestsAsync(tokens[4], default));
        var begun = three.StartingAt(await three.WithTokens().Skip(4).Select(static t => t.GetToken()).FirstAsync());
        Assert.Equal(3, await ReadingSeries.Align(begun, two).Source.CountRequestsAsync(null, default));
        Assert.Null(await ReadingSeries.Align(three, Paged("unknown", Power, Quarters(1)), two).Source.CountRequestsAsync(null, default));
    }

    [Fact]
    public async Task Token_OfOtherSeries_IsRefusedAtTheCall()
    {
        var token = (await ReadingSeries.Align(Paged("a", Power, Quarters(1, 2)), Paged("b", Power, Quarters(1, 2))).WithTokens().FirstAsync()).GetToken();

        Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Paged("b", Power, Quarters(1, 2)), Paged("a", Power, Quarters(1, 2))).StartingAt(token));
        Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Paged("a", Power, Quarters(1, 2))).StartingAt(token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|")]
    [InlineData(":0:0")]
    [InlineData("nonsense|1|-|1|-")]
    [InlineData(":0:0|1|-")]
    [InlineData(":0:0|1|-|1|-|1|-")]
    [InlineData(":0:0|1|-|1")]
    [InlineData(":0:0|x|-|1|-")]
    [InlineData(":0:0|-1|-|1|-")]
    [InlineData(":0:0|1|-|2|-")]
    [InlineData(":0:0|1|-|9|-")]
    [InlineData(":0:0|1|-|1|x")]
    [InlineData(":0:0|1|-|10|0.0.number")]
    public void Token_ThatWasChanged_IsRefusedAtTheCall(string position)
    {
        var rows = ReadingSeries.Align(Paged("a", Power, Quarters(1, 2)), Paged("b", Power, Quarters(1, 2)));

        Assert.Throws<ArgumentException>(() => rows.StartingAt(PageToken.At(rows.Source.Identity, position)));
    }

    [Fact]
    public void Align_OfNothingOrOfMixedKinds_IsRefusedAtTheCall()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ReadingSeries.Align((UnlikeResolutions)9, Power3(1)));
        Assert.Throws<ArgumentException>(() => ReadingSeries.Align());
        Assert.Throws<ArgumentException>(() => ReadingSeries.Sum(Power3(1), null!));
        Assert.Contains("Resample", Assert.Throws<ArgumentException>(() => ReadingSeries.Align(Power3(1), SeriesOf(Temperature))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ReadingSeries.Sum(Power3(1), SeriesOf(Consumed)));
    }
}
