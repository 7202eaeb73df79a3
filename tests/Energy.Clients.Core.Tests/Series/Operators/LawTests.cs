using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;
using Interval = NodaTime.Interval;

namespace Energy.Clients.Tests.Series.Operators;

/// <summary>What holds for any readings, any pages, any zone.</summary>
public sealed class LawTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Amsterdam", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca"];

    // Around the clock changes and Apia's lost day.
    private static readonly Instant[] Starts =
        [Instant.FromUtc(2011, 12, 27, 0, 0), Instant.FromUtc(2024, 3, 29, 13, 0), Instant.FromUtc(2024, 4, 5, 0, 0), Instant.FromUtc(2024, 10, 4, 7, 0),
            Instant.FromUtc(2018, 2, 16, 0, 0)];

    private static readonly Gen<Reading[]> AnyReadings =
        from start in Gen.Elements(Starts)
        from pieces in Gen.Choose(1, 40)
            .SelectMany(static n =>
                (from skip in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 300)))
                 from length in Gen.Elements(5, 15, 30, 37, 60)
                 from value in Gen.Frequency((6, Gen.Choose(-50, 100).Select(static v => (int?)v)), (1, Gen.Constant((int?)null)))
                 select (skip, length, value)).ListOf(n))
        select Build(start, pieces);

    private static readonly Gen<(int Page, int Batch)> AnyPaging = from page in Gen.Choose(1, 9) from batch in Gen.Choose(1, 9) select (page, batch);

    private static readonly (string Name, Func<ReadingSeries, ReadingSeries> Apply)[] Operators =
    [
        ("where", static s => s.Where(static r => r.Value is not > 40)),
        ("skip missing", static s => s.SkipMissing()),
        ("take", static s => s.Take(7)),
        ("between", static s => s.Between(Starts[0], Starts[^1] + Duration.FromDays(20000))),
        ("fill missing", static s => s.FillGaps(FillGap.Missing, TimeStep.Of(Duration.FromMinutes(20)))),
        ("fill linear", static s => s.FillGaps(FillGap.Linear.UpTo(Duration.FromHours(2)), TimeStep.Of(Duration.FromMinutes(20)))),
        ("deduplicate first", static s => s.Deduplicate(KeepDuplicate.First)),
        ("deduplicate last", static s => s.Deduplicate(KeepDuplicate.Last)),
        ("resample", static s => s.Resample(Duration.FromHours(2), new ResampleOptions { Coverage = Coverage.AtLeast(0.3) }).WithInfo(Unlimited)),
        ("local days", static s =>
            s.Resample(Period.FromDays(1), DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"], options: new ResampleOptions { Coverage = Coverage.Any }).WithInfo(Unlimited)),
        ("median", static s => s.Resample(Duration.FromHours(1), new ResampleOptions { Aggregate = Aggregate.Median, Coverage = Coverage.Any }).WithInfo(Unlimited)),
        ("to unit", static s => s.ToUnit(Unit.Megajoule).ToUnit(Unit.KilowattHour)),
        ("to power and back", static s => s.ToPower().ToEnergy()),
        ("counter and back", static s => s.Integrate(skipMissing: true).Difference(new CounterOptions { Reset = CounterReset.FromZero })),
        ("times two", static s => s * 2),
        ("minus all of itself", static s => s - s),
        ("minus itself", static s => s - s.Take(5)),
        ("sum", static s => ReadingSeries.Sum(new SumOptions { MinimumSeries = 1, Unlike = UnlikeResolutions.Split }, s, s.Take(3))),
    ];

    [Fact]
    public void Resume_BehindAnyResultOfAChainOfThree_YieldsExactlyTheRest() => Check(
        from readings in AnyReadings
        from paging in AnyPaging
        from first in Gen.Elements(Operators)
        from second in Gen.Elements(Operators)
        from third in Gen.Elements(Operators)
        select (readings, paging, first, second, third),
        static given =>
        {
            var (readings, paging, first, second, third) = given;
            ReadingSeries Make() => third.Apply(second.Apply(first.Apply(new ReadingSource(readings, paging.Page, paging.Batch).Series(Unlimited))));
            ResumeLaw.AssertAsync(Make, mostItems: 12).GetAwaiter().GetResult();
        });

    [Fact]
    public void Resume_AfterAFailureAnywhereInAChainOfThree_YieldsExactlyTheRest() => Check(
        from readings in AnyReadings
        from paging in AnyPaging
        from cut in Gen.Choose(0, 39)
        from first in Gen.Elements(Operators)
        from second in Gen.Elements(Operators)
        from third in Gen.Elements(Operators)
        select (readings, paging, cut, first, second, third),
        static given =>
        {
            var (readings, paging, cut, first, second, third) = given;
            var source = new ReadingSource(readings, paging.Page, paging.Batch);
            ReadingSeries Make() => third.Apply(second.Apply(first.Apply(source.Series(Unlimited))));
            if (NeedsMoreThan(Make, source, cut % readings.Length))
            {
                ResumeLaw.AssertAfterFailureAsync(Make, () => source.CutBefore = cut % readings.Length, () => source.CutBefore = null).GetAwaiter().GetResult();
            }
        });

    [Fact]
    public void Resample_InAnyZone_ConservesTheEnergy() => Check(
        from readings in AnyReadings
        from zone in Gen.Elements(Zones)
        from period in Gen.Elements(Period.FromDays(1), Period.FromHours(6), Period.FromMonths(1), Period.FromHours(1))
        from hour in Gen.Elements(0, 2, 6)
        select (readings, zone, period, hour),
        static given =>
        {
            var (readings, zone, period, hour) = given;
            var steps = SeriesOf(Unlimited, readings)
                .Resample(period, DateTimeZoneProviders.Tzdb[zone], new LocalDateTime(2000, 1, 1, hour, 0), new ResampleOptions { Coverage = Coverage.Any }).Steps.ToListAsync()
                    .AsTask().GetAwaiter().GetResult();

            Assert.Equal(readings.Sum(static r => r.Value ?? 0), steps.Sum(static s => s.Value ?? 0), 6);
            Assert.Equal(readings.Where(static r => r.Value is not null).Sum(static r => r.Length.TotalMinutes), steps.Sum(static s => s.Covered.TotalMinutes), 6);
            Assert.All(steps.Zip(steps.Skip(1)), static pair => Assert.Equal(pair.First.End, pair.Second.Start));
        });

    [Fact]
    public void Gaps_AndReadingsWithAValue_TileTheRange() => Check(
        from readings in AnyReadings from before in Gen.Choose(-200, 200) from after in Gen.Choose(-200, 200) select (readings, before, after),
        static given =>
        {
            var (readings, before, after) = given;
            var range = new Interval(readings[0].Start + Duration.FromMinutes(before),
                Instant.Max(readings[^1].End + Duration.FromMinutes(after), readings[0].Start + Duration.FromMinutes(before + 1)));
            var gaps = SeriesOf(Unlimited, readings).Gaps(range).ToListAsync().AsTask().GetAwaiter().GetResult();
            var values = readings.Where(r => r.Value is not null && r.End > range.Start && r.Start < range.End)
                .Select(r => new Interval(Instant.Max(r.Start, range.Start), Instant.Min(r.End, range.End)));
            var pieces = gaps.Select(static g => g.Interval).Concat(values).OrderBy(static p => p.Start).ToList();

            Assert.Equal(range, new Interval(pieces[0].Start, pieces[^1].End));
            Assert.All(pieces.Zip(pieces.Skip(1)), static pair => Assert.Equal(pair.First.End, pair.Second.Start));
            Assert.All(gaps, static g => Assert.True(g.Start < g.End));
        });

    [Fact]
    public void Align_OfOne_IsTheSeries() => Check(
        AnyReadings,
        static readings =>
            Assert.Equal(readings,
                ReadingSeries.Align(SeriesOf(Unlimited, readings)).ToListAsync().AsTask().GetAwaiter().GetResult().Select(static r => new Reading(r.Start, r.End, r[0]))));

    [Fact]
    public void Align_SplitWithOtherCuts_ConservesTheEnergyOfBoth() => Check(
        from left in AnyReadings from right in AnyReadings select (left, right),
        static given =>
        {
            var rows = ReadingSeries.Align(UnlikeResolutions.Split, SeriesOf(Unlimited, given.left), SeriesOf(Unlimited, given.right))
                .ToListAsync().AsTask().GetAwaiter().GetResult();

            Assert.Equal(given.left.Sum(static r => r.Value ?? 0), rows.Sum(static r => r[0] ?? 0), 6);
            Assert.Equal(given.right.Sum(static r => r.Value ?? 0), rows.Sum(static r => r[1] ?? 0), 6);
        });

    // Energy whose resolution says nothing against longer readings.
    private static SeriesInfo Unlimited => Consumed with { Resolution = Duration.FromMinutes(5) };

    private static Reading[] Build(Instant start, IEnumerable<(int Skip, int Length, int? Value)> pieces)
    {
        var readings = new List<Reading>();
        foreach (var (skip, length, value) in pieces)
        {
            start += Duration.FromMinutes(skip);
            readings.Add(new Reading(start, start + Duration.FromMinutes(length), value));
            start += Duration.FromMinutes(length);
        }

        return [.. readings];
    }

    // Whether the whole chain reads as far as the reading in front of which the body is to be cut.
    private static bool NeedsMoreThan(Func<ReadingSeries> make, ReadingSource source, int cut)
    {
        source.CutBefore = cut;
        try
        {
            make().CountAsync().AsTask().GetAwaiter().GetResult();
            return false;
        }
        catch (EnergyTransportException)
        {
            return true;
        }
        finally
        {
            source.CutBefore = null;
        }
    }

    private static void Check<T>(Gen<T> gen, Action<T> law) => Prop.ForAll(Arb.From(gen), law).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
}
