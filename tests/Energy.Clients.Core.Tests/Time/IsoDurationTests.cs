using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Tests;

public sealed class IsoDurationTests
{
    private static readonly DateTimeZone Amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    [Theory]
    [InlineData("PT20M", 1200)]
    [InlineData("-PT20M", -1200)]
    [InlineData("+PT1H", 3600)]
    [InlineData("P1W", 604800)]
    [InlineData("P1W2DT3H", 788400)]
    [InlineData("P0.5W", 302400)]
    [InlineData("P0,25D", 21600)]
    [InlineData("PT1.5M", 90)]
    [InlineData("PT0.001S", 0.001)]
    [InlineData("PT1H60M60S", 7260)]
    [InlineData("PT", 0)]
    public void Parse_OfAFixedDuration_GivesItsLength(string text, double seconds)
    {
        Assert.True(IsoDuration.Parse(text).TryGetDuration(out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
        Assert.Equal(duration, IsoDuration.Parse(text).ToDuration());
        Assert.Equal(seconds < 0, IsoDuration.Parse(text).IsNegative);
    }

    [Theory]
    [InlineData("P1Y6M", "1", "6")]
    [InlineData("-P18M", "0", "-18")]
    [InlineData("P0.5Y", "0.5", "0")]
    [InlineData("P1,5M", "0", "1.5")]
    [InlineData("-P1.25YT1S", "-1.25", "0")]
    public void Parse_OfCalendarParts_KeepsThemApart(string text, string years, string months)
    {
        var duration = IsoDuration.Parse(text);
        Assert.Equal((decimal.Parse(years, null), decimal.Parse(months, null)), (duration.Years, duration.Months));
        Assert.True(duration.HasCalendarParts);
        Assert.False(duration.TryGetDuration(out _));
        Assert.Throws<InvalidOperationException>(() => duration.ToDuration());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("X", 0)]
    [InlineData("-", 1)]
    [InlineData("P", 1)]
    [InlineData("-P", 2)]
    [InlineData("P-1D", 1)]
    [InlineData("PT-5M", 2)]
    [InlineData("PT5m", 3)]
    [InlineData("PT5", 3)]
    [InlineData("PT5M ", 4)]
    [InlineData("PT.5H", 2)]
    [InlineData("PT5.H", 4)]
    [InlineData("P1H", 2)]
    [InlineData("PT1D", 3)]
    [InlineData("P1D1Y", 4)]
    [InlineData("P1000000000Y", 1)]
    [InlineData("P99999999D", 1)]
    [InlineData("PT9999999999999S", 2)]
    public void Parse_OfANearMiss_SaysWhere(string text, int position) =>
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => IsoDuration.Parse(text)).Position);

    [Theory]
    [InlineData("PT0.4999999999S", "PT0.5S")]
    [InlineData("PT0.0000000005S", "PT0.000000001S")]
    [InlineData("PT0.00000000049999S", "P0D")]
    [InlineData("-PT0.0000000005S", "-PT0.000000001S")]
    [InlineData("P0.333333333333D", "PT7H59M59.999999971S")]
    [InlineData("P0.3333333333Y", "P0.333333333Y")]
    public void Parse_BeyondTheResolution_RoundsHalfAwayFromZero(string text, string canonical) => Assert.Equal(canonical, IsoDuration.Parse(text).ToString());

    [Theory]
    [InlineData("PT0S", "P0D", "PT0H")]
    [InlineData("PT24H", "P1D", "PT24H")]
    [InlineData("P1W", "P7D", "PT168H")]
    [InlineData("PT25H", "P1DT1H", "PT25H")]
    [InlineData("-PT10M", "-PT10M", "-PT10M")]
    [InlineData("PT3661.25S", "PT1H1M1.25S", "PT1H1M1.25S")]
    [InlineData("P1MT24H", "P1M1D", "P1MT24H")]
    [InlineData("P1Y", "P1Y", "P1Y")]
    public void ToString_InBothStyles_WritesDaysOrHours(string text, string days, string hours)
    {
        var duration = IsoDuration.Parse(text);
        Assert.Equal((days, hours), (duration.ToString(IsoDurationStyle.Days), duration.ToString(IsoDurationStyle.Hours)));
        Assert.Equal((days, hours), ($"{duration}", $"{duration:H}"));
        Assert.Equal(duration, IsoDuration.Parse(hours));
        Assert.Throws<FormatException>(() => $"{duration:X}");
        Assert.Throws<ArgumentOutOfRangeException>(() => duration.ToString((IsoDurationStyle)9));
    }

    [Theory]
    [InlineData("P1M", "2023-01-31T00:00:00Z", 28 * 24)]
    [InlineData("P1M", "2024-01-31T00:00:00Z", 29 * 24)]
    [InlineData("-P1M", "2023-03-31T00:00:00Z", -31 * 24)]
    [InlineData("P1Y", "2024-02-29T00:00:00Z", 365 * 24)]
    [InlineData("P1Y1M", "2024-02-29T00:00:00Z", 394 * 24)]
    [InlineData("P1M1DT1H", "2023-01-30T00:00:00Z", (30 * 24) + 1)]
    [InlineData("P1D", "2023-03-25T12:00:00+01:00", 24)]
    [InlineData("P1M", "2023-03-15T00:00:00+01:00", 31 * 24)]
    public void Ground_InTheStartsOwnOffset_CountsCalendarPartsFirst(string text, string start, int hours) =>
        Assert.Equal(Duration.FromHours(hours), IsoDuration.Parse(text).Ground(OffsetDateTimePattern.ExtendedIso.Parse(start).Value));

