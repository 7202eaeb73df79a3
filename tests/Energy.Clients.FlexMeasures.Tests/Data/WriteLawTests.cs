using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>What was said to be stored is on the server, each value at its own start; what a server would move is refused.</summary>
public sealed class WriteLawTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Theory]
    [InlineData("Etc/UTC", "2024-03-29", 60)]
    [InlineData("Asia/Kolkata", "2024-03-29", 60)]
    [InlineData("Asia/Kathmandu", "2024-03-29", 30)]
    [InlineData("Australia/Adelaide", "2024-04-05", 60)]
    [InlineData("Australia/Lord_Howe", "2024-10-04", 30)]
    [InlineData("Europe/Amsterdam", "2024-03-29", 1440)]
    [InlineData("Europe/Amsterdam", "2024-10-25", 1440)]
    [InlineData("Australia/Adelaide", "2024-04-05", 1440)]
    [InlineData("Pacific/Apia", "2011-12-28", 1440)]
    [InlineData("Africa/Cairo", "2024-04-24", 1440)]
    public async Task Write_OfLocalDays_IsReadBackAtItsStarts(string zoneId, string first, int minutes)
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (zone, length) = (DateTimeZoneProviders.Tzdb[zoneId], Duration.FromMinutes(minutes));
        var from = NodaTime.Text.LocalDatePattern.Iso.Parse(first).Value;
        var sensor = await AddAsync(fixture, zoneId, minutes, null);
        var readings = new List<Reading>();
        for (var day = from; day < from.PlusDays(5); day = day.PlusDays(1))
        {
            // A day that the zone leaves out has no length.
            var (start, end) = (Midnight(day), Midnight(day.PlusDays(1)));
            for (var at = start; at < end; at = minutes == 1440 ? end : at + length)
            {
                readings.Add(new Reading(at, minutes == 1440 ? end : at + length, readings.Count));
            }
        }

        var stored = new List<Instant>();
        var written =
            await fixture.Client.Data.WriteAsync(sensor, Series(readings, minutes == 1440 ? null : length),
                new FlexMeasuresWriteSettings { SlotsPerRequest = 7, OnStored = stored.Add });

        Assert.Equal(readings.Count, written.Values);
        Assert.Equal(readings[^1].End, stored[^1]);
        await AssertHeldAsync(fixture, sensor, readings, length);
        var range = new Interval(readings[0].Start, readings[^1].End);
        Assert.Equal(readings,
            await fixture.Client.Data.ReadAsync(sensor, new FlexMeasuresReadQuery { Range = range, PageSize = 4 }).Where(r => r.Value is not null).ToListAsync());

        Instant Midnight(LocalDate day) => day.AtMidnight().InZoneLeniently(zone).ToInstant();
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Align the series first")]
    public async Task Write_OfGasDays_IsStoredWhereTheSensorKeepsStartsAndElseRefused(bool floors, string? remedy)
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await AddAsync(fixture, "Europe/Amsterdam", 1440, floors ? null : """{"floor_datetimes_to_resolution": false}""");
        var start = new LocalDateTime(2024, 5, 1, 6, 0).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]).ToInstant();
        var readings = Enumerable.Range(0, 4).Select(i => new Reading(start + (Hour * 24 * i), start + (Hour * 24 * (i + 1)), i)).ToList();
        var before = fixture.Server.Requests.Total;

        if (remedy is not null)
        {
            Assert.Contains(remedy, (await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour * 24)))).Message,
                StringComparison.Ordinal);
            Assert.Equal(before, fixture.Server.Requests.Total);
            return;
        }

        await fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour * 24));
        await AssertHeldAsync(fixture, sensor, readings, Hour * 24);
        Assert.Equal(readings, await fixture.Client.Data.ReadAsync(sensor, new Interval(start - Hour, start + (Hour * 96))).Where(r => r.Value is not null).ToListAsync());
    }

    [Fact]
    public async Task Write_OfHoursOfUtcToASensorHalfAnHourOff_StaysWhereItIs()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await AddAsync(fixture, "Asia/Kolkata", 60, null);
        var start = Instant.FromUtc(2024, 5, 1, 0, 0);
        var readings = Enumerable.Range(0, 24).Select(i => new Reading(start + (Hour * i), start + (Hour * (i + 1)), i)).ToList();
        await fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour));
        await AssertHeldAsync(fixture, sensor, readings, Hour);
        Assert.Equal(readings, await fixture.Client.Data.ReadAsync(sensor, new Interval(start, start + (Hour * 24))).ToListAsync());
    }

    [Fact]
    public async Task Write_OfHoursThatGoOnOverAClockChangeOfHalfAnHour_StaysWhereItIs()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await AddAsync(fixture, "Australia/Lord_Howe", 60, null);

        // From 21:00 at +10:30 on; at 15:30 UTC it becomes 02:30 at +11:00, so that the hours begin at half past by the new clock, and by UTC. Each is a request.
        var start = Instant.FromUtc(2024, 10, 5, 10, 30);
        var readings = Enumerable.Range(0, 12).Select(i => new Reading(start + (Hour * i), start + (Hour * (i + 1)), i)).ToList();
        await fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour), new FlexMeasuresWriteSettings { SlotsPerRequest = 1 });
        await AssertHeldAsync(fixture, sensor, readings, Hour);
    }

    [Fact]
    public async Task Read_OfASensorThatHoldsNothing_HasTheSlotsThatThePostsOfItsClockWouldHave()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await AddAsync(fixture, "Asia/Kolkata", 60, null);
        var start = Instant.FromUtc(2024, 5, 1, 0, 0);

        // Full hours of a clock that is five and a half hours ahead.
        var first = start + Duration.FromMinutes(30);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(i => new Reading(first + (Hour * i), first + (Hour * (i + 1)), null)),
            await fixture.Client.Data.ReadAsync(sensor, new Interval(start, start + (Hour * 3))).ToListAsync());
    }

    [Fact]
    public async Task Read_InDaysAndMonthsOfTheSensorsZone_AveragesWhatBeginsInThem()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var sensor = await AddAsync(fixture, zone.Id, 60, null);
        var (start, end) = (new LocalDate(2024, 3, 30).AtMidnight().InZoneStrictly(zone).ToInstant(), new LocalDate(2024, 4, 2).AtMidnight().InZoneStrictly(zone).ToInstant());
        var readings = Enumerable.Range(0, (int)((end - start) / Hour)).Select(i => new Reading(start + (Hour * i), start + (Hour * (i + 1)), i)).ToList();
        await fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour));
        var query = new FlexMeasuresReadQuery { Range = new Interval(start, end), Resolution = Period.FromDays(1) };

        var days = await fixture.Client.Data.ReadAsync(sensor, query).ToListAsync();

        // Hours 0 to 23, 24 to 46 of the short day, and 47 to 70.
        Assert.Equal([11.5, 35, 58.5], days.Select(d => d.Value!.Value));
        Assert.Equal([24, 23, 24], days.Select(d => d.Length.TotalHours));
        Assert.Equal(days, await fixture.Client.Data.ReadAsync(sensor, query with { PageSize = 1 }).ToListAsync());
        Assert.Equal([0.5, 2.5],
            (await fixture.Client.Data.ReadAsync(sensor, query with { Resolution = Period.FromHours(2), PageSize = 1 }).Take(2).ToListAsync()).Select(r => r.Value!.Value));
        Assert.Equal([0, 0, 1, 1],
            (await fixture.Client.Data.ReadAsync(sensor, query with { Resolution = Period.FromMinutes(30), PageSize = 1 }).Take(4).ToListAsync()).Select(r => r.Value!.Value));
        Assert.Equal([35], (await fixture.Client.Data.ReadAsync(sensor, query with { Resolution = Period.FromMonths(1) }).ToListAsync()).Select(r => r.Value!.Value));
    }

    public static TheoryData<string> Breaks => ["400 before", "500 before", "503 before", "connection dropped", "answer cut"];

    // Four requests of three values; each in turn breaks for good. What was told is held, what was not is not, and going on there stores the rest, each value once.
    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Write_WhateverBreaksAtEachRequest_TellsWhatIsHeld(string what)
    {
        for (var broken = 0; broken < 4; broken++)
        {
            await using var fixture = await FlexMeasuresFixture.StartAsync(client: o => o.MaxRetries = 1);
            var sensor = await AddAsync(fixture, "Europe/Amsterdam", 60, null);
            var start = Instant.FromUtc(2024, 3, 31, 0, 0);
            var readings = Enumerable.Range(0, 12).Select(i => new Reading(start + (Hour * i), start + (Hour * (i + 1)), i)).ToList();
            var stored = new List<Instant>();
            var settings = new FlexMeasuresWriteSettings { SlotsPerRequest = 3, Prior = start + Duration.FromDays(2), OnStored = stored.Add };
            var posts = 0;
            fixture.Server.Faults.When(r => r.Method == "POST" && r.Path.EndsWith("/data", StringComparison.Ordinal) && posts++ >= broken, FaultOf(what), null);

            await Assert.ThrowsAnyAsync<EnergyApiException>(() => fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour), settings));
            fixture.Server.Faults.Clear();

            Assert.Equal(broken, stored.Count);
            var told = stored.Count == 0 ? start : stored[^1];
            var held = (await fixture.Client.Data.GetAsync(sensor.Id,
                new FlexMeasuresDataQuery { Start = start.WithOffset(Offset.Zero), Duration = new IsoDuration(Hour * 12), Unit = Unit.Kilowatt })).Values;

            // An answer that is cut leaves its request in doubt: it may be held, those behind it are not.
            var atMost = broken + (what == "answer cut" ? 1 : 0);
            Assert.Equal(readings.Where(r => r.End <= told).Select(r => r.Value), held.Take(3 * broken));
            Assert.Equal(what == "answer cut" ? 3 * atMost : 3 * broken, held.Count(static v => v is not null));

            await fixture.Client.Data.WriteAsync(sensor, Series(readings, Hour), settings with { ResumeFrom = told });
            await AssertHeldAsync(fixture, sensor, readings, Hour);
        }
    }

    private static Fault FaultOf(string what) => what switch
    {
        "400 before" => Fault.Status(400),
        "500 before" => Fault.Status(500),
        "503 before" => Fault.Status(503),
        "connection dropped" => Fault.DropConnection(),
        _ => Fault.CutBody(afterBytes: 3),
    };

    private static ReadingSeries Series(List<Reading> readings, Duration? resolution) =>
        ReadingSeries.FromReadings(new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = resolution }, [.. readings]);

    private static Task<FlexMeasuresSensor> AddAsync(FlexMeasuresFixture fixture, string zone, int minutes, string? attributes) =>
        fixture.Client.Sensors.CreateAsync(new FlexMeasuresNewSensor
        {
            Name = "made by a test",
            AssetId = 1,
            Unit = Unit.Kilowatt,
            EventResolution = new IsoDuration(Duration.FromMinutes(minutes)),
            TimeZone = zone,
            Attributes = attributes is null ? null : FlexMeasuresJson.FromText(attributes),
        });

    // One slot each, asked for at the very start, and none beside.
    private static async Task AssertHeldAsync(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor, List<Reading> readings, Duration length)
    {
        foreach (var reading in readings)
        {
            var data = await fixture.Client.Data.GetAsync(sensor.Id,
                new FlexMeasuresDataQuery { Start = reading.Start.WithOffset(Offset.Zero), Duration = new IsoDuration(length), Unit = Unit.Kilowatt });
            Assert.Equal(reading.Value, Assert.Single(data.Values));
        }

        Assert.Equal(readings.Count, Assert.Single((await fixture.Client.Sensors.GetStatsAsync(sensor.Id)).BySource).Value.Count);
    }
}
