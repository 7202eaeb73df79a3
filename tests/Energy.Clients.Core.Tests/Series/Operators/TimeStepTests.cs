using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class TimeStepTests
{
    // Expected by the calendar: what the clock on the wall of that zone shows.
    [Theory]
    [InlineData("P1D", "Europe/Amsterdam", null, "2024-03-31T10:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z")]
    [InlineData("P1D", "Europe/Amsterdam", null, "2024-10-27T00:30:00Z", "2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z")]
    [InlineData("P1D", "Asia/Kathmandu", null, "2024-01-01T18:15:00Z", "2024-01-01T18:15:00Z", "2024-01-02T18:15:00Z")]
    [InlineData("P1D", "Pacific/Apia", null, "2011-12-30T09:59:59Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z")]
    [InlineData("P1D", "Pacific/Apia", null, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z")]
    [InlineData("P1D", "America/Sao_Paulo", null, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("P1D", "Europe/Amsterdam", "2000-01-01T06:00:00", "2024-03-31T03:59:00Z", "2024-03-30T05:00:00Z", "2024-03-31T04:00:00Z")]
    [InlineData("P1D", "Europe/Amsterdam", "2000-01-01T02:30:00", "2024-10-27T01:10:00Z", "2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z")]
    [InlineData("P1D", "Europe/Amsterdam", "2000-01-01T02:30:00", "2024-03-31T01:00:00Z", "2024-03-31T01:00:00Z", "2024-04-01T00:30:00Z")]
    [InlineData("P1D", "Europe/Amsterdam", "2000-01-01T03:00:00", "2024-10-27T01:30:00Z", "2024-10-26T01:00:00Z", "2024-10-27T02:00:00Z")]
    [InlineData("P1D", "America/New_York", "2000-01-01T02:00:00", "2024-11-03T06:30:00Z", "2024-11-02T06:00:00Z", "2024-11-03T07:00:00Z")]
    [InlineData("P1D", "America/New_York", "2000-01-01T02:30:00", "2024-03-10T07:00:00Z", "2024-03-10T07:00:00Z", "2024-03-11T06:30:00Z")]
    [InlineData("P1W", "Europe/Amsterdam", null, "2024-02-29T12:00:00Z", "2024-02-25T23:00:00Z", "2024-03-03T23:00:00Z")]
    [InlineData("P1M", "Europe/Amsterdam", null, "2024-03-31T22:30:00Z", "2024-03-31T22:00:00Z", "2024-04-30T22:00:00Z")]
    [InlineData("P3M", "UTC", null, "2024-05-17T00:00:00Z", "2024-04-01T00:00:00Z", "2024-07-01T00:00:00Z")]
    [InlineData("P1M", "UTC", "2024-01-31T00:00:00", "2024-03-01T00:00:00Z", "2024-02-29T00:00:00Z", "2024-03-31T00:00:00Z")]
    [InlineData("P1Y", "UTC", null, "2024-12-31T23:59:59Z", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")]
    [InlineData("P1M", "UTC", null, "0001-01-15T00:00:00Z", "0001-01-01T00:00:00Z", "0001-02-01T00:00:00Z")]
    [InlineData("PT1H", "UTC", "2000-01-01T00:20:00", "2024-01-01T00:30:00Z", "2024-01-01T00:20:00Z", "2024-01-01T01:20:00Z")]
    [InlineData("PT1H", "Asia/Kolkata", null, "2024-01-01T00:10:00Z", "2023-12-31T23:30:00Z", "2024-01-01T00:30:00Z")]
    [InlineData("PT1H", "Europe/Amsterdam", null, "2024-10-27T01:10:00Z", "2024-10-27T01:00:00Z", "2024-10-27T02:00:00Z")]
    [InlineData("PT1H", "Australia/Lord_Howe", null, "2024-04-06T14:40:00Z", "2024-04-06T14:00:00Z", "2024-04-06T15:30:00Z")]
    [InlineData("PT1H", "Australia/Lord_Howe", null, "2024-04-06T15:10:00Z", "2024-04-06T14:00:00Z", "2024-04-06T15:30:00Z")]
    [InlineData("PT1H", "Australia/Lord_Howe", null, "2024-10-05T15:10:00Z", "2024-10-05T14:30:00Z", "2024-10-05T15:30:00Z")]
    [InlineData("PT1H", "Australia/Lord_Howe", null, "2024-10-05T15:40:00Z", "2024-10-05T15:30:00Z", "2024-10-05T16:00:00Z")]
    [InlineData("PT30M", "Australia/Lord_Howe", null, "2024-04-06T15:10:00Z", "2024-04-06T15:00:00Z", "2024-04-06T15:30:00Z")]
    [InlineData("PT15M", "Asia/Kathmandu", null, "2024-01-01T00:10:00Z", "2024-01-01T00:00:00Z", "2024-01-01T00:15:00Z")]
    public void Containing_CalendarStep_IsThatOfTheZone(string period, string zone, string? anchor, string instant, string start, string end)
    {
        var step = TimeStep.Of(PeriodPattern.Roundtrip.Parse(period).Value, DateTimeZoneProviders.Tzdb[zone],
            anchor is null ? null : LocalDateTimePattern.ExtendedIso.Parse(anchor).Value);

        Assert.Equal(new Interval(At(start), At(end)), step.Containing(At(instant)));
        Assert.Equal(new Interval(At(start), At(end)), step.Containing(At(start)));
        Assert.Equal(new Interval(At(start), At(end)), step.Containing(At(end) - Duration.Epsilon));
        Assert.Equal(At(end), step.Containing(At(end)).Start);
    }

    [Theory]
    [InlineData(900, null, "2024-01-01T00:14:59Z", "2024-01-01T00:00:00Z")]
    [InlineData(900, "2024-01-01T00:07:00Z", "2024-01-01T00:06:00Z", "2023-12-31T23:52:00Z")]
    [InlineData(900, null, "1969-12-31T23:59:59Z", "1969-12-31T23:45:00Z")]
    [InlineData(86400, null, "1066-10-14T09:00:00Z", "1066-10-14T00:00:00Z")]
    [InlineData(86400, null, "1066-10-14T00:00:00Z", "1066-10-14T00:00:00Z")]
    [InlineData(86400, null, "2300-01-01T09:00:00Z", "2300-01-01T00:00:00Z")]
    [InlineData(86400, null, "2300-01-01T00:00:00Z", "2300-01-01T00:00:00Z")]
    [InlineData(7, "1970-01-01T00:00:01Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:54Z")]
    public void Containing_StepOfOneLength_IsOnTheGridOfItsAnchor(int seconds, string? anchor, string instant, string start)
    {
        var step = TimeStep.Of(Duration.FromSeconds(seconds), anchor is null ? null : At(anchor));

        Assert.Equal(new Interval(At(start), At(start) + Duration.FromSeconds(seconds)), step.Containing(At(instant)));
    }

    [Theory]
    [InlineData("Europe/Amsterdam", 2024)]
    [InlineData("Asia/Kolkata", 2024)]
    [InlineData("Asia/Kathmandu", 2024)]
    [InlineData("Australia/Lord_Howe", 2024)]
    [InlineData("Pacific/Apia", 2011)]
    [InlineData("America/Sao_Paulo", 2018)]
    [InlineData("Africa/Casablanca", 2024)]
    public void Within_AYearOfAnyZone_TilesIt(string zone, int year)
    {
        var range = new Interval(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0));
        foreach (var period in new[] { Period.FromDays(1), Period.FromDays(3), Period.FromWeeks(1), Period.FromMonths(1), Period.FromHours(1), Period.FromHours(6),
            Period.FromMinutes(15), Period.FromMinutes(20) })
        {
            foreach (var hour in new[] { 0, 2, 6 })
            {
                var steps = TimeStep.Of(period, DateTimeZoneProviders.Tzdb[zone], new LocalDateTime(2000, 1, 1, hour, 0)).Within(range).ToList();

                Assert.True(steps[0].Start <= range.Start && steps[^1].End >= range.End);
                Assert.DoesNotContain(steps, static s => s.Start >= s.End);
                Assert.DoesNotContain(steps.Zip(steps.Skip(1)), static pair => pair.First.End != pair.Second.Start);
            }
        }
    }

    [Fact]
    public void Within_TheSkippedDayOfApia_HasAStepFewer()
    {
        var zone = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var december = new Interval(zone.AtStartOfDay(new LocalDate(2011, 12, 1)).ToInstant(), zone.AtStartOfDay(new LocalDate(2012, 1, 1)).ToInstant());

        Assert.Equal(30, TimeStep.Days(zone).Within(december).Count());
    }

    [Fact]
    public void Of_WhatIsNoStep_IsRefused()
    {
        var zone = DateTimeZone.Utc;
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeStep.Of(Duration.Zero));
        foreach (var period in new[] { Period.Zero, Period.FromDays(-1), Period.FromMonths(1) + Period.FromDays(1), Period.FromDays(1) + Period.FromHours(6), Period.FromHours(5),
            Period.FromHours(-1), Period.FromHours(48) })
        {
            Assert.Throws<ArgumentException>(() => TimeStep.Of(period, zone));
        }
    }

    [Fact]
    public void Equality_GoesByMeaning()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

        Assert.Equal(TimeStep.Of(Period.FromWeeks(1), zone), TimeStep.Of(Period.FromDays(7), zone));
        Assert.NotEqual(TimeStep.Days(zone), TimeStep.Days(zone, new LocalTime(6, 0)));
        Assert.NotEqual(TimeStep.Days(zone), TimeStep.Of(Duration.FromDays(1)));
        Assert.Equal("P1D Europe/Amsterdam from 0001-01-01T06:00:00", TimeStep.Days(zone, new LocalTime(6, 0)).ToString());
        Assert.Equal("PT15M", TimeStep.Of(Duration.FromMinutes(15)).ToString());
        Assert.Equal("PT15M from 2024-01-01T00:07:00Z", TimeStep.Of(Duration.FromMinutes(15), At("2024-01-01T00:07:00Z")).ToString());
        Assert.Equal("P1M Europe/Amsterdam", TimeStep.Months(zone).ToString());
        Assert.Equal("P7D Europe/Amsterdam", TimeStep.Of(Period.FromWeeks(1), zone).ToString());
        Assert.Equal("PT1H Europe/Amsterdam", TimeStep.Of(Period.FromHours(1), zone).ToString());
        Assert.Equal(TimeStep.Of(Period.FromYears(1), zone), TimeStep.Of(Period.FromMonths(12), zone));
        Assert.NotEqual(TimeStep.Of(Period.FromHours(1), zone), TimeStep.Of(Period.FromHours(2), zone));
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