    [Fact]
    public void Ground_InAZone_FollowsItsClock()
    {
        var start = Instant.FromUtc(2023, 3, 14, 23, 0);
        Assert.Equal(Duration.FromHours((31 * 24) - 1), IsoDuration.Parse("P1M").Ground(start, Amsterdam));
        Assert.Equal(Duration.FromHours(24), IsoDuration.Parse("P1D").Ground(Instant.FromUtc(2023, 3, 25, 23, 0), Amsterdam));

        // 26 March 2023 02:30 does not exist: it is read as 03:30.
        Assert.Equal(Instant.FromUtc(2023, 3, 26, 1, 30), Plus("P1M", Instant.FromUtc(2023, 2, 26, 1, 30)));

        // 29 October 2023 02:30 comes twice: the earlier one.
        Assert.Equal(Instant.FromUtc(2023, 10, 29, 0, 30), Plus("P1M", Instant.FromUtc(2023, 9, 29, 0, 30)));

        static Instant Plus(string text, Instant start) => start + IsoDuration.Parse(text).Ground(start, Amsterdam);
    }

    [Fact]
    public void Ground_OfWhatNoCalendarHas_Throws()
    {
        var start = Instant.FromUtc(2023, 1, 1, 0, 0);
        Assert.Throws<InvalidOperationException>(() => IsoDuration.Parse("P0.5M").Ground(start, Amsterdam));
        Assert.Throws<OverflowException>(() => IsoDuration.Parse("P7977Y").Ground(start, DateTimeZone.Utc));
        Assert.Throws<OverflowException>(() => IsoDuration.Parse("-P999999999Y").Ground(start, DateTimeZone.Utc));
        Assert.Equal(9999, (start + IsoDuration.Parse("P7976Y").Ground(start, DateTimeZone.Utc)).InUtc().Year);
    }

    [Theory]
    [InlineData("PT60S", true)]
    [InlineData("PT0.25H", true)]
    [InlineData("PT0S", true)]
    [InlineData("-PT5M", true)]
    [InlineData("P1M", true)]
    [InlineData("PT90S", false)]
    [InlineData("PT1M0.000000001S", false)]
    public void IsMultipleOf_AMinute_TellsWhetherAnythingIsLeft(string text, bool whole) =>
        Assert.Equal(whole, IsoDuration.Parse(text).IsMultipleOf(Duration.FromMinutes(1)));

    [Fact]
    public void Construction_OfMixedSignsOrTooMuch_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new IsoDuration(1, -1));
        Assert.Throws<ArgumentException>(() => new IsoDuration(0, 1, Duration.FromDays(-1)));
        Assert.Throws<ArgumentException>(() => new IsoDuration(-1, 0, Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IsoDuration(1_000_000_000, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IsoDuration(0, int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IsoDuration(Duration.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => IsoDuration.Zero.IsMultipleOf(Duration.Zero));
        Assert.Equal("-P1Y2M3D", new IsoDuration(-1, -2, Duration.FromDays(-3)).ToString());
        Assert.Equal(IsoDuration.Parse("P1Y2M3D"), -new IsoDuration(-1, -2, Duration.FromDays(-3)));
    }

    [Fact]
    public void FormatThenParse_OfAnyDuration_GivesItBack() => Prop.ForAll(
        Gen.Choose(0, 999_999_999).Two().Zip(Gen.Choose(0, 16_777_214)).Zip(Gen.Choose(0, 86_399).Zip(Gen.Choose(0, 999_999_999))).Zip(Gen.Elements(1, -1)).ToArbitrary(),
        sample =>
        {
            var ((((years, months), days), (seconds, nanoseconds)), sign) = sample;
            var fixedPart = Duration.FromDays(days) + Duration.FromSeconds(seconds) + Duration.FromNanoseconds(nanoseconds);
            var duration = new IsoDuration(sign * years, sign * months, sign * fixedPart);
            return duration == IsoDuration.Parse(duration.ToString()) && duration == IsoDuration.Parse(duration.ToString(IsoDurationStyle.Hours))
                && duration.FixedPart == sign * fixedPart && duration.Years == sign * years;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfWhatNodaTimeWrites_AgreesWithIt() => Prop.ForAll(
        Gen.Choose(0, 40_000).Zip(Gen.Choose(0, 86_399_999)).ToArbitrary(),
        sample =>
        {
            var (days, milliseconds) = sample;
            var period = new PeriodBuilder { Days = days, Milliseconds = milliseconds }.Build().Normalize();
            return IsoDuration.Parse(PeriodPattern.NormalizingIso.Format(period)).ToDuration() == Duration.FromDays(days) + Duration.FromMilliseconds(milliseconds);
        }).QuickCheckThrowOnFailure();
}
