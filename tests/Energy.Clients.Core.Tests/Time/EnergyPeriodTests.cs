using NodaTime;

namespace Energy.Clients.Tests;

public sealed class EnergyPeriodTests
{
    private static readonly Instant Moment = Instant.FromUtc(2023, 8, 6, 17, 25, 9).PlusNanoseconds(42_000_000);

    [Theory]
    [InlineData("instant", "20230806T172509.0420", "20230806T172509.0420", "17:25:09.042", "06/08/23 172509.0420")]
    [InlineData("second", "20230806T172509.0000", "20230806T172509.9990", "17:25:09", "06/08/23 1725:09")]
    [InlineData("minute", "20230806T172500.0000", "20230806T172559.9990", "17:25", "06/08/23 17:25")]
    [InlineData("qtrhour", "20230806T171500.0000", "20230806T172959.9990", "15 mins 17:15", "06/08/23 17:15 - 06/08/23 17:29")]
    [InlineData("hour", "20230806T170000.0000", "20230806T175959.9990", "1700 hrs", "06/08/23 17:00 - 06/08/23 17:59")]
    [InlineData("timeofday", "20230806T120000.0000", "20230806T175959.9990", "Aug 6 Afternoon", "06/08/23 12:00 - 06/08/23 17:59")]
    [InlineData("day", "20230806T000000.0000", "20230806T235959.9990", "Sun Aug 6th", "06/08/23")]
    [InlineData("week", "20230731T000000.0000", "20230806T235959.9990", "Week 31-07-2023", "31/07/23 - 06/08/23")]
    [InlineData("month", "20230801T000000.0000", "20230831T235959.9990", "Aug 2023", "01/08/23 - 31/08/23")]
    [InlineData("quarter", "20230701T000000.0000", "20230930T235959.9990", "Q3 2023", "01/07/23 - 30/09/23")]
    [InlineData("year", "20230101T000000.0000", "20231231T235959.9990", "2023", "01/01/23 - 31/12/23")]
    [InlineData("fiveyear", "20200101T000000.0000", "20241231T235959.9990", "5 Years 2020-2024", "01/01/20 - 31/12/24")]
    public void Containing_OfEachKind_HasTheServersBoundsAndTexts(string kind, string first, string last, string prompt, string title)
    {
        var period = EnergyPeriod.Containing(Moment, PeriodKind.Parse(kind));
        Assert.Equal(first, EpochText.From(period.Start, PeriodKind.Instant).ToString());
        Assert.Equal(last, EpochText.From(period.LastInstant, PeriodKind.Instant).ToString());
        Assert.Equal(period.LastInstant + Duration.FromMilliseconds(1), period.End);
        Assert.Equal(prompt, period.Prompt);
        Assert.Equal(title, period.Title);
        Assert.True(period.Contains(Moment));
        Assert.False(period.Contains(period.End));
        Assert.False(period.Contains(period.Start - Duration.Epsilon));
    }

    [Theory]
    [InlineData(1, "Tue Aug 1st")]
    [InlineData(2, "Wed Aug 2nd")]
    [InlineData(3, "Thu Aug 3rd")]
    [InlineData(11, "Fri Aug 11th")]
    [InlineData(12, "Sat Aug 12th")]
    [InlineData(13, "Sun Aug 13th")]
    [InlineData(21, "Mon Aug 21st")]
    [InlineData(22, "Tue Aug 22nd")]
    [InlineData(23, "Wed Aug 23rd")]
    [InlineData(30, "Wed Aug 30th")]
    [InlineData(31, "Thu Aug 31st")]
    public void Prompt_OfADay_HasAnEnglishOrdinal(int day, string prompt) =>
        Assert.Equal(prompt, EnergyPeriod.Containing(Instant.FromUtc(2023, 8, day, 9, 0), PeriodKind.Day).Prompt);

