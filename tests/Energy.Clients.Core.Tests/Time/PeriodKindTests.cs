using NodaTime;

namespace Energy.Clients.Tests;

public sealed class PeriodKindTests
{
    [Fact]
    public void All_OfTheKinds_AreTwelveInAscendingOrder()
    {
        var words = PeriodKind.All.ToArray().Select(kind => kind.Name);
        Assert.Equal("instant second minute qtrhour hour timeofday day week month quarter year fiveyear", string.Join(' ', words));
        Assert.Equal(PeriodKind.All.ToArray().Order(), PeriodKind.All.ToArray());
        Assert.Equal(PeriodKind.Instant, default);
        Assert.Equal(PeriodKind.Week, PeriodKind.ServerDefault);
    }

    [Theory]
    [InlineData("instant", 1)]
    [InlineData("second", 1)]
    [InlineData("minute", 1)]
    [InlineData("qtrhour", 8)]
    [InlineData("hour", 6)]
    [InlineData("timeofday", 8)]
    [InlineData("day", 31)]
    [InlineData("week", 12)]
    [InlineData("month", 6)]
    [InlineData("quarter", 8)]
    [InlineData("year", 5)]
    [InlineData("fiveyear", 5)]
    public void MaxDuration_OfEachKind_IsTheServersCap(string kind, int cap)
    {
        Assert.Equal(cap, PeriodKind.Parse(kind).MaxDuration);
        Assert.Equal(cap, PeriodKind.Parse(kind).ReadDuration("1000000000000"));
        Assert.Equal(-cap, PeriodKind.Parse(kind).ReadDuration("-1000000000000"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("7", 7)]
    [InlineData("-7", -7)]
    [InlineData("+7", 7)]
    [InlineData(" \t7", 7)]
    [InlineData("\uFEFF\u00A07", 7)]
    [InlineData("\u00857", 1)]
    [InlineData("7.9", 7)]
    [InlineData("-7.9", -7)]
    [InlineData("7 days", 7)]
    [InlineData("7e3", 7)]
    [InlineData("007", 7)]
    [InlineData("0xa", 10)]
    [InlineData("-0XB", -11)]
    [InlineData("0x", 1)]
    [InlineData("0xg", 1)]
    [InlineData("0", 1)]
    [InlineData("-0", 1)]
    [InlineData("-", 1)]
    [InlineData("--7", 1)]
    [InlineData("+-7", 1)]
    [InlineData("seven", 1)]
    [InlineData("७", 1)]
    [InlineData("NaN", 1)]
    public void ReadDuration_OfAnyText_IsTheLeadingIntegerOrOne(string text, int expected) =>
        Assert.Equal(expected, PeriodKind.Day.ReadDuration(text));

    [Theory]
    [InlineData("Week")]
    [InlineData("weeks")]
    [InlineData(" week")]
    [InlineData("week ")]
    [InlineData("quarterhour")]
    [InlineData("")]
    [InlineData("wēek")]
    [InlineData("yea")]
    public void Parse_OfAnotherSpelling_IsRefusedWithTheChoices(string text)
    {
        Assert.False(PeriodKind.TryParse(text, out var kind));
        Assert.Equal(default, kind);
        var fault = Assert.Throws<TextFormatException>(() => PeriodKind.Parse(text));
        Assert.Contains("timeofday", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void FixedLength_OfMonthsAndLonger_IsUnknown()
    {
        Assert.Equal(Duration.FromDays(7), PeriodKind.Week.FixedLength);
        Assert.Equal(Duration.FromMilliseconds(1), PeriodKind.Instant.FixedLength);
        Assert.Null(PeriodKind.Month.FixedLength);
        Assert.Null(PeriodKind.FiveYear.FixedLength);
    }
}
