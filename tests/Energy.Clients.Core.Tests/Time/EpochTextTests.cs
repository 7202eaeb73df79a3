using NodaTime;

namespace Energy.Clients.Tests;

public sealed class EpochTextTests
{
    private static readonly Instant Now = Instant.FromUtc(2024, 5, 17, 21, 43, 8).PlusNanoseconds(271_000_000);

    [Theory]
    [InlineData("20230806", "day", "06/08/23")]
    [InlineData("20230806T1725", "minute", "06/08/23 17:25")]
    [InlineData("20230806T172509", "second", "06/08/23 1725:09")]
    [InlineData("20230806T172509.0420", "instant", "06/08/23 172509.0420")]
    [InlineData("20230806T172509.042", "instant", "06/08/23 172509.0420")]
    [InlineData("00000101", "day", "01/01/00")]
    [InlineData("00040229", "day", "29/02/04")]
    [InlineData("99991231T235959.9990", "instant", "31/12/99 235959.9990")]
    public void Parse_OfACanonicalText_GivesItBackAndShowsIt(string text, string precision, string display)
    {
        var epoch = EpochText.Parse(text);
        Assert.Equal(text, epoch.ToString());
        Assert.Equal(text.Length, epoch.Length);
        Assert.Equal(precision, epoch.Precision.Name);
        Assert.Equal(display, epoch.ToString("D"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("2023", 4)]
    [InlineData("2023o8", 4)]
    [InlineData("202308", 6)]
    [InlineData("2023-08-06", 4)]
    [InlineData("20231306", 4)]
    [InlineData("20230006", 4)]
    [InlineData("20230800", 6)]
    [InlineData("20230832", 6)]
    [InlineData("20230229", 6)]
    [InlineData("19000229", 6)]
    [InlineData("20230806 1725", 8)]
    [InlineData("20230806t1725", 8)]
    [InlineData("20230806T", 9)]
    [InlineData("20230806T17", 11)]
    [InlineData("20230806T2425", 9)]
    [InlineData("20230806T1760", 11)]
    [InlineData("20230806T17250", 13)]
    [InlineData("20230806T172560", 13)]
    [InlineData("20230806T172509Z", 15)]
    [InlineData("20230806T172509.", 16)]
    [InlineData("20230806T172509.04", 16)]
    [InlineData("20230806T172509.0421", 19)]
    [InlineData("20230806T172509.04200", 20)]
    [InlineData(" 20230806", 0)]
    public void Parse_OfAnotherShape_IsRefusedWhereItBreaks(string text, int position)
    {
        Assert.False(EpochText.TryParse(text, out var epoch));
        Assert.Equal(default, epoch);
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => EpochText.Parse(text)).Position);
    }

    [Theory]
    [InlineData("week", "20240517")]
    [InlineData("fiveyear", "20240517")]
    [InlineData("timeofday", "20240517T2143")]
    [InlineData("second", "20240517T214308")]
    [InlineData("instant", "20240517T214308.2710")]
    public void From_OfAnInstant_SpellsOutWhatTheKindShows(string kind, string expected) =>
        Assert.Equal(expected, EpochText.From(Now, PeriodKind.Parse(kind)).ToString());

    [Fact]
    public void From_OfAnInstantInTheDocument_HasThreeFractionDigits() =>
        Assert.Equal("20240517T214308.271", EpochText.From(Now, PeriodKind.Instant, PeriodProfile.Document).ToString());

    [Fact]
    public void ToString_OfAnUnknownFormat_Throws() => Assert.Throws<FormatException>(() => default(EpochText).ToString("X"));

    // Each result as now would be written, with the parts that the text gives in their place.
    [Theory]
    [InlineData(null, "20240517T214308.2710")]
    [InlineData("", "20240517T214308.2710")]
    [InlineData("yesterday", "20240517T214308.2710")]
    [InlineData("7", "20240517T214308.2710")]
    [InlineData("2016", "20160517T214308.2710")]
    [InlineData("201611", "20161117T214308.2710")]
    [InlineData("2016113", "20161117T214308.2710")]
    [InlineData("2016110", "20240517T214308.2710")]
    [InlineData("20161103", "20161103T214308.2710")]
    [InlineData("2016/11/03", "20161103T214308.2710")]
    [InlineData("20161103T", "20161103T214308.2710")]
    [InlineData("20161103T0", "20161103T214308.2710")]
    [InlineData("20161103T06", "20161103T064308.2710")]
    [InlineData("20161103T0652", "20161103T065208.2710")]
    [InlineData("20161103T06:52", "20161103T065208.2710")]
    [InlineData("20161103T0652Z", "20161103T065208.2710")]
    [InlineData("20161103T065219", "20161103T065219.2710")]
    [InlineData("20161103T065219.8", "20161103T065219.2710")]
    [InlineData("20161103T065219.84", "20161103T065219.2710")]
    [InlineData("20161103T065219.843", "20161103T065219.8430")]
    [InlineData("20161103T065219.8439999", "20161103T065219.8430")]
    [InlineData("20161103T065219.84399999999999999999", "20161103T065219.8440")]
    [InlineData("20161103T065219.99999999999999999999", "20240517T214308.2710")]
    [InlineData("20161103t0652", "20161103T214308.2710")]
    [InlineData("20161103 0652", "20161103T214308.2710")]
    [InlineData("20161103T2400", "20161104T000008.2710")]
    [InlineData("20161103T2401", "20240517T214308.2710")]
    [InlineData("20161131", "20240517T214308.2710")]
    [InlineData("20161301", "20240517T214308.2710")]
    [InlineData("20161103T0660", "20240517T214308.2710")]
    [InlineData("2016T09", "20160517T004308.2710")]
    [InlineData("2016T23", "20240517T214308.2710")]
    [InlineData("16/11/03", "20161103T214308.2710")]
    [InlineData("69/11/03", "19691103T214308.2710")]
    [InlineData("1478156400", "20240517T214308.2710")]
    public void Blend_OfALenientText_TakesTheRestFromTheClock(string? text, string expected) => AssertBlends(expected, text, Now);

