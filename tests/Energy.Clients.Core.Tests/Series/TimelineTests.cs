using NodaTime;

namespace Energy.Clients.Tests.Series;

public class TimelineTests
{
    private static readonly DateTimeZone Pacific = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly LocalDate Spring = new(2024, 3, 10);
    private static readonly LocalDate Autumn = new(2024, 11, 3);
    private static readonly LocalDate Plain = new(2024, 6, 1);

    [Fact]
    public void HonestDay_HasAsManySlotsAsItIsLong()
    {
        Assert.Equal(96, Full(Plain, TimelineShape.Honest).Values.Count);
        Assert.Equal(92, Full(Spring, TimelineShape.Honest).Values.Count);
        Assert.Equal(100, Full(Autumn, TimelineShape.Honest).Values.Count);
    }

    [Fact]
    public void HonestDay_LosesNoReading()
    {
        foreach (var date in new[] { Plain, Spring, Autumn })
        {
            var day = Full(date, TimelineShape.Honest);

            Assert.Equal(Enumerable.Range(0, day.Values.Count).Select(i => (double?)i), day.Values);
            Assert.Empty(day.Missing);
            Assert.Equal(0, day.MissingCount);
        }
    }

    [Fact]
    public void FixedDay_OfSpring_LeavesTheHourThatDoesNotExistEmptyAndDoesNotCallItMissing()
    {
        var day = Full(Spring, TimelineShape.FixedSlots);

        Assert.Equal(96, day.Values.Count);
        Assert.Equal([8, 9, 10, 11], Enumerable.Range(0, 96).Where(i => day.Values[i] is null));
        Assert.Equal(8, day.Values[12]);
        Assert.Empty(day.Missing);
    }

    [Fact]
    public void FixedDay_OfAutumn_KeepsTheLaterReadingOfTheHourThatComesTwice()
    {
        var day = Full(Autumn, TimelineShape.FixedSlots);

        Assert.Equal(96, day.Values.Count);
        Assert.Equal(3, day.Values[3]);
        Assert.Equal(8, day.Values[4]);
        Assert.Equal(12, day.Values[8]);
    }

    [Theory]
    [InlineData(TimelineShape.Honest, 0)]
    [InlineData(TimelineShape.FixedSlots, 96)]
    public void DayThatTheZoneLeavesOut_IsNoFault(TimelineShape shape, int slots)
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var timeline = new Timeline(new LocalDate(2011, 12, 29), new LocalDate(2011, 12, 31), Quarter, apia, shape);
        var start = new LocalDate(2011, 12, 29).AtMidnight().InZoneStrictly(apia).ToInstant();
        for (var i = 0; i < 192; i++)
        {
            Assert.True(timeline.Add(new Reading(start + (Quarter * i), start + (Quarter * (i + 1)), i)));
        }

