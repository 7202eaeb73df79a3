using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Energy.Clients.Tests;

public sealed class PeriodPropertyTests
{
    private static readonly PeriodKind[] Kinds = PeriodKind.All.ToArray();

    // Any millisecond of the years 1 to 9998, so that neighbours exist; starts of days, months and years are as likely as the rest.
    private static readonly Gen<Instant> Instants =
        from day in Gen.Choose(0, 3_651_328)
        from time in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 86_399_999), Gen.Constant(86_399_999))
        select Instant.FromUtc(1, 1, 1, 0, 0) + Duration.FromDays(day) + Duration.FromMilliseconds(time);

    private static readonly Arbitrary<EnergyPeriod> Periods = Arb.From(
        from instant in Instants
        from kind in Gen.Elements(Kinds)
        from profile in Gen.Elements(PeriodProfile.Server, PeriodProfile.Document)
        select EnergyPeriod.Containing(instant, kind, profile));

    private static readonly Arbitrary<EpochText> Epochs = Arb.From(
        from instant in Instants
        from kind in Gen.Elements(Kinds)
        from profile in Gen.Elements(PeriodProfile.Server, PeriodProfile.Document)
        select EpochText.From(instant, kind, profile));

    [Fact]
    public void Containing_OfAnyInstant_EqualsTheSameWithNodaTime() => Check(
        Arb.From(from instant in Instants from kind in Gen.Elements(Kinds) select (instant, kind)),
        sample => EnergyPeriod.Containing(sample.instant, sample.kind).Start == FloorWithNodaTime(sample.instant, sample.kind)
            && EnergyPeriod.Containing(sample.instant, sample.kind).Contains(sample.instant));

    [Fact]
    public void Previous_OfNext_IsThePeriodItself() =>
        Check(Periods, period => period.Next.Previous == period && period.Previous.Next == period);

    [Fact]
    public void Neighbours_OfAPeriod_TouchIt() =>
        Check(Periods, period => period.Next.Start == period.End && period.Previous.End == period.Start);

    [Fact]
    public void Children_OfAPeriod_TileItWithoutGapOrOverlap() => Check(Periods, period => Tiles(period, period.Children, period.Interval), 300);

    [Fact]
    public void Grandchildren_OfAChild_TileItWithoutGapOrOverlap() => Check(
        Periods,
        period => period.Kind == PeriodKind.Minute || period.GrandchildSpan is null || period.Children.All(child =>
        {
            var within = period.GrandchildSpanOf(child)!.Value;
            var covered = period.Kind == PeriodKind.FiveYear && period.Profile == PeriodProfile.Server
                ? new Interval(child.Start, EnergyPeriod.Spanning(child.Start, PeriodKind.Month, 4).End)
                : child.Interval;
            return Tiles(within, within.Each, covered);
        }),
        100);

    [Fact]
    public void Parent_OfAPeriod_ContainsItsFirstInstant() => Check(
        Periods,
        period => (period.Parent?.Contains(period.Start) ?? period.Kind == PeriodKind.FiveYear)
            && (period.AlternateParent?.Contains(period.Start) ?? true)
            && (period.AlternateChild?.Contains(period.Start) ?? true));

    [Fact]
    public void Parse_OfAFormattedPeriod_GivesItBack() => Check(
        Arb.From(
            from period in Periods.Generator
            from duration in Gen.Elements(1, -1, 2, -2, 13, -13)
            where period.Start > Instant.FromUtc(80, 1, 1, 0, 0) && period.End < Instant.FromUtc(9900, 1, 1, 0, 0)
            select EnergyPeriod.Spanning(period.Start, period.Kind, duration)),
        span => EnergyPeriod.Parse(span.ToString()) == span
            && EnergyPeriod.Parse(Encoding.UTF8.GetBytes(span.ToString())) == span
            && Utf8(span) == span.ToString());

    [Fact]
    public void Parse_OfAFormattedEpoch_GivesItBack() => Check(
        Epochs,
        epoch => EpochText.Parse(epoch.ToString()) == epoch && EpochText.Parse(Encoding.UTF8.GetBytes(epoch.ToString())) == epoch && Utf8(epoch) == epoch.ToString());

    [Fact]
    public void Order_OfEpochs_IsTheOrderOfTheirTexts() => Check(
        Arb.From(from left in Epochs.Generator from right in Gen.OneOf(Epochs.Generator, Near(left)) select (left, right)),
        pair => Math.Sign(pair.left.CompareTo(pair.right)) == Math.Sign(string.CompareOrdinal(pair.left.ToString(), pair.right.ToString()))
            && (pair.left < pair.right) == (pair.left.CompareTo(pair.right) < 0)
            && (pair.left >= pair.right) == (pair.left.CompareTo(pair.right) >= 0));

    [Fact]
    public void Order_OfPeriods_IsByStartThenEnd() => Check(
        Arb.From(from left in Periods.Generator from right in Gen.OneOf(Periods.Generator, Gen.Constant(left.Next), Gen.Constant(left.Parent ?? left)) select (left, right)),
        pair => Math.Sign(pair.left.CompareTo(pair.right)) == -Math.Sign(pair.right.CompareTo(pair.left))
            && (pair.left.Start == pair.right.Start || pair.left.Start < pair.right.Start == pair.left < pair.right)
            && (pair.left.CompareTo(pair.right) == 0) == (pair.left == pair.right));

    [Fact]
    public void Blend_OfACanonicalEpochWithMilliseconds_IgnoresTheClock() => Check(
        Arb.From(from instant in Instants from now in Instants select (instant, now)),
        sample => EpochText.Blend(EpochText.From(sample.instant, PeriodKind.Instant).ToString(), sample.now) == sample.instant);

    [Fact]
    public void Blend_OfAnyText_NeverThrowsAndAgreesInBothEncodings()
    {
        const string Alphabet = "0123456789012345678901234567890123456789TTZ.,:+--/ WtxéΩ";
        var random = new Random(4711);
        var now = Instant.FromUtc(2024, 2, 29, 23, 59, 59);
        var disagreeing = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = string.Create(random.Next(30), random, static (span, source) =>
            {
                foreach (ref var c in span)
                {
                    c = Alphabet[source.Next(Alphabet.Length)];
                }
            });
            disagreeing += EpochText.Blend(text, now) == EpochText.Blend(Encoding.UTF8.GetBytes(text), now) ? 0 : 1;
        }

        Assert.Equal(0, disagreeing);
    }

    private static Gen<EpochText> Near(EpochText epoch) => Gen.Elements(Kinds).Select(kind => EpochText.From(epoch.Instant, kind));

    private static bool Tiles(EnergyPeriod parent, PeriodSequence parts, Interval whole)
    {
        if (parts.Count == 0)
        {
            return parent.Kind == PeriodKind.Instant;
        }

        var at = whole.Start;
        foreach (var part in parts)
        {
            if (part.Start != at || part.End <= at)
            {
                return false;
            }

            at = part.End;
        }

        return at == whole.End;
    }

    private static Instant FloorWithNodaTime(Instant instant, PeriodKind kind)
    {
        var local = instant.InUtc().LocalDateTime;
        var date = local.Date;
        var time = local.TimeOfDay;
        LocalDateTime start = kind.Name switch
        {
            "instant" => local,
            "second" => date.At(TimeAdjusters.TruncateToSecond(time)),
            "minute" => date.At(TimeAdjusters.TruncateToMinute(time)),
            "qtrhour" => date.At(new LocalTime(time.Hour, time.Minute / 15 * 15)),
            "hour" => date.At(TimeAdjusters.TruncateToHour(time)),
            "timeofday" => date.At(new LocalTime(time.Hour / 6 * 6, 0)),
            "day" => date.AtMidnight(),
            "week" => date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).AtMidnight(),
            "month" => date.With(DateAdjusters.StartOfMonth).AtMidnight(),
            "quarter" => new LocalDate(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1).AtMidnight(),
            "year" => new LocalDate(date.Year, 1, 1).AtMidnight(),
            _ => new LocalDate(date.Year - (date.Year % 5), 1, 1).AtMidnight(),
        };
        return start.InUtc().ToInstant();
    }

    private static string Utf8<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> buffer = stackalloc byte[64];
        Assert.True(value.TryFormat(buffer, out var written, default, null));
        return Encoding.UTF8.GetString(buffer[..written]);
    }

    private static void Check<T>(Arbitrary<T> samples, Func<T, bool> holds, int times = 3000) =>
        Prop.ForAll(samples, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true));
}
