using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>The tables of the published document, row by row, and what the live server does instead.</summary>
public sealed class PeriodProfileTests
{
    // 4 February 2019, the document's own example; 2019 is a common year, February has 28 days and the first quarter 90.
    private static readonly Instant Example = Instant.FromUtc(2019, 2, 4, 9, 6, 23) + Duration.FromMilliseconds(555);

    // period | child | how many | grandchild | how many in all | compressed | uncompressed; 0 with a kind = "varies".
    [Theory]
    [InlineData("instant", null, 0, null, 0, "20190204T090623.555", "04/02/19 090623.5550")]
    [InlineData("second", "instant", 0, null, 0, "20190204T090623", "04/02/19 0906:23")]
    [InlineData("minute", "second", 60, "instant", 0, "20190204T0906", "04/02/19 09:06")]
    [InlineData("hour", "minute", 60, "second", 3600, "20190204T0900", "04/02/19 09:00")]
    [InlineData("timeofday", "hour", 6, "minute", 360, "20190204T0600", "04/02/19 06:00")]
    [InlineData("day", "hour", 24, "minute", 1440, "20190204", "04/02/19")]
    [InlineData("week", "day", 7, "timeofday", 28, "20190204", "04/02/19")]
    [InlineData("month", "day", 0, "hour", 0, "20190201", "01/02/19")]
    [InlineData("quarter", "month", 3, "day", 0, "20190101", "01/01/19")]
    [InlineData("year", "quarter", 4, "month", 12, "20190101", "01/01/19")]
    [InlineData("fiveyear", "year", 5, "quarter", 20, "20150101", "01/01/15")]
    public void Document_RowOfThePeriodTable_HoldsInFull(
        string kind, string? child, int children, string? grandchild, int grandchildren, string compressed, string uncompressed)
    {
        var period = EnergyPeriod.Containing(Example, PeriodKind.Parse(kind), PeriodProfile.Document);
        Assert.Equal(child, period.ChildSpan?.Kind.Name);
        Assert.Equal(grandchild, period.GrandchildSpan?.Kind.Name);
        Assert.Equal(compressed, period.Epoch.ToString());
        Assert.Equal(uncompressed, period.Epoch.ToString("D"));

        // "varies": with the calendar for months, with what was logged for instants, of which the calculator knows only how many there can be.
        Assert.Equal(child is null ? 0 : children != 0 ? children : kind == "month" ? 28 : 1000, period.ChildCount);
        Assert.Equal(
            grandchild is null ? 0 : grandchildren != 0 ? grandchildren : kind == "month" ? 28 * 24 : kind == "quarter" ? 90 : 60_000,
            period.GrandchildCount);
        Assert.Equal(child == "instant", period.ChildCountIsUpperBound);
        Assert.Equal(grandchild == "instant", period.GrandchildCountIsUpperBound);
        Assert.Equal(period.ChildCount, period.Children.Count);
        Assert.Equal(period.GrandchildCount, period.Grandchildren.Count);
        if (period.GrandchildSpan is { } span)
        {
            Assert.Equal(period.Interval, span.Interval);
        }
    }

    [Fact]
    public void Document_FamiliesThatVary_FollowTheCalendar()
    {
        int[] days = [.. EnergyPeriod.Parse("year/20200101").Children.Select(month => month.WithProfile(PeriodProfile.Document).ChildCount)];
        Assert.Equal([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], days);
        int[] quarters = [.. EnergyPeriod.Parse("year/20200101").WithProfile(PeriodProfile.Document).Children.Select(quarter => quarter.GrandchildCount)];
        Assert.Equal([91, 91, 92, 92], quarters);
    }

    [Fact]
    public void Document_YearAndFiveYears_GoThroughTheirQuarters()
    {
        var year = EnergyPeriod.Containing(Example, PeriodKind.Year, PeriodProfile.Document);
        Assert.Equal(["20190101", "20190401", "20190701", "20191001"], year.Children.Select(quarter => quarter.Epoch.ToString()));
        Assert.All(year.Children, quarter => Assert.Equal("month", year.GrandchildSpanOf(quarter)!.Value.Kind.Name));
        Assert.All(year.Children, quarter => Assert.Equal(3, year.GrandchildSpanOf(quarter)!.Value.Count));

        var five = EnergyPeriod.Containing(Example, PeriodKind.FiveYear, PeriodProfile.Document);
        Assert.All(five.Children, child => Assert.Equal(("quarter", 4), (five.GrandchildSpanOf(child)!.Value.Kind.Name, five.GrandchildSpanOf(child)!.Value.Count)));
        Assert.Equal(five.End, five.Grandchildren[^1].End);
    }

