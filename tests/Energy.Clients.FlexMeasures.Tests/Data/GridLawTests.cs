using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>
/// What a read gives is what the server holds: in zones of whole, half and quarter hours of both hemispheres, across clock changes, on whatever grid writers left it, in windows of
/// any size. The set that is held is put into the server's state by the test, and is what comes out is compared with.
/// </summary>
public sealed class GridLawTests
{
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Instant Believed = Instant.FromUtc(2024, 12, 1, 0, 0);

    public static TheoryData<string, string> Zones => new()
    {
        { "Etc/UTC", "2024-03-31" },
        { "Asia/Kolkata", "2024-03-31" },
        { "Asia/Kathmandu", "2024-03-31" },
        { "Europe/Amsterdam", "2024-03-31" },
        { "Europe/Amsterdam", "2024-10-27" },
        { "Australia/Adelaide", "2024-04-07" },
        { "Australia/Lord_Howe", "2024-10-06" },
        { "Pacific/Chatham", "2024-09-29" },
        { "America/St_Johns", "2024-11-03" },
        { "Asia/Beirut", "2024-03-31" },
        { "Pacific/Apia", "2011-12-30" },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Read_GivesTheSetThatTheServerHolds(string zoneId, string change)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(change).Value;
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var turn = day.DayOfYear;
        foreach (var minutes in new[] { 5, 15, 30, 60, 120, 1440 })
        {
            foreach (var (writer, starts) in Writers(zone, day, Duration.FromMinutes(minutes)))
            {
                var sensor = await AddAsync(fixture, $"{minutes} {writer}", zoneId, minutes);
                var held = Hold(fixture, sensor, starts);
                var from = day.PlusDays(minutes < Day.TotalMinutes ? 0 : -2).AtMidnight().InZoneLeniently(zone).ToInstant();
                var near = new Interval(from - Duration.FromMinutes(minutes * 3), from + Duration.FromMinutes((minutes * 5) + 7));

                // Each writer meets all three sizes in each zone, and each resolution does.
                var size = 1 + (turn++ % 3);
                await AssertAsync(fixture, sensor, near, size, held, $"{zoneId} {minutes} min, {writer}, windows of {size}");

                var whole = new Interval(held.Keys.Min() - Day - Duration.FromMinutes(7), held.Keys.Max() + Day);
                await AssertAsync(fixture, sensor, whole, 10_000, held, $"{zoneId} {minutes} min, {writer}, one window");
                await AssertAsync(fixture, sensor, whole, 97, held, $"{zoneId} {minutes} min, {writer}, windows of 97");
            }
        }
    }

    // Who writes how: in one go, day by day, on UTC, off any grid, on one grid and then another, on two at once.
    private static IEnumerable<(string Writer, List<Instant> Starts)> Writers(DateTimeZone zone, LocalDate change, Duration step)
    {
        var days = step < Day ? 2 : 6;
        var (first, last) = (change.PlusDays(-days).AtMidnight().InZoneLeniently(zone).ToInstant(), change.PlusDays(days).AtMidnight().InZoneLeniently(zone).ToInstant());
        var local = Steps(first, last, step);
        var utc = Steps(Instant.FromUtc(change.Year, change.Month, change.Day, 0, 0) - (Day * days), last, step);
        yield return ("in one go", local);
        yield return ("day by day", ByDay(default));
        yield return ("on UTC", utc);
        yield return ("gas days", ByDay(new LocalTime(6, 0)));
        yield return ("off any grid", Steps(first + Duration.FromMinutes(4), last, step));
        yield return ("with a gap", [.. local.Where((_, i) => i % 7 is not (2 or 3))]);
        var (a, b) = (first + ((last - first) / 3), last - ((last - first) / 3));
        yield return ("UTC in between", [.. local.Where(s => s < a), .. utc.Where(s => s >= a && s < b), .. local.Where(s => s >= b)]);
        yield return ("on two grids", [.. local.Concat(utc).Distinct().Order()]);

        List<Instant> ByDay(LocalTime from)
        {
            var starts = new SortedSet<Instant>();
            for (var day = change.PlusDays(-days); day < change.PlusDays(days); day = day.PlusDays(1))
            {
                var (start, end) = (day.At(from).InZoneLeniently(zone).ToInstant(), day.PlusDays(1).At(from).InZoneLeniently(zone).ToInstant());
                if (step >= Day)
                {
                    starts.Add(start);
                }
                else
                {
                    starts.UnionWith(Steps(start, end, step));
                }
            }

            return [.. starts];
        }
    }

    private static List<Instant> Steps(Instant from, Instant until, Duration step)
    {
        var starts = new List<Instant>();
        for (var at = from; at < until; at += step)
        {
            starts.Add(at);
        }

        return starts;
    }

    private static Task<FlexMeasuresSensor> AddAsync(FlexMeasuresFixture fixture, string name, string zone, int minutes) =>
        fixture.Client.Sensors.CreateAsync(new FlexMeasuresNewSensor
        {
            Name = name,
            AssetId = 1,
            Unit = Unit.Kilowatt,
            EventResolution = new IsoDuration(Duration.FromMinutes(minutes)),
            TimeZone = zone,
        });

    private static SortedDictionary<Instant, double> Hold(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor, List<Instant> starts)
    {
        var held = new SortedDictionary<Instant, double>(starts.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => (double)p.i));
        var series = held.Select(h =>
            $$"""{"of":{"sensorId":{{sensor.Id}}},"sourceId":1,"start":"{{FlexMeasuresTime.Format(h.Key)}}","resolution":"PT1M","""
            + $$"""
              "beliefTime":"{{FlexMeasuresTime.Format(Believed)}}","values":[{{h.Value}}]}
              """);
        using var happening = JsonDocument.Parse($$"""{"series":[{{string.Join(',', series)}}]}""");
        fixture.Server.State.Apply(happening.RootElement, Believed);
        return held;
    }

    private static async Task AssertAsync(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor, Interval range, int size, SortedDictionary<Instant, double> held, string what)
    {
        var readings = await fixture.Client.Data.ReadAsync(sensor, new FlexMeasuresReadQuery { Range = range, PageSize = size }).ToListAsync();
        var expected = held.Where(h => range.Contains(h.Key)).Select(h => $"{h.Key} {h.Value}");
        var actual = readings.Where(r => r.Value is not null).Select(r => $"{r.Start} {r.Value}");
        Assert.True(expected.SequenceEqual(actual),
            $"{what}: {expected.Except(actual).Count()} of {expected.Count()} are missing, {actual.Except(expected).Count()} too many; first missing "
                + $"{expected.Except(actual).FirstOrDefault()}");
        Assert.True(readings.Zip(readings.Skip(1)).All(static p => p.First.Start < p.Second.Start), $"{what}: not in order");
        Assert.True(readings.TrueForAll(r => r.End > r.Start && range.Contains(r.Start)), $"{what}: out of the range");
    }
}