        var days = timeline.Days().ToList();
        Assert.Equal([96, slots, 96], days.Select(d => d.Values.Count));
        Assert.Equal(Enumerable.Range(96, 96).Select(i => (double?)i), days[2].Values);
        Assert.All(days, d => Assert.Empty(d.Missing));
    }

    [Theory]
    [InlineData("Australia/Adelaide", "2024-04-06", 24, 25, 24)]
    [InlineData("Australia/Lord_Howe", "2024-04-06", 24, 25, 24)]
    [InlineData("Australia/Lord_Howe", "2024-10-05", 24, 23, 24)]
    [InlineData("Asia/Kathmandu", "2024-04-06", 24, 24, 24)]
    public void HoursOfUtc_WhereClocksAreHalfAnHourOff_LoseNothing(string zoneId, string first, params int[] slots)
    {
        var (zone, hour) = (DateTimeZoneProviders.Tzdb[zoneId], Duration.FromHours(1));
        var from = NodaTime.Text.LocalDatePattern.Iso.Parse(first).Value;
        var timeline = new Timeline(from, from.PlusDays(2), hour, zone);
        var (begin, end) = (zone.AtStartOfDay(from).ToInstant(), zone.AtStartOfDay(from.PlusDays(3)).ToInstant());
        var at = Instant.FromUnixTimeSeconds((begin.ToUnixTimeSeconds() + 3599) / 3600 * 3600);
        var count = 0;
        for (; at < end; at += hour)
        {
            Assert.True(timeline.Add(new Reading(at, at + hour, count++)));
        }

        var days = timeline.Days().ToList();
        Assert.Equal(slots, days.Select(d => d.Values.Count));
        Assert.Equal(Enumerable.Range(0, count).Select(i => (double?)i), days.SelectMany(d => d.Values));
        Assert.All(days, d => Assert.Empty(d.Missing));
    }

    // Midnight is 18:15 in UTC, so the hours of UTC begin 45 minutes into the day, and the last reaches as far into the next.
    [Fact]
    public void Missing_OfADayWhoseSlotsBeginLater_ReachesToWhereTheNextOnesBegin()
    {
        var (zone, hour) = (DateTimeZoneProviders.Tzdb["Asia/Kathmandu"], Duration.FromHours(1));
        var timeline = new Timeline(Plain, Plain, hour, zone);
        var first = Instant.FromUtc(2024, 5, 31, 19, 0);
        timeline.Add(new Reading(first, first + hour, 1));

        var day = Assert.Single(timeline.Days());

        Assert.Equal(Duration.FromMinutes(45), day.Phase);
        Assert.Equal([new Interval(first + hour, first + Duration.FromHours(24))], day.Missing);
    }

    // 24 hours and a half: the last slot is what is left of the day.
    [Fact]
    public void Missing_OfADayThatIsNoWholeNumberOfSlots_EndsWithTheDay()
    {
        var day = Assert.Single(new Timeline(new(2024, 4, 7), new(2024, 4, 7), Duration.FromHours(1), DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"]).Days());

        Assert.Equal((25, Duration.Zero), (day.Values.Count, day.Phase));
        Assert.Equal([new Interval(Instant.FromUtc(2024, 4, 6, 13, 0), Instant.FromUtc(2024, 4, 7, 13, 30))], day.Missing);
    }

    [Fact]
    public void Missing_JoinsNeighboursAndTellsInstants()
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific);
        var midnight = Pacific.AtStartOfDay(Plain).ToInstant();
        for (var i = 0; i < 96; i++)
        {
            if (i is not (4 or 5 or 90))
            {
                timeline.Add(new Reading(midnight + (Quarter * i), midnight + (Quarter * (i + 1)), 1));
            }
        }

        var day = Assert.Single(timeline.Days());
        Assert.Equal([new(midnight + (Quarter * 4), midnight + (Quarter * 6)), new Interval(midnight + (Quarter * 90), midnight + (Quarter * 91))], day.Missing);
        Assert.Equal(3, day.MissingCount);
        Assert.Equal(93 * 0.25, day.NetEnergy(Quarter), 12);
    }

    // The hour that autumn shows twice has one row of fixed slots, which is the later hour's; the one that spring leaves out has slots in which nothing can be missing.
    [Fact]
    public void Missing_OfDaysWithoutAReading_IsWhatTheWallClockShows()
    {
        foreach (var (date, shape, hours) in new (LocalDate, TimelineShape, (int, int)[])[]
        {
            (Plain, TimelineShape.Honest, [(0, 24)]),
            (Spring, TimelineShape.Honest, [(0, 23)]),
            (Autumn, TimelineShape.Honest, [(0, 25)]),
            (Plain, TimelineShape.FixedSlots, [(0, 24)]),
            (Spring, TimelineShape.FixedSlots, [(0, 23)]),
            (Autumn, TimelineShape.FixedSlots, [(0, 1), (2, 25)]),
        })
        {
            var midnight = Pacific.AtStartOfDay(date).ToInstant();

            var day = Assert.Single(new Timeline(date, date, Quarter, Pacific, shape).Days());

            Assert.Equal(hours.Select(h => new Interval(midnight + Duration.FromHours(h.Item1), midnight + Duration.FromHours(h.Item2))), day.Missing);
            Assert.True(day.IsEmpty);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(59, 0)]
    [InlineData(900 + 1, 1)]
    public void FixedDay_TakesAReadingToTheMinute(int seconds, int slot)
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific, TimelineShape.FixedSlots);
        var start = Pacific.AtStartOfDay(Plain).ToInstant() + Duration.FromSeconds(seconds);

        Assert.True(timeline.Add(new Reading(start, start + Quarter, 7)));

        Assert.Equal(7, Assert.Single(timeline.Days()).Values[slot]);
    }

    [Fact]
    public void Day_ThatWasHandedOut_DoesNotChangeAnyMore()
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific);
        var before = Assert.Single(timeline.Days());
        var midnight = Pacific.AtStartOfDay(Plain).ToInstant();

        timeline.Add(new Reading(midnight, midnight + Quarter, 7));

        Assert.True(before.IsEmpty);
        Assert.False(Assert.Single(timeline.Days()).IsEmpty);
    }

    [Fact]
    public void Add_ASecondTime_Replaces_AlsoByNothing()
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific);
        var midnight = Pacific.AtStartOfDay(Plain).ToInstant();
        timeline.Add(new Reading(midnight, midnight + Quarter, 1));
        timeline.Add(new Reading(midnight, midnight + Quarter, 2));
        Assert.Equal(2, timeline.Days().Single().Values[0]);

        timeline.Add(new Reading(midnight, midnight + Quarter, null));
        Assert.True(timeline.Days().Single().IsEmpty);
        Assert.Empty(timeline.Days(includeEmpty: false));
    }

    [Theory]
    [InlineData(TimelineShape.Honest)]
    [InlineData(TimelineShape.FixedSlots)]
    public void Add_OutsideTheRange_IsPassedOverAndSaysSo(TimelineShape shape)
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific, shape);
        var end = Pacific.AtStartOfDay(Plain.PlusDays(1)).ToInstant();

        Assert.False(timeline.Add(new Reading(end, end + Quarter, 1)));
        Assert.True(timeline.Add(new Reading(end - Quarter, end, 1)));
    }

    [Theory]
    [InlineData(TimelineShape.Honest)]
    [InlineData(TimelineShape.FixedSlots)]
    public void Add_InsideASlot_IsRefused(TimelineShape shape)
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific, shape);
        var off = Pacific.AtStartOfDay(Plain).ToInstant() + Duration.FromMinutes(7);

        Assert.Contains("inside a slot of 15 minutes", Assert.Throws<ArgumentException>(() => timeline.Add(new Reading(off, off + Quarter, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ByWallClock_IsForFixedSlotsOnly()
    {
        var honest = new Timeline(Plain, Plain, Quarter, Pacific);
        Assert.Throws<InvalidOperationException>(() => honest.Add(Plain.At(new LocalTime(1, 0)), 1));

        var plain = new Timeline(Plain, Plain, Quarter, Pacific, TimelineShape.FixedSlots);
        Assert.True(plain.Add(Plain.At(new LocalTime(1, 0)), 1));
        Assert.Equal(1, plain.Days().Single().Values[4]);
    }

    [Fact]
    public void Extend_WidensBothWaysKeepsDataAndNeverNarrows()
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific);
        var midnight = Pacific.AtStartOfDay(Plain).ToInstant();
        timeline.Add(new Reading(midnight, midnight + Quarter, 5));

        timeline.Extend(Plain.PlusDays(-2), Plain.PlusDays(-1));
        timeline.Extend(Plain.PlusDays(3), Plain.PlusDays(3));
        timeline.Extend(Plain, Plain);

        Assert.Equal(Enumerable.Range(-2, 6).Select(Plain.PlusDays), timeline.Days().Select(d => d.Date));
        Assert.Equal(5, timeline.Days().Single(d => d.Date == Plain).Values[0]);
    }

    [Theory]
    [InlineData(3, 4, 0, 4)]
    [InlineData(-4, -3, -4, 0)]
    [InlineData(-1, 2, -1, 2)]
    public void Extend_ToDaysFurtherAway_CoversThoseBetweenToo(int first, int last, int coversFrom, int coversTo)
    {
        var timeline = new Timeline(Plain, Plain, Quarter, Pacific);

        timeline.Extend(Plain.PlusDays(first), Plain.PlusDays(last));

        Assert.Equal(Enumerable.Range(coversFrom, coversTo - coversFrom + 1).Select(Plain.PlusDays), timeline.Days().Select(static d => d.Date));
    }

    [Fact]
    public void Extend_OfAnEmptyTimeline_CoversTheDaysAsked()
    {
        var timeline = new Timeline(Plain, Plain.PlusDays(-1), Quarter, Pacific);

        timeline.Extend(Plain, Plain.PlusDays(-1));
        Assert.Empty(timeline.Days());
        timeline.Extend(Plain.PlusDays(3), Plain.PlusDays(4));

        Assert.Equal([Plain.PlusDays(3), Plain.PlusDays(4)], timeline.Days().Select(static d => d.Date));
    }

    [Fact]
    public void Zone_ThatIsNull_IsRefused() => Assert.Throws<ArgumentNullException>("zone", static () => new Timeline(Plain, Plain, Quarter, null!));

    [Fact]
    public void Range_ThatEndsBeforeItStarts_IsEmpty() => Assert.Empty(new Timeline(Plain, Plain.PlusDays(-1), Quarter, Pacific).Days());

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(-15)]
    [InlineData(2_880)]
    public void Resolution_ThatDoesNotDivideADay_IsRefused(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timeline(Plain, Plain, Duration.FromMinutes(minutes), Pacific));

    // The reading of each quarter hour of the day has its number as its value.
    private static TimelineDay Full(LocalDate date, TimelineShape shape)
    {
        var timeline = new Timeline(date, date, Quarter, Pacific, shape);
        var at = Pacific.AtStartOfDay(date).ToInstant();
        var end = Pacific.AtStartOfDay(date.PlusDays(1)).ToInstant();
        for (var i = 0; at < end; i++, at += Quarter)
        {
            Assert.True(timeline.Add(new Reading(at, at + Quarter, i)));
        }

        return Assert.Single(timeline.Days());
    }
}