    [Theory]
    [InlineData("2016-11-03", "20161103T000000.0000")]
    [InlineData("2016-11", "20161101T000000.0000")]
    [InlineData("2016-11-03T06", "20161103T060000.0000")]
    [InlineData("2016-11-03T06:52", "20161103T065200.0000")]
    [InlineData("2016-11-03 06:52:19,5", "20161103T065219.5000")]
    [InlineData("2016-11-03T06:52:19.843Z", "20161103T065219.8430")]
    [InlineData("2016-11-03T06:52:19.843+02:30", "20161103T042219.8430")]
    [InlineData("2016-11-03T06:52-05", "20161103T115200.0000")]
    [InlineData("20161103T0652+0700", "20161102T235200.0000")]
    [InlineData("20161103T065219.843-0330", "20161103T102219.8430")]
    [InlineData("  20161103T06+01", "20161103T050000.0000")]
    [InlineData("2016-W09-4", "20160303T000000.0000")]
    [InlineData("2016-W09", "20160229T000000.0000")]
    [InlineData("2016W094T06+01", "20160303T050000.0000")]
    [InlineData("2016-061", "20160301T000000.0000")]
    [InlineData("2016061T06-01", "20160301T070000.0000")]
    [InlineData("2016-060", "20240517T214308.2710")]
    [InlineData("2016-11-03T24:00", "20161104T000000.0000")]
    [InlineData("2016-11T06:52", "20240517T214308.2710")]
    [InlineData("201611T06+01", "20240517T214308.2710")]
    [InlineData("2016-11-03T06:52+", "20240517T214308.2710")]
    [InlineData("2016-11-03T06:52+1", "20240517T214308.2710")]
    [InlineData("2016-11-03T", "20240517T214308.2710")]
    [InlineData("-9", "20240517T214308.2710")]
    [InlineData("2016-11-31", "20240517T214308.2710")]
    public void Blend_OfATextWithASign_IsIso8601WithoutTheClock(string text, string expected) => AssertBlends(expected, text, Now);

    [Theory]
    [InlineData("2021", 2024, 2, 29, "20210301")]
    [InlineData("202102", 2024, 3, 31, "20210303")]
    [InlineData("202404", 2024, 3, 31, "20240501")]
    [InlineData("202402", 2024, 1, 30, "20240301")]
    public void Blend_OfADayThatTheMonthLacks_OverflowsIntoTheNext(string text, int year, int month, int day, string expected) =>
        Assert.Equal(expected, EpochText.From(EpochText.Blend(text, Instant.FromUtc(year, month, day, 0, 0)), PeriodKind.Day).ToString());

    [Fact]
    public void Blend_OfTheDocumentsYear_IsThisWeekOfThatYear()
    {
        // "this week last year" is written 2018 when the year is 2019.
        var period = EnergyPeriod.Resolve("2018", PeriodKind.Week, 1, Instant.FromUtc(2019, 2, 6, 12, 0), PeriodProfile.Document);
        Assert.Equal(new Interval(Instant.FromUtc(2018, 2, 5, 0, 0), Instant.FromUtc(2018, 2, 12, 0, 0)), period.Interval);
    }

    [Fact]
    public void Blend_OfTextsOutsideAscii_MeasuresTheSameInBothEncodings()
    {
        foreach (var text in new[] { "20é6", "2016é1", "201611é", "20161103Té06", "20161103T0é", "😀2016", "2016😀", "20161103T06😀" })
        {
            Assert.Equal(EpochText.Blend(text, Now), EpochText.Blend(System.Text.Encoding.UTF8.GetBytes(text), Now));
        }
    }

    private static void AssertBlends(string expected, string? text, Instant now)
    {
        Assert.Equal(expected, EpochText.From(EpochText.Blend(text, now), PeriodKind.Instant).ToString());
        Assert.Equal(expected, EpochText.From(EpochText.Blend(System.Text.Encoding.UTF8.GetBytes(text ?? ""), now), PeriodKind.Instant).ToString());
    }
}