    [Fact]
    public void Server_YearAndFiveYears_GoThroughMonthsAndKeepTheLeftoverCount()
    {
        var year = EnergyPeriod.Containing(Example, PeriodKind.Year);
        Assert.Equal(("month", 12, "day", 365), (year.ChildSpan!.Value.Kind.Name, year.ChildCount, year.GrandchildSpan!.Value.Kind.Name, year.GrandchildCount));
        Assert.Equal("quarter/20190101", year.AlternateChild.ToString());

        var five = EnergyPeriod.Containing(Example, PeriodKind.FiveYear);
        Assert.Equal(("year", 5, "month", 20), (five.ChildSpan!.Value.Kind.Name, five.ChildCount, five.GrandchildSpan!.Value.Kind.Name, five.GrandchildCount));
        Assert.Equal("Jan 2015 - Aug 2016", five.GrandchildSpan.Value.Prompt);
        Assert.All(five.Children, child => Assert.Equal(4, five.GrandchildSpanOf(child)!.Value.Count));
    }

    [Fact]
    public void Document_LabelsOfAWeek_AreThoseOfItsExamples()
    {
        var week = EnergyPeriod.Containing(Example, PeriodKind.Week, PeriodProfile.Document);
        Assert.Equal("Mon Tue Wed Thu Fri Sat Sun", week.Labels);
        Assert.Equal("Morning Afternoon Evening Night", week.GrandchildLabels);
        Assert.Equal("Week 07 2019", week.Next.Prompt);
        Assert.Equal("Feb 4 Night", week.Grandchildren[0].Prompt);
        Assert.Equal("month", week.Parent!.Value.Kind.Name);
    }

    [Fact]
    public void Document_LabelsOfQuarters_AreTheirNumbers()
    {
        Assert.Equal("Q1 Q2 Q3 Q4", EnergyPeriod.Containing(Example, PeriodKind.Year, PeriodProfile.Document).Labels);
        Assert.Equal("Q1 Q2 Q3 Q4", EnergyPeriod.Containing(Example, PeriodKind.FiveYear, PeriodProfile.Document).GrandchildLabels);
        Assert.Equal("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", EnergyPeriod.Containing(Example, PeriodKind.Year, PeriodProfile.Document).GrandchildLabels);
    }

    [Fact]
    public void Document_WeekAtTheTurnOfTheYear_IsNumberedInItsIsoYear()
    {
        Assert.Equal("Week 01 2020", EnergyPeriod.Containing(Instant.FromUtc(2019, 12, 31, 0, 0), PeriodKind.Week, PeriodProfile.Document).Prompt);
        Assert.Equal("Week 53 2020", EnergyPeriod.Containing(Instant.FromUtc(2021, 1, 3, 0, 0), PeriodKind.Week, PeriodProfile.Document).Prompt);
    }

    [Theory]
    [InlineData(PeriodProfile.Server, 3, "20190204", "20190225")]
    [InlineData(PeriodProfile.Document, 3, "20190204", "20190225")]
    [InlineData(PeriodProfile.Server, -3, "20190114", "20190204")]
    [InlineData(PeriodProfile.Document, -3, "20190121", "20190211")]
    public void Duration_OfThreeWeeks_EndsWhereTheProfileSays(PeriodProfile profile, int duration, string start, string end)
    {
        var span = EnergyPeriod.Resolve("20190204", PeriodKind.Week, duration, Example, profile);
        Assert.Equal(start, EpochText.From(span.Start, PeriodKind.Week).ToString());
        Assert.Equal(end, EpochText.From(span.End, PeriodKind.Week).ToString());

        // The document's span ends at the period of the requested epoch, the server's one millisecond before it starts.
        Assert.Equal(profile == PeriodProfile.Document || duration > 0, span.Contains(Example));
    }

    [Fact]
    public void Document_DoesNotKnowTheQuarterHour()
    {
        Assert.Equal(11, PeriodKind.All.ToArray().Count(kind => kind.IsDocumented));
        Assert.All(PeriodKind.All.ToArray(), kind =>
        {
            Assert.NotEqual(PeriodKind.QuarterHour, kind.Child(PeriodProfile.Document));
            Assert.NotEqual(PeriodKind.QuarterHour, kind.AlternateChild(PeriodProfile.Document));
            Assert.NotEqual(PeriodKind.QuarterHour, kind.AlternateParent(PeriodProfile.Document));
        });
        Assert.Equal("qtrhour/20190204T0900", EnergyPeriod.Parse("minute/20190204T0906").AlternateParent.ToString());
        Assert.Equal("qtrhour/20190204T0900", EnergyPeriod.Parse("hour/20190204T0906").AlternateChild.ToString());
    }

    [Fact]
    public void Text_OfTheDocumentsSpan_ReadsBackToTheSameBounds()
    {
        var span = EnergyPeriod.Spanning(Example, PeriodKind.Week, -3, PeriodProfile.Document);
        Assert.Equal("week/20190211/-3", span.ToString());
        Assert.Equal(span.Interval, EnergyPeriod.Parse(span.ToString()).Interval);
    }
}