    [Theory]
    [InlineData("week", 3, "20230731", "20230820", "Week 31-07-2023 - Week 20-08-2023")]
    [InlineData("week", -3, "20230710", "20230730", "Week 10-07-2023 - Week 30-07-2023")]
    [InlineData("week", -1, "20230724", "20230730", "Week 24-07-2023 - Week 30-07-2023")]
    [InlineData("qtrhour", 4, "20230806T1715", "20230806T1814", "15 mins 17:15 - 15 mins 18:14")]
    [InlineData("qtrhour", -1, "20230806T1700", "20230806T1714", "15 mins 17:00 - 15 mins 17:14")]
    [InlineData("hour", -2, "20230806T1500", "20230806T1659", "1500 hrs - 1600 hrs")]
    [InlineData("month", -1, "20230701", "20230731", "Jul 2023")]
    [InlineData("month", 6, "20230801", "20240131", "Aug 2023 - Jan 2024")]
    [InlineData("quarter", -4, "20220701", "20230630", "Q3 2022 - Q2 2023")]
    [InlineData("fiveyear", 2, "20200101", "20291231", "5 Years 2020-2024 - 5 Years 2025-2029")]
    public void Spanning_OfADuration_CountsFromTheEpochsPeriod(string kind, int duration, string epoch, string end, string prompt)
    {
        var span = EnergyPeriod.Spanning(Moment, PeriodKind.Parse(kind), duration);
        Assert.Equal(Math.Abs(duration), span.Count);
        Assert.Equal(epoch, span.Epoch.ToString());
        Assert.Equal(end, span.EndEpoch.ToString());
        Assert.Equal(prompt, span.Prompt);
        Assert.Equal(duration < 0, span.IsRetrospective);
        Assert.Equal(duration < 0, span.End <= Moment);
        Assert.Equal(span.End, span.Next.Start);
        Assert.Equal(span.Start, span.Previous.End);
        Assert.Equal((1, 1), (span.Next.Count, span.Previous.Count));
        Assert.Equal(span.Count, span.Each.Count);
        Assert.Equal((span.Start, span.End), (span.Each[0].Start, span.Each[^1].End));
    }

    [Fact]
    public void Parent_OfAWeekAcrossMonths_IsTheMonthOfItsMonday() =>
        Assert.Equal("month/20230701", EnergyPeriod.Parse("week/20230731").Parent.ToString());

    [Fact]
    public void AlternateChild_OfAMonth_IsTheWeekThatMayStartBeforeIt() =>
        Assert.Equal("week/20230731", EnergyPeriod.Parse("month/20230801").AlternateChild.ToString());

    [Fact]
    public void GrandchildSpanOf_AStranger_IsRefused()
    {
        var week = EnergyPeriod.Parse("week/20230731");
        Assert.Equal("timeofday/20230802T0000/4", week.GrandchildSpanOf(week.Children[2]).ToString());
        Assert.Throws<ArgumentException>(() => week.GrandchildSpanOf(week.Next.Children[0]));
        Assert.Throws<ArgumentException>(() => week.GrandchildSpanOf(week));
        Assert.Throws<ArgumentException>(() => week.GrandchildSpanOf(week.ChildSpan!.Value));
    }

    [Theory]
    [InlineData("week/20230802", "week/20230731")]
    [InlineData("week/20230802T0917", "week/20230731")]
    [InlineData("hour/20230802T0917", "hour/20230802T0900")]
    [InlineData("hour/20230802", "hour/20230802T0000")]
    [InlineData("week/20230802/1", "week/20230731")]
    [InlineData("week/20230802/3", "week/20230731/3")]
    [InlineData("week/20230802/-3", "week/20230731/-3")]
    [InlineData("second/20230802T091733.0420", "second/20230802T091733")]
    [InlineData("instant/20230802T091733.042", "instant/20230802T091733.0420")]
    [InlineData("fiveyear/20240229", "fiveyear/20200101")]
    public void Parse_OfAnEpochInThePeriod_PrintsItsStart(string text, string canonical)
    {
        Assert.Equal(canonical, EnergyPeriod.Parse(text).ToString());
        Assert.Equal(EnergyPeriod.Parse(text), EnergyPeriod.Parse(canonical));
    }

