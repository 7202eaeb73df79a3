using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Stem.Tests.Streams;

/// <summary>The law of a read: what comes out is the set that the server holds. The set is made here, not read.</summary>
public class ReadLawTests
{
    private const string SiteId = "law";

    // Whole, half and quarter-hour offsets, both hemispheres, no clock change, and a zone that leaves out a day; each around a clock change where it has one.
    public static TheoryData<string, string> Zones => new()
    {
        { "Etc/UTC", "2023-03-26" },
        { "Europe/Amsterdam", "2023-03-26" },
        { "America/Los_Angeles", "2023-11-05" },
        { "Australia/Adelaide", "2023-10-01" },
        { "Australia/Lord_Howe", "2023-04-02" },
        { "Asia/Kolkata", "2023-06-01" },
        { "Asia/Kathmandu", "2023-06-01" },
        { "Pacific/Apia", "2011-12-30" },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Read_LocalDaysAcrossAClockChange_YieldsTheSetThatTheServerHolds(string zoneId, string change)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(change).Value;
        foreach (var minutes in new[] { 15, 30, 60 })
        {
            await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
            var resolution = Duration.FromMinutes(minutes);
            var held = Hold(stem, At(zone, day.PlusDays(-3)), At(zone, day.PlusDays(4)), resolution);

            // From local midnight, which is off the grid of UTC in some zones, and from each of its neighbours; windows of 1, 2, 3 and 10,000 slots.
            foreach (var slots in new[] { 1, 2, 3, 10_000 })
            {
                foreach (var shift in new[] { Duration.Zero, Duration.FromSeconds(1), -Duration.FromSeconds(1), ToChange(zone, day) - resolution, ToChange(zone, day) })
                {
                    var start = At(zone, day) + shift;
                    var range = new Interval(start, start + (resolution * slots));
                    var read = await stem.Client.Streams.ReadAsync(SiteId, StemStreamType.Monitor, new StemStreamQuery { Range = range, Resolution = resolution }).ToListAsync();
                    Assert.Equal(held.Where(r => range.Contains(r.Start)), read);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Read_DayByDay_YieldsEachReadingOnce(string zoneId, string change)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(change).Value;
        await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
        var resolution = Duration.FromMinutes(15);
        var held = Hold(stem, At(zone, day.PlusDays(-3)), At(zone, day.PlusDays(4)), resolution);

        var read = new List<Reading>();
        for (var d = day.PlusDays(-3); d < day.PlusDays(4); d = d.PlusDays(1))
        {
            var range = new StemDaysQuery { Days = new DateInterval(d, d), Zone = zone }.ToStreamQuery().Range;
            read.AddRange(await stem.Client.Streams.ReadAsync(SiteId, StemStreamType.Monitor, new StemStreamQuery { Range = range }).ToListAsync());
        }

        Assert.Equal(held, read);
    }

    [Theory]
    [InlineData(2023, 3, 26, "Europe/Amsterdam", 92)]
    [InlineData(2023, 10, 29, "Europe/Amsterdam", 100)]
    [InlineData(2023, 10, 1, "Australia/Adelaide", 92)]
    [InlineData(2023, 6, 1, "Asia/Kathmandu", 96)]
    public async Task Days_HoldWhatTheServerHoldsOfThem(int year, int month, int date, string zoneId, int slots)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var day = new LocalDate(year, month, date);
        await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
        var held = Hold(stem, At(zone, day.PlusDays(-1)), At(zone, day.PlusDays(2)), Duration.FromMinutes(15));

        var timeline = await stem.Client.Streams.ReadDaysAsync(SiteId, StemStreamType.Monitor, new StemDaysQuery { Days = new DateInterval(day, day), Zone = zone });

        var expected = held.Where(r => r.Start >= At(zone, day) && r.Start < At(zone, day.PlusDays(1))).Select(r => r.Value).ToList();
        Assert.Equal(slots, expected.Count);
        Assert.Equal(expected, Assert.Single(timeline.Days()).Values);
    }

    // Slots of an hour of UTC in zones half an hour off, a clock change of half an hour, and the day that Apia left out.
    [Theory]
    [InlineData("Pacific/Apia", "2011-12-29", 3)]
    [InlineData("Pacific/Apia", "2011-12-30", 1)]
    [InlineData("Australia/Lord_Howe", "2023-03-31", 5)]
    [InlineData("Australia/Lord_Howe", "2023-09-29", 5)]
    [InlineData("Australia/Adelaide", "2023-03-31", 5)]
    [InlineData("Australia/Adelaide", "2023-09-29", 5)]
    [InlineData("Asia/Kathmandu", "2023-03-31", 2)]
    public async Task Days_OfAnyResolution_HoldWhatTheServerHoldsOfThem(string zoneId, string first, int count)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var from = NodaTime.Text.LocalDatePattern.Iso.Parse(first).Value;
        var days = new DateInterval(from, from.PlusDays(count - 1));
        foreach (var minutes in new[] { 15, 30, 60 })
        {
            await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
            var held = Hold(stem, At(zone, from.PlusDays(-2)), At(zone, days.End.PlusDays(3)), Duration.FromMinutes(minutes));

            var timeline =
                await stem.Client.Streams.ReadDaysAsync(SiteId, StemStreamType.Monitor, new StemDaysQuery { Days = days, Zone = zone, Resolution = Duration.FromMinutes(minutes) });

            var read = timeline.Days().ToList();
            Assert.Equal(days, read.Select(d => d.Date));
            Assert.All(read, d => Assert.Equal(held.Where(r => r.Start.InZone(zone).Date == d.Date).Select(r => r.Value), d.Values));
            Assert.All(read, d => Assert.Empty(d.Missing));
        }
    }

    [Theory]
    [InlineData("Australia/Adelaide", 60)]
    [InlineData("Australia/Lord_Howe", 60)]
    [InlineData("Asia/Kathmandu", 30)]
    public async Task Days_OfFixedSlotsThatUtcDoesNotFit_AreRefusedAtTheCallWithARemedyThatServes(string zoneId, int minutes)
    {
        await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
        var day = new LocalDate(2023, 6, 1);
        var query = new StemDaysQuery
        {
            Days = new DateInterval(day, day),
            Zone = DateTimeZoneProviders.Tzdb[zoneId],
            Resolution = Duration.FromMinutes(minutes),
            Shape = TimelineShape.FixedSlots
        };
        Hold(stem, At(query.Zone, day), At(query.Zone, day.PlusDays(1)), Duration.FromMinutes(15));
        var before = stem.Server.Requests.Total;

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => stem.Client.Streams.ReadDaysAsync(SiteId, StemStreamType.Monitor, query));

        Assert.Contains("15 minutes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, stem.Server.Requests.Total);
        var remedied = await stem.Client.Streams.ReadDaysAsync(SiteId, StemStreamType.Monitor, query with { Resolution = Duration.FromMinutes(15) });
        Assert.Equal(Enumerable.Range(0, 96).Select(static i => (double?)(i / 4.0)), Assert.Single(remedied.Days()).Values);
    }

    [Fact]
    public async Task Read_OverManyMonths_YieldsTheSetWithItsHolesAndNulls()
    {
        await using var stem = await StemFixture.StartAsync(o => o.SimulatedWorld = false);
        var (start, end) = (Instant.FromUtc(2023, 1, 31, 0, 0), Instant.FromUtc(2023, 7, 4, 5, 30));
        var all = Hold(stem, start, end, Duration.FromMinutes(30));
        var (gap, nulls) =
            (new Interval(Instant.FromUtc(2023, 2, 28, 0, 0), Instant.FromUtc(2023, 4, 2, 0, 0)),
                new Interval(Instant.FromUtc(2023, 5, 30, 23, 0), Instant.FromUtc(2023, 6, 1, 1, 0)));
        stem.Server.State.Hide(SiteId, "MONITOR", gap);
        stem.Server.State.Blank(SiteId, "MONITOR", nulls);

        var read = await stem.Client.Streams.ReadAsync(SiteId, StemStreamType.Monitor,
            new StemStreamQuery { Range = new Interval(start, end), Resolution = Duration.FromMinutes(30) }).ToListAsync();

        Assert.Equal(all.Where(r => !gap.Contains(r.Start)).Select(r => nulls.Contains(r.Start) ? r with { Value = null } : r), read);
    }

    /// <summary>From local midnight to the clock change of the day; nothing where there is none.</summary>
    private static Duration ToChange(DateTimeZone zone, LocalDate day) =>
        zone.GetZoneInterval(At(zone, day)) is { HasEnd: true } interval && interval.End < At(zone, day.PlusDays(1)) ? interval.End - At(zone, day) : Duration.Zero;

    private static Instant At(DateTimeZone zone, LocalDate day) => zone.AtLeniently(day.AtMidnight()).ToInstant();

    /// <summary>Gives the server a value for each slot of UTC's grid, and says what a client should read.</summary>
    private static List<Reading> Hold(StemFixture stem, Instant start, Instant end, Duration resolution)
    {
        var length = (long)resolution.TotalSeconds;
        var first = (start.ToUnixTimeSeconds() + length - 1) / length;
        var readings = new List<Reading>();
        for (var slot = first; slot * length < end.ToUnixTimeSeconds(); slot++)
        {
            readings.Add(new Reading(Instant.FromUnixTimeSeconds(slot * length), Instant.FromUnixTimeSeconds((slot + 1) * length), (slot - first) / 4.0));
        }

        stem.Server.State.AddSite(SiteId, "Law");
        stem.Server.State.AddIntervals(SiteId, "MONITOR", readings.Select(r => new StemIntervalState(r.Start + Duration.FromSeconds(1), r.End, r.Value)));
        return readings;
    }
}
