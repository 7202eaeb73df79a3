using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>What comes out of a read is what the world has, each interval once: expected from calendar arithmetic and from the emulator's state.</summary>
public class ReadLawTests
{
    // Off the hour by nothing, a half, a quarter; both hemispheres; no clock change; a day that never was.
    private static readonly string[] Zones =
        ["Europe/Amsterdam", "America/New_York", "Australia/Adelaide", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Apia", "Asia/Tokyo"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var zone in Zones)
            {
                foreach (var kind in (string[])["minute", "qtrhour", "hour", "timeofday", "day", "week", "month"])
                {
                    cases.Add(zone, kind);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Read_AcrossAClockChange_IsTheSetThatTheWorldHas(string zone, string kind)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await AssertLawAsync(sundaya, PeriodKind.Parse(kind), StartIn(DateTimeZoneProviders.Tzdb[zone]), SimulatedFlow.Yield, SundayaFlow.Yield);
    }

    [Theory]
    [InlineData("instant", "2024-02-29T23:59:59.997Z")]
    [InlineData("second", "2024-02-29T23:59:57Z")]
    [InlineData("quarter", "2021-11-03T04:15:00Z")]
    [InlineData("year", "2015-07-01T00:00:00Z")]
    [InlineData("fiveyear", "1984-12-31T23:00:00Z")]
    public async Task Read_OfTheShortestAndTheLongest_IsTheSetThatTheWorldHas(string kind, string from)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await AssertLawAsync(sundaya, PeriodKind.Parse(kind), NodaTime.Text.InstantPattern.ExtendedIso.Parse(from).Value, SimulatedFlow.Harvest, SundayaFlow.Harvest);
    }

    // The same places where the server draws new numbers at every request.
    [Theory]
    [InlineData("minute")]
    [InlineData("qtrhour")]
    [InlineData("hour")]
    [InlineData("timeofday")]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("quarter")]
    [InlineData("year")]
    public async Task Read_OfRandomNumbers_HasThePlacesThatTheCalendarHas(string kind)
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = SundayaNumbers.Random);

        await AssertLawAsync(sundaya, PeriodKind.Parse(kind), StartIn(DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]), null, SundayaFlow.Buy);
    }

    // No window is longer than what a law can count: more hours than a year has.
    [Theory]
    [InlineData(SundayaNumbers.World)]
    [InlineData(SundayaNumbers.Random)]
    public async Task Read_OfTenThousandSlots_HasEachOnce(SundayaNumbers numbers)
    {
        await using var sundaya = await SundayaFixture.StartAsync(o => o.Numbers = numbers);
        var start = Instant.FromUtc(2022, 12, 31, 22, 0);

        var readings =
            await sundaya.Client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Buy, PeriodKind.Hour, new Interval(start, start + Duration.FromHours(10_000))).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (start + Duration.FromHours(i), start + Duration.FromHours(i + 1))), readings.Select(static r => (r.Start, r.End)));
        Assert.All(readings, static r => Assert.NotNull(r.Value));
    }

    // Without a flow of the world only the places are compared.
    private static async Task AssertLawAsync(SundayaFixture sundaya, PeriodKind kind, Instant start, SimulatedFlow? simulated, SundayaFlow flow)
    {
        var slots = kind >= PeriodKind.Year ? 2 : 5;
        var starts = Calendar(kind, start).SkipWhile(at => at < start).Take(slots + 1).ToList();
        var range = new Interval(start, starts[slots]);
        var flows = sundaya.Client.Flows;
        foreach (var window in (int[])[1, 2, 3, 10_000])
        {
            var read = new List<Reading>();
            var back = new List<Reading>();
            for (var slot = 0; slot < slots; slot += window)
            {
                var part = new Interval(slot == 0 ? start : starts[slot], starts[Math.Min(slot + window, slots)]);
                read.AddRange(await flows.ReadAsync(new SundayaSite("999"), flow, kind, part).ToListAsync());
                back.InsertRange(0, await flows.ReadBackAsync(new SundayaSite("999"), flow, kind, part).ToListAsync());
            }

            Assert.Equal(starts.Zip(starts.Skip(1)), read.Select(r => (r.Start, r.End)));
            Assert.Equal(Enumerable.Reverse(read).Select(static r => r.Interval), back.Select(static r => r.Interval));
            if (simulated is { } known)
            {
                Assert.All(read.Where(r => r.End <= SundayaFixture.Now), r =>
                    Assert.Equal(sundaya.Site.EnergyMillijoules(known, r.Start, r.End) / 1e9, r.Value!.Value, Bound(kind, r)));
                Assert.Equal(Enumerable.Reverse(read), back);
            }
        }

        var balances = await flows.ReadBalancesAsync(new SundayaSite("999"), kind, range).ToListAsync();
        Assert.Equal(starts.Zip(starts.Skip(1), (from, to) => new Interval(from, to)).Where(i => i.Start < SundayaFixture.Now), balances.Select(b => b.Range));
    }

    // Less than one unit of the last decimal for each number that is added up.
    private static double Bound(PeriodKind kind, Reading reading) => kind.Name switch
    {
        "instant" => 1e-12,
        "second" or "minute" => 1e-9,
        "qtrhour" => 15e-9,
        "hour" => 1e-6,
        "timeofday" or "day" => 1e-3,
        "week" => 28e-3,
        _ => (reading.End - reading.Start).TotalDays * 1e-3,
    };

    private static Instant StartIn(DateTimeZone zone)
    {
        var change = zone.Id == "Pacific/Apia" ? Instant.FromUtc(2011, 12, 30, 10, 0)
            : zone.GetZoneIntervals(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 6, 1, 0, 0))
                .Select(static i => i.HasEnd ? i.End : Instant.MaxValue).FirstOrDefault(static end => end < Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 3, 31, 1, 0));

        // Two hours before by the local clock, which no UTC grid needs to know.
        return change - Duration.FromHours(2);
    }

    // The starts of periods from one at or before an instant on, without the code under test.
    private static IEnumerable<Instant> Calendar(PeriodKind kind, Instant from)
    {
        var unit = kind.Name switch
        {
            "instant" => Duration.FromMilliseconds(1),
            "second" => Duration.FromSeconds(1),
            "minute" => Duration.FromMinutes(1),
            "qtrhour" => Duration.FromMinutes(15),
            "hour" => Duration.FromHours(1),
            "timeofday" => Duration.FromHours(6),
            "day" => Duration.FromDays(1),
            "week" => Duration.FromDays(7),
            _ => Duration.Zero,
        };
        if (unit != Duration.Zero)
        {
            // 5 January 1970 was a Monday.
            var monday = Instant.FromUtc(1970, 1, 5, 0, 0);
            for (var at = monday + (unit * (long)Math.Floor((from - monday) / unit)); ; at += unit)
            {
                yield return at;
            }
        }

        var months = kind.Name switch
        {
            "month" => 1,
            "quarter" => 3,
            "year" => 12,
            _ => 60,
        };
        for (var at = new LocalDate(1900, 1, 1); ; at = at.PlusMonths(months))
        {
            if (at.PlusMonths(months).AtMidnight().InUtc().ToInstant() > from)
            {
                yield return at.AtMidnight().InUtc().ToInstant();
            }
        }
    }
}