    [Theory]
    [InlineData("week", 4)]
    [InlineData("weeks/20230802", 0)]
    [InlineData("/20230802", 0)]
    [InlineData("week/", 5)]
    [InlineData("week/2023", 9)]
    [InlineData("week/20230802/", 14)]
    [InlineData("week/20230802/0", 14)]
    [InlineData("week/20230802/03", 14)]
    [InlineData("week/20230802/+3", 14)]
    [InlineData("week/20230802/3/1", 14)]
    [InlineData("week/20230802/1234567890", 14)]
    [InlineData("week/00000101", 5)]
    [InlineData("year/99980101/3", 5)]
    [InlineData("year/00010101/-2", 5)]
    [InlineData("month/20230801/999999999", 6)]
    public void Parse_OfAnotherShape_IsRefusedWhereItBreaks(string text, int position)
    {
        Assert.False(EnergyPeriod.TryParse(text, out _));
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => EnergyPeriod.Parse(text)).Position);
    }

    [Fact]
    public void Bounds_AtTheEndOfTime_AreCutAndHaveNoNext()
    {
        var week = EnergyPeriod.Parse("week/99991231");
        Assert.Equal("week/99991227", week.ToString());
        Assert.Equal(Instant.MaxValue, week.End);
        Assert.Equal(5, week.ChildCount);
        Assert.True(week.Contains(Instant.MaxValue));
        Assert.Throws<OverflowException>(() => week.Next);
        Assert.Throws<OverflowException>(() => default(EnergyPeriod).Previous);
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyPeriod.Containing(Instant.MinValue, PeriodKind.Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyPeriod.Spanning(Moment, PeriodKind.Year, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyPeriod.Spanning(Moment, PeriodKind.Year, 8000));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyPeriod.Spanning(Moment, PeriodKind.Year, int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyPeriod.Spanning(Moment, PeriodKind.FiveYear, int.MaxValue));
    }

    [Fact]
    public void FirstDaysOfTheYearZero_LieInNoWeek()
    {
        Assert.Null(EnergyPeriod.Parse("day/00000102").AlternateParent);
        Assert.Equal("week/00000103", EnergyPeriod.Parse("day/00000103").AlternateParent.ToString());
    }

    [Fact]
    public void Labels_OfTheServer_AreThoseOfItsLinks()
    {
        Assert.Equal("Mon Tue Wed Thu Fri Sat Sun", EnergyPeriod.Parse("week/20230731").Labels);
        Assert.Equal("Night Morning Afternoon Evening", EnergyPeriod.Parse("week/20230731").GrandchildLabels);
        Assert.Equal("06 07 08 09 10 11", EnergyPeriod.Parse("timeofday/20230731T0600").Labels);
        Assert.Equal("45 46 47 48 49 50 51 52 53 54 55 56 57 58 59", EnergyPeriod.Parse("qtrhour/20230731T0645").Labels);
        Assert.Equal("Jul Aug Sep", EnergyPeriod.Parse("quarter/20230731").Labels);
        Assert.Equal("2020 2021 2022 2023 2024", EnergyPeriod.Parse("fiveyear/20230731").Labels);
        Assert.EndsWith(" 27 28", EnergyPeriod.Parse("month/20230201").Labels, StringComparison.Ordinal);
        Assert.EndsWith(" 28 29", EnergyPeriod.Parse("month/20240201").Labels, StringComparison.Ordinal);
        Assert.EndsWith(" 30 31", EnergyPeriod.Parse("quarter/20230401").GrandchildLabels, StringComparison.Ordinal);
        Assert.StartsWith("01 02 03", EnergyPeriod.Parse("hour/20230731T0600").Labels, StringComparison.Ordinal);
        Assert.EndsWith("58 59 60", EnergyPeriod.Parse("hour/20230731T0600").Labels, StringComparison.Ordinal);
        Assert.Null(EnergyPeriod.Parse("second/20230731T060000").Labels);
        Assert.Null(EnergyPeriod.Parse("instant/20230731T060000.0000").GrandchildLabels);
    }

    [Fact]
    public void Children_AsSequence_AnswerIndexCountAndLinq()
    {
        var children = EnergyPeriod.Parse("week/20230731").Children;
        Assert.Equal(7, children.Count);
        Assert.Equal("day/20230806", children[6].ToString());
        Assert.Equal(children.ToList(), [.. Enumerable.Range(0, 7).Select(i => children[i])]);
        Assert.Throws<ArgumentOutOfRangeException>(() => children[7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => children[-1]);
        Assert.Equal(children, EnergyPeriod.Parse("week/20230731").Children);
        Assert.True(children != EnergyPeriod.Parse("week/20230807").Children);
        Assert.Empty(default(PeriodSequence));
    }

    [Fact]
    public void Calculator_OfAnyKind_AllocatesNothing()
    {
        static long Walk()
        {
            long sum = 0;
            foreach (var kind in PeriodKind.All)
            {
                var period = EnergyPeriod.Containing(Moment, kind);
                foreach (var child in period.Next.Children)
                {
                    sum += child.Start.ToUnixTimeMilliseconds();
                }

                sum += (period.Parent?.Count ?? 0) + (period.AlternateChild?.Count ?? 0) + (period.GrandchildSpan?.Count ?? 0);
                sum += period.End.ToUnixTimeMilliseconds();
            }

            return sum;
        }

        Walk();
        Assert.Equal(0, Allocations.Of(() => Walk()));
    }
}
