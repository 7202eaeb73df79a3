using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>The period that contains an instant, and the one after a known period, against the same computed with NodaTime's dates and instants.</summary>
/// <remarks>
/// The baselines compute what a caller would write without this package: the interval from the start of the period to the start of the next. Ours is timed alone and
/// with <c>Interval</c> read, so that both sides end with the same interval in hand. In "any kind" both sides hold the kind as data, as our callers do, and take all twelve in
/// turn; in the other categories the baseline is written for one kind, so an hour is a bare addition there and no calendar is involved.
/// </remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class EnergyPeriodBenchmarks
{
    private const int Moments = 64;

    private static readonly int[] MonthsByKind = [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 12, 60];

    private static readonly Duration[] FixedByKind = [.. PeriodKind.All.ToArray().Select(static kind => kind.FixedLength ?? Duration.Zero)];

    private readonly Instant[] _moments = new Instant[Moments];
    private readonly LocalDate[] _starts = new LocalDate[Moments];
    private readonly Instant[] _hourStarts = new Instant[Moments];
    private readonly EnergyPeriod[] _months = new EnergyPeriod[Moments];
    private readonly EnergyPeriod[] _weeks = new EnergyPeriod[Moments];
    private readonly EnergyPeriod[] _hours = new EnergyPeriod[Moments];
    private readonly EnergyPeriod[] _mixed = new EnergyPeriod[Moments];
    private readonly (int Kind, Instant Start)[] _mixedStarts = new (int, Instant)[Moments];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Moments; i++)
        {
            _moments[i] = Instant.FromUnixTimeMilliseconds(random.NextInt64(0, 4_000_000_000_000));
            _months[i] = EnergyPeriod.Containing(_moments[i], PeriodKind.Month);
            _weeks[i] = EnergyPeriod.Containing(_moments[i], PeriodKind.Week);
            _hours[i] = EnergyPeriod.Containing(_moments[i], PeriodKind.Hour);
            _starts[i] = _months[i].Start.InUtc().Date;
            _hourStarts[i] = _hours[i].Start;
            var kind = random.Next(PeriodKind.All.Length);
            _mixed[i] = EnergyPeriod.Containing(_moments[i], PeriodKind.All[kind]);
            _mixedStarts[i] = (kind, _mixed[i].Start);
            if (NodaTimeNextOf(kind, _mixed[i].Start) != _mixed[i].Next.Interval)
            {
                throw new InvalidOperationException($"The baseline computes another period than {_mixed[i].Next}.");
            }
        }
    }

    [BenchmarkCategory("Containing month"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeMonth()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = NodaTimeMonthOf(moment);
        }

        return last;
    }

    [BenchmarkCategory("Containing month"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod ContainingMonth()
    {
        EnergyPeriod last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Month);
        }

        return last;
    }

    [BenchmarkCategory("Containing month"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval ContainingMonthAndInterval()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Month).Interval;
        }

        return last;
    }

    [BenchmarkCategory("Containing week"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeWeek()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = NodaTimeWeekOf(moment);
        }

        return last;
    }

    [BenchmarkCategory("Containing week"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod ContainingWeek()
    {
        EnergyPeriod last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Week);
        }

        return last;
    }

    [BenchmarkCategory("Containing week"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval ContainingWeekAndInterval()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Week).Interval;
        }

        return last;
    }

    [BenchmarkCategory("Containing hour"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeHour()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = NodaTimeHourOf(moment);
        }

        return last;
    }

    [BenchmarkCategory("Containing hour"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod ContainingHour()
    {
        EnergyPeriod last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Hour);
        }

        return last;
    }

    [BenchmarkCategory("Containing hour"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval ContainingHourAndInterval()
    {
        Interval last = default;
        foreach (var moment in _moments)
        {
            last = EnergyPeriod.Containing(moment, PeriodKind.Hour).Interval;
        }

        return last;
    }

    [BenchmarkCategory("Next month"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeNextMonth()
    {
        Interval last = default;
        foreach (var start in _starts)
        {
            last = BetweenMidnights(start.PlusMonths(1), start.PlusMonths(2));
        }

        return last;
    }

    [BenchmarkCategory("Next month"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod NextMonth()
    {
        EnergyPeriod last = default;
        foreach (var period in _months)
        {
            last = period.Next;
        }

        return last;
    }

    [BenchmarkCategory("Next month"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval NextMonthAndInterval()
    {
        Interval last = default;
        foreach (var period in _months)
        {
            last = period.Next.Interval;
        }

        return last;
    }

    [BenchmarkCategory("Next week"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeNextWeek()
    {
        Interval last = default;
        foreach (var start in _starts)
        {
            last = BetweenMidnights(start.PlusDays(7), start.PlusDays(14));
        }

        return last;
    }

    [BenchmarkCategory("Next week"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod NextWeek()
    {
        EnergyPeriod last = default;
        foreach (var period in _weeks)
        {
            last = period.Next;
        }

        return last;
    }

    [BenchmarkCategory("Next week"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval NextWeekAndInterval()
    {
        Interval last = default;
        foreach (var period in _weeks)
        {
            last = period.Next.Interval;
        }

        return last;
    }

    [BenchmarkCategory("Next hour"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeNextHour()
    {
        Interval last = default;
        foreach (var start in _hourStarts)
        {
            last = new Interval(start + Duration.FromHours(1), start + Duration.FromHours(2));
        }

        return last;
    }

    [BenchmarkCategory("Next hour"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod NextHour()
    {
        EnergyPeriod last = default;
        foreach (var period in _hours)
        {
            last = period.Next;
        }

        return last;
    }

    [BenchmarkCategory("Next hour"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval NextHourAndInterval()
    {
        Interval last = default;
        foreach (var period in _hours)
        {
            last = period.Next.Interval;
        }

        return last;
    }

    [BenchmarkCategory("Next of any kind"), Benchmark(Baseline = true, OperationsPerInvoke = Moments)]
    public Interval NodaTimeNextOfAnyKind()
    {
        Interval last = default;
        foreach (var (kind, start) in _mixedStarts)
        {
            last = NodaTimeNextOf(kind, start);
        }

        return last;
    }

    [BenchmarkCategory("Next of any kind"), Benchmark(OperationsPerInvoke = Moments)]
    public EnergyPeriod NextOfAnyKind()
    {
        EnergyPeriod last = default;
        foreach (var period in _mixed)
        {
            last = period.Next;
        }

        return last;
    }

    [BenchmarkCategory("Next of any kind"), Benchmark(OperationsPerInvoke = Moments)]
    public Interval NextOfAnyKindAndInterval()
    {
        Interval last = default;
        foreach (var period in _mixed)
        {
            last = period.Next.Interval;
        }

        return last;
    }

    // As one would write it with the kind in an enum: clock kinds on Instant, calendar kinds on LocalDate.
    private static Interval NodaTimeNextOf(int kind, Instant start)
    {
        if (MonthsByKind[kind] is not (> 0 and var months))
        {
            var next = start + FixedByKind[kind];
            return new Interval(next, next + FixedByKind[kind]);
        }

        var date = start.InUtc().Date.PlusMonths(months);
        return BetweenMidnights(date, date.PlusMonths(months));
    }

    private static Interval NodaTimeMonthOf(Instant moment)
    {
        var date = moment.InUtc().Date;
        var start = new LocalDate(date.Year, date.Month, 1);
        return BetweenMidnights(start, start.PlusMonths(1));
    }

    private static Interval NodaTimeWeekOf(Instant moment)
    {
        var date = moment.InUtc().Date;
        var start = date.PlusDays(1 - (int)date.DayOfWeek);
        return BetweenMidnights(start, start.PlusDays(7));
    }

    private static Interval NodaTimeHourOf(Instant moment)
    {
        var local = moment.InUtc().LocalDateTime;
        var start = local.Date.At(new LocalTime(local.Hour, 0)).InUtc().ToInstant();
        return new Interval(start, start + Duration.FromHours(1));
    }

    private static Interval BetweenMidnights(LocalDate start, LocalDate end) =>
        new(start.AtMidnight().InUtc().ToInstant(), end.AtMidnight().InUtc().ToInstant());
}
