using System.Globalization;
using System.Text;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>What a write makes of a series, and what one post, one upload and one deletion send.</summary>
public sealed class PostTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(15);
    private static readonly FlexMeasuresSensor Sensor = new() { Id = 4, Unit = Unit.Kilowatt, EventResolution = new IsoDuration(Step), TimeZone = "UTC" };

    // The parts that are sent of quarters that hold their number; -1 is a slot without a value, -2 no slot at all.
    [Theory]
    [InlineData(100, new[] { 0, 1, 2, 3 }, new[] { "0:0 1 2 3" })]
    [InlineData(4, new[] { 0, 1, 2, 3 }, new[] { "0:0 1 2 3" })]
    [InlineData(3, new[] { 0, 1, 2, 3 }, new[] { "0:0 1 2", "3:3" })]
    [InlineData(1, new[] { 0, 1 }, new[] { "0:0", "1:1" })]
    [InlineData(100, new[] { 0, -1, 2, 3 }, new[] { "0:0 null 2 3" })]
    [InlineData(100, new[] { 0, -2, 2, 3 }, new[] { "0:0", "2:2 3" })]
    [InlineData(2, new[] { 0, 1, -1, -1, 4 }, new[] { "0:0 1", "4:4" })]
    [InlineData(100, new[] { -1, -1 }, new string[0])]
    [InlineData(100, new int[0], new string[0])]
    public async Task Write_SendsRunsOfAdjacentSlots(int most, int[] slots, string[] posts)
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var readings = slots.Select((v, i) => (v, i)).Where(static s => s.v != -2).Select(static s => Slot(s.i, s.v < 0 ? null : s.v)).ToList();
        var stored = new List<Instant>();

        var result = await client.Data.WriteAsync(server.Sensor, Series(readings), new FlexMeasuresWriteSettings { SlotsPerRequest = most, Prior = Start, OnStored = stored.Add });

        Assert.Equal(posts, server.Posts.Select(static p => Text(p.Start, p.Values)));
        Assert.Equal((posts.Length, (long)server.Posts.Sum(static p => p.Values.Length), 0), (result.Requests, result.Values, result.AlreadyReceived));
        Assert.Equal(server.Posts.Select(static p => FlexMeasuresTime.Parse(p.Start).ToInstant() + (Step * p.Values.Length)), stored);
        Assert.All(server.Posts, static p => Assert.Equal(("kW", FlexMeasuresTime.Format(Start)), (p.Unit, p.Prior)));
        Assert.All(server.Posts, static p => Assert.Equal(Step * p.Values.Length, IsoDuration.Parse(p.Duration).ToDuration()));
    }

    // A start before 1970 is no overlap with what is not there.
    [Fact]
    public async Task Write_OfLongAgo_IsSent()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var start = Instant.FromUtc(1965, 1, 1, 0, 0);

        await client.Data.WriteAsync(server.Sensor, Series([new Reading(start, start + Step, 1), new Reading(start + Step, start + (Step * 2), 2)]));

        Assert.Equal([1, 2], Assert.Single(server.Posts).Values);
    }

    [Theory]
    [InlineData(0, "0:0 1 2 3")]
    [InlineData(14, "0:0 1 2 3")]
    [InlineData(15, "1:1 2 3")]
    [InlineData(16, "1:1 2 3")]
    [InlineData(45, "3:3")]
    [InlineData(60, null)]
    public async Task Write_GoesOnBehindWhatIsStored(int minutes, string? post)
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var settings = new FlexMeasuresWriteSettings { Prior = Start, ResumeFrom = Start + Duration.FromMinutes(minutes) };

        await client.Data.WriteAsync(server.Sensor, Series([Slot(0, 0), Slot(1, 1), Slot(2, 2), Slot(3, 3)]), settings);

        Assert.Equal(post, server.Posts.Select(static p => Text(p.Start, p.Values)).SingleOrDefault());
    }

    [Fact]
    public async Task Write_OfReadingsThatOverlap_IsRefused_AndOfAnotherLengthSentApart()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var half = new Reading(Start + Step, Start + (Step * 3), 9);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Data.WriteAsync(server.Sensor, Series([Slot(0, 0), Slot(1, 1), half])));
        Assert.Empty(server.Posts);

        await client.Data.WriteAsync(server.Sensor, Series([Slot(0, 0), half, Slot(3, 3)]));
        Assert.Equal(["PT15M", "PT30M", "PT15M"], server.Posts.Select(static p => new IsoDuration(IsoDuration.Parse(p.Duration).ToDuration()).ToString()));
    }

    // Three of five minutes make one slot of a quarter: no request may end inside it.
    [Theory]
    [InlineData(1, false, 3)]
    [InlineData(3, false, 3)]
    [InlineData(5, false, 3)]
    [InlineData(7, false, 6)]
    [InlineData(7, true, 7)]
    public async Task Write_OfFinerSlots_CutsWhereASlotOfTheSensorEnds(int most, bool keepsStarts, int sent)
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        var five = Duration.FromMinutes(5);
        var sensor = keepsStarts ? server.Sensor with { Attributes = FlexMeasuresJson.FromText("""{"floor_datetimes_to_resolution":false}""") } : server.Sensor;

        await client.Data.WriteAsync(sensor, Series([.. Enumerable.Range(0, 12).Select(i => new Reading(Start + (five * i), Start + (five * (i + 1)), i))], five),
            new FlexMeasuresWriteSettings { SlotsPerRequest = most });

        Assert.Equal(sent, server.Posts[0].Values.Length);
        Assert.Equal(12, server.Posts.Sum(static p => p.Values.Length));
    }

    // The offset on whose clock the start is that of a slot: the zone's, the one before, UTC.
    [Theory]
    [InlineData("Europe/Amsterdam", 60, "2024-06-01T00:00:00Z", "2024-06-01T02:00:00+02:00")]
    [InlineData("Europe/Amsterdam", 1440, "2024-05-31T22:00:00Z", "2024-06-01T00:00:00+02:00")]
    [InlineData("Europe/Amsterdam", 1440, "2024-06-01T00:00:00Z", "2024-06-01T00:00:00Z")]
    [InlineData("Europe/Amsterdam", 1440, "2024-05-31T23:00:00Z", "2024-06-01T00:00:00+01:00")]
    [InlineData("Europe/Amsterdam", 1440, "2024-06-01T03:00:00Z", null)]
    [InlineData("Asia/Kolkata", 60, "2024-06-01T00:30:00Z", "2024-06-01T06:00:00+05:30")]
    [InlineData("Asia/Kolkata", 60, "2024-06-01T00:15:00Z", null)]
    [InlineData("UTC", 60, "2024-06-01T05:00:00Z", "2024-06-01T05:00:00Z")]
    public async Task Write_NamesTheStartByAClockThatLeavesItWhereItIs(string zone, int minutes, string from, string? written)
    {
        using var server = new SensorServer(minutes, zone);
        using var client = server.Client();
        var start = NodaTime.Text.InstantPattern.ExtendedIso.Parse(from).Value;
        var series = Series([new Reading(start, start + Duration.FromMinutes(minutes), 1)], Duration.FromMinutes(minutes));
        if (written is null)
        {
            Assert.Contains("Align the series first", (await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, series))).Message,
                StringComparison.Ordinal);
            Assert.Empty(server.Posts);

            // A sensor that keeps starts takes it as it is, by its own clock.
            var keeps = server.Sensor with { Attributes = FlexMeasuresJson.FromText("""{"floor_datetimes_to_resolution":false}""") };
            await client.Data.WriteAsync(keeps, series);
            Assert.Equal(start.InZone(DateTimeZoneProviders.Tzdb[zone]).ToOffsetDateTime(), FlexMeasuresTime.Parse(server.Posts[0].Start));
            return;
        }

        await client.Data.WriteAsync(server.Sensor, series);
        Assert.Equal(FlexMeasuresTime.Parse(written), FlexMeasuresTime.Parse(Assert.Single(server.Posts).Start));
    }

    // Days of 23, 24 and 25 hours are slots of a day, and count as 24 hours where they are sent together.
    [Fact]
    public async Task Write_OfLocalDays_SendsSlotsOfADay()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        using var server = new SensorServer(1440, zone.Id);
        using var client = server.Client();
        Instant Midnight(int day) => new LocalDate(2024, 3, 28).PlusDays(day).AtMidnight().InZoneStrictly(zone).ToInstant();

        await client.Data.WriteAsync(server.Sensor, Series([.. Enumerable.Range(0, 5).Select(i => new Reading(Midnight(i), Midnight(i + 1), i))], null));

        // 31 March has 23 hours, so that what follows is not 24 hours a day behind the first start.
        Assert.Equal(["P4D", "P1D"], server.Posts.Select(static p => $"P{IsoDuration.Parse(p.Duration).ToDuration().TotalDays}D"));
        Assert.Equal(["2024-03-28T00:00:00+01:00", "2024-04-01T00:00:00+02:00"], server.Posts.Select(static p => p.Start));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Data.WriteAsync(server.Sensor, Series([new Reading(Midnight(0), Midnight(0) + Duration.FromHours(23), 1)], null)));
    }

    [Fact]
    public async Task Write_ConvertsToTheSensorsUnit()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        foreach (var (unit, factor) in new[] { (Unit.Kilowatt, 1.0), (Unit.Megawatt, 1000.0), (Unit.Watt, 0.001), (Unit.KilowattHour, 4.0) })
        {
            await client.Data.WriteAsync(server.Sensor, Series([Slot(0, 2), Slot(1, null), Slot(2, 3)], unit: unit));
            Assert.Equal([2 * factor, null, 3 * factor], server.Posts[^1].Values);
            Assert.Equal("kW", server.Posts[^1].Unit);
        }

        var count = server.Posts.Count;
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, Series([Slot(0, 1)], unit: Unit.Parse("°C"))));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor with { Unit = Unit.KilowattHour }, Series([Slot(0, 1)])));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, Series([new Reading(Start, Start, 1)], null)));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, Series([], Duration.FromMinutes(20))));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, Series([], Duration.FromMinutes(10))));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Data.WriteAsync(server.Sensor, Series([]), new FlexMeasuresWriteSettings { SlotsPerRequest = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Data.WriteAsync(server.Sensor, Series([]), new FlexMeasuresWriteSettings { Polling = new FlexMeasuresPolling { Deadline = TimeSpan.Zero } }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.WriteAsync(null!, Series([])));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.WriteAsync(server.Sensor, null!));
        Assert.Equal(count, server.Posts.Count);

        // Half-hours and hours are taken, each as several slots.
        await client.Data.WriteAsync(server.Sensor, Series([new Reading(Start, Start + (Step * 2), 1)], Step * 2));
        Assert.Equal(Step * 2, IsoDuration.Parse(server.Posts[^1].Duration).ToDuration());
    }

    [Fact]
    public async Task Write_OfNumbersWithoutAUnit_IsSentAsItIs()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();

        await client.Data.WriteAsync(server.Sensor with { Unit = Unit.None }, Series([Slot(0, 2)], unit: Unit.Dimensionless));

        Assert.Equal([2], Assert.Single(server.Posts).Values);
        Assert.Equal("", server.Posts[0].Unit);
    }

    [Fact]
    public async Task Write_OfTheOppositeSign_IsRefused()
    {
        using var server = new SensorServer(15);
        using var client = server.Client();
        foreach (var (attributes, positive, taken) in new[]
        {
            ("""{"consumption_is_positive":true}""", PositiveDirection.None, true),
            ("""{"consumption_is_positive":true}""", PositiveDirection.Consumption, true),
            ("""{"consumption_is_positive":true}""", PositiveDirection.Import, true),
            ("""{"consumption_is_positive":true}""", PositiveDirection.Export, false),
            ("""{"consumption_is_positive":false}""", PositiveDirection.Production, true),
            ("""{"consumption_is_positive":false}""", PositiveDirection.Charge, false),
            ("{}", PositiveDirection.Charge, true),
            ("{}", PositiveDirection.Export, true),
        })
        {
            server.Posts.Clear();
            var info = new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Step, Positive = positive };

            var failure = await Record.ExceptionAsync(() => client.Data.WriteAsync(
                server.Sensor with { Attributes = FlexMeasuresJson.FromText(attributes) }, ReadingSeries.FromReadings(info, Slot(0, 2))));

            Assert.Equal((taken ? null : typeof(ArgumentException), taken ? 1 : 0), (failure?.GetType(), server.Posts.Count));
        }
    }

    // Only for a sensor of days is a short day one; for any other it is as long as it is.
    [Fact]
    public async Task Write_OfADayOf23Hours_IsThatLongToASensorOfHours()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        using var server = new SensorServer(60, zone.Id);
        using var client = server.Client();
        var (start, end) = (new LocalDate(2024, 3, 31).AtMidnight().InZoneStrictly(zone).ToInstant(), new LocalDate(2024, 4, 1).AtMidnight().InZoneStrictly(zone).ToInstant());

        await client.Data.WriteAsync(server.Sensor, Series([new Reading(start, end, 1)], null));

        Assert.Equal(Duration.FromHours(23), IsoDuration.Parse(Assert.Single(server.Posts).Duration).ToDuration());
    }

    // Every instant is a post of its own, over no time.
    [Fact]
    public async Task Write_OfInstants_SendsThemOneByOne()
    {
        using var server = new SensorServer(0, "Europe/Amsterdam");
        using var client = server.Client();
        var instants = Enumerable.Range(0, 3).Select(i => Start + Duration.FromMinutes(i * 7)).ToList();

        await client.Data.WriteAsync(server.Sensor, Series(instants.ConvertAll(static i => new Reading(i, i, 5)), null));

        Assert.Equal(instants, server.Posts.Select(static p => FlexMeasuresTime.Parse(p.Start).ToInstant()));
        Assert.All(server.Posts, static p => Assert.Equal(Duration.Zero, IsoDuration.Parse(p.Duration).ToDuration()));
        Assert.All(server.Posts, static p => Assert.EndsWith("+02:00", p.Start, StringComparison.Ordinal));

        await client.Data.WriteAsync(server.Sensor, Series([new Reading(Start, Start, 5)], null, Unit.Megawatt));
        Assert.Equal([5000], server.Posts[^1].Values);
    }

    [Theory]
    [InlineData("""{"status":"FINISHED","result":"success"}""", 0)]
    [InlineData("""{"status":"FINISHED","result":"already received"}""", 1)]
    [InlineData("""{"status":"FINISHED"}""", 0)]
    [InlineData("""{"status":"FINISHED","result":{"a":1}}""", 0)]
    public async Task Write_ThatAWorkerStores_IsStoredWhenTheJobIs(string job, int known)
    {
        using var handler = new Canned((200, """{"status":"ACCEPTED","job":"j-1"}"""), (200, job));
        using var client = Canned.Client(handler);
        var stored = new List<Instant>();

        var result = await client.Data.WriteAsync(Sensor, Series([Slot(0, 1)]), new FlexMeasuresWriteSettings { OnStored = stored.Add });

        Assert.Equal((known, 1, 1L), (result.AlreadyReceived, result.Requests, result.Values));
        Assert.Equal(["j-1"], result.JobIds);
        Assert.Equal([Start + Step], stored);
    }

    [Fact]
    public async Task Write_WhoseJobCannotBeSeen_IsNotCalledStored()
    {
        var stored = new List<Instant>();
        foreach (var (words, answers) in new (string, (int, string)[])[]
        {
            ("names no job", [(200, """{"status":"ACCEPTED"}""")]),
            ("Whether they are stored is not known",
                [(200, """{"status":"ACCEPTED","job":"j-1"}"""), (404, """{"message":"The requested URL was not found on the server.","status":404}""")]),
            ("They are not stored", [(200, """{"status":"ACCEPTED","job":"j-1"}"""), (422, """{"status":"FAILED","message":"boom"}""")]),
        })
        {
            using var handler = new Canned(answers);
            using var client = Canned.Client(handler);
            var failure = await Assert.ThrowsAnyAsync<EnergyApiException>(() =>
                client.Data.WriteAsync(Sensor, Series([Slot(0, 1)]), new FlexMeasuresWriteSettings { OnStored = stored.Add }));
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }

        // Nothing is told of what is behind a span that is not stored, also where nobody waits.
        using var later = new Canned((200, """{"status":"ACCEPTED","job":"j-1"}"""), (200, """{"status":"ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED"}"""));
        using var other = Canned.Client(later);
        var result = await other.Data.WriteAsync(Sensor, Series([Slot(0, 1), Slot(1, 1)]),
            new FlexMeasuresWriteSettings { OnStored = stored.Add, WaitsForJobs = false, SlotsPerRequest = 1 });
        Assert.Equal((2, 1), (result.Requests, result.AlreadyReceived));
        Assert.Empty(stored);
    }

    // What is sent for prior and horizon: as documented, the earlier of the two for each value, or not at all.
    [Theory]
    [InlineData(1, null, null, null, null)]
    [InlineData(3, null, "2024-06-02T00:00:00Z", null, "2024-06-02T00:00:00Z")]
    [InlineData(3, "PT6H", null, "PT6H", null)]
    [InlineData(3, "PT0H", null, "PT0H", null)]
    [InlineData(1, "-PT10M", null, null, "2024-06-01T00:25:00Z")]
    [InlineData(3, "-PT10M", null, "refused", null)]
    [InlineData(3, "PT1H", "2024-06-02T00:00:00Z", "PT1H", null)]
    [InlineData(3, "PT1H", "2024-05-31T12:00:00Z", null, "2024-05-31T12:00:00Z")]
    [InlineData(3, "-PT6H", "2024-06-01T03:00:00Z", null, "2024-06-01T03:00:00Z")]
    [InlineData(3, "-PT1H", "2024-06-02T00:00:00Z", "refused", null)]
    [InlineData(3, "PT0H", "2024-06-01T00:30:00Z", "refused", null)]
    [InlineData(1, "R/PT1H", null, "refused", null)]
    [InlineData(1, "PT30S", null, "refused", null)]
    [InlineData(1, "PT6H", null, "PT6H", null)]
    [InlineData(1, "R/PT1H", "2024-06-02T00:00:00Z", "refused", null)]
    [InlineData(3, "PT1H", "2024-05-31T14:00:00+02:00", null, "2024-05-31T14:00:00+02:00")]
    public async Task Post_SaysTheDocumentedBeliefTimes(int values, string? horizon, string? prior, string? sentHorizon, string? sentPrior)
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var data = new FlexMeasuresNewData
        {
            Values = [.. Enumerable.Repeat<double?>(1, values)],
            Start = Start.WithOffset(Offset.Zero),
            Duration = new IsoDuration(Step * values),
            Unit = Unit.Kilowatt,
            Horizon = horizon is null ? null : FlexMeasuresHorizon.Parse(horizon),
            Prior = prior is null ? null : FlexMeasuresTime.Parse(prior),
        };
        if (sentHorizon == "refused")
        {
            var failure = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Data.PostAsync(4, data));
            Assert.True(values == 1 || failure.Message.Contains(prior is null ? "loses the minus sign" : "believed at different times", StringComparison.Ordinal));
            Assert.Empty(handler.Requests);
            return;
        }

        await client.Data.PostAsync(4, data);
        using var body = System.Text.Json.JsonDocument.Parse(Assert.Single(handler.Requests).Body);
        Assert.Equal(sentHorizon is null ? null : IsoDuration.Parse(sentHorizon), Member("horizon") is { } text ? IsoDuration.Parse(text) : (IsoDuration?)null);
        Assert.Equal(sentPrior, Member("prior"));

        string? Member(string name) => body.RootElement.TryGetProperty(name, out var member) ? member.GetString() : null;
    }

    [Fact]
    public async Task Post_ThatNoServerCouldStore_IsRefused()
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var good = new FlexMeasuresNewData { Values = [1, 2], Start = Start.WithOffset(Offset.Zero), Duration = new IsoDuration(Step * 2), Unit = Unit.Kilowatt };
        foreach (var bad in (FlexMeasuresNewData[])[
            good with { Values = [] },
            good with { Values = null! },
            good with { Values = [1, double.NaN] },
            good with { Values = [1, double.PositiveInfinity] },
            good with { Values = [.. Enumerable.Repeat<double?>(1, 7)] },
            good with { Duration = IsoDuration.Zero },
            good with { Duration = IsoDuration.Parse("P1M") },
            good with { Duration = IsoDuration.Parse("PT90S") },
            good with { Duration = new IsoDuration(Step * -2) },
            good with { Unit = Unit.FromText("parsec") }])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Data.PostAsync(4, bad));
        }

        Assert.Contains("not a finite number", (await Assert.ThrowsAsync<ArgumentException>(() => client.Data.PostAsync(4, good with { Values = [1, double.NaN] }))).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.PostAsync(4, null!));
        Assert.Empty(handler.Requests);
        await client.Data.PostAsync(4, good with { Values = [null, 2] });
        await client.Data.PostAsync(4, good with { Values = [1], Duration = IsoDuration.Zero });
        await client.Data.PostAsync(4, good with { Unit = Unit.None });
        Assert.Equal(3, handler.Requests.Count);
    }

    // A repeat does no harm where each value has its belief time, and only there.
    [Theory]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 2)]
    [InlineData(false, false, 1)]
    public async Task Post_IsTriedAgainOnlyWithItsBeliefTimes(bool prior, bool horizon, int requests)
    {
        using var handler = new Canned((503, "{}"), (200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler, static o =>
        {
            o.MaxRetries = 1;
            o.RetryBaseDelay = TimeSpan.Zero;
        });
        var data = new FlexMeasuresNewData
        {
            Values = [1],
            Start = Start.WithOffset(Offset.Zero),
            Duration = new IsoDuration(Step),
            Unit = Unit.Kilowatt,
            Prior = prior ? Start.WithOffset(Offset.Zero) : null,
            Horizon = horizon ? FlexMeasuresHorizon.Parse("PT1H") : null,
        };

        var failure = await Record.ExceptionAsync(() => client.Data.PostAsync(4, data));

        Assert.Equal((requests, requests == 1), (handler.Requests.Count, failure is EnergyApiException));
    }

    [Theory]
    [InlineData("a.csv", null, "text/csv")]
    [InlineData("a.CSV", null, "text/csv")]
    [InlineData("a.xls", null, "application/vnd.ms-excel")]
    [InlineData("a.XLS", null, "application/vnd.ms-excel")]
    [InlineData("a.xlsx", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("a.XLSX", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("a.xlsm", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("a.XLSM", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("a.csv", "text/plain", "text/plain")]
    [InlineData("a.csv", "text/html", null)]
    [InlineData("a.Csv", null, null)]
    [InlineData("a.txt", null, null)]
    [InlineData("a", null, null)]
    public async Task Upload_TellsTheTypeOfItsFile(string name, string? type, string? sent)
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var upload = new FlexMeasuresUpload { Files = [new FlexMeasuresUploadFile { Name = name, Content = "start,value"u8.ToArray(), ContentType = type }] };
        if (sent is null)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.Data.UploadAsync(4, upload));
            Assert.Empty(handler.Requests);
            return;
        }

        await client.Data.UploadAsync(4, upload);
        Assert.Contains($"Content-Type: {sent}\r\n", Assert.Single(handler.Requests).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("belief-time", handler.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"unit\"", handler.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("kWh", true, "unit=kWh;belief-time-measured-instantly=on;")]
    [InlineData("kWh", false, "unit=kWh;belief-time-measured-instantly=off;")]
    public async Task Upload_SendsEachFileAndWhatElseIsSaid(string? unit, bool? instantly, string parts)
    {
        using var handler = new Canned((200, """{"status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        await client.Data.UploadAsync(4, new FlexMeasuresUpload
        {
            Files = [new FlexMeasuresUploadFile { Name = "a\"b.csv", Content = "one"u8.ToArray() }, new FlexMeasuresUploadFile { Name = "c.csv", Content = "two"u8.ToArray() }],
            Unit = unit is null ? null : Unit.Parse(unit),
            MeasuredInstantly = instantly,
        });

        var body = Assert.Single(handler.Requests).Body;
        Assert.Contains("filename=\"a_b.csv\"\r\n\r\none\r\n", body, StringComparison.Ordinal);
        Assert.Contains("filename=\"c.csv\"\r\n\r\ntwo\r\n", body, StringComparison.Ordinal);
        var said = new StringBuilder();
        foreach (var name in (string[])["unit", "belief-time-measured-instantly"])
        {
            var mark = $"form-data; name=\"{name}\"\r\n\r\n";
            if (body.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at)
            {
                said.Append(name).Append('=').Append(body[(at + mark.Length)..].Split("\r\n")[0]).Append(';');
            }
        }

        Assert.Equal(parts, said.ToString());
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.UploadAsync(4, new FlexMeasuresUpload { Files = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.UploadAsync(4, new FlexMeasuresUpload { Files = null! }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Data.UploadAsync(4, new FlexMeasuresUpload { Files = [new FlexMeasuresUploadFile { Name = "a.csv", Content = default }] }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Data.UploadAsync(4, new FlexMeasuresUpload { Files = [new FlexMeasuresUploadFile { Name = "a.csv", Content = new byte[1] }], Unit = Unit.FromText("parsec") }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Data.UploadAsync(4, null!));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Delete_NamesWhatItMeans()
    {
        using var handler = new Canned((200, "{}"));
        using var client = Canned.Client(handler);
        var later = Start + Step;
        foreach (var (deletion, body) in new (FlexMeasuresDataDeletion, string)[]
        {
            (new() { Everything = true }, "{}"),
            (new() { SourceId = 7 }, """{"source":7}"""),
            (new() { Range = new Interval(Start, later) }, """{"start":"2024-06-01T00:00:00Z","until":"2024-06-01T00:15:00Z"}"""),
            (new() { Range = new Interval(Start, null) }, """{"start":"2024-06-01T00:00:00Z"}"""),
            (new() { Range = new Interval(null, later) }, """{"until":"2024-06-01T00:15:00Z"}"""),
        })
        {
            await client.Data.DeleteAsync(4, deletion);
            Assert.Equal((HttpMethod.Delete, body), (handler.Requests[^1].Method, handler.Requests[^1].Body));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.DeleteAsync(4, new FlexMeasuresDataDeletion()));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Data.DeleteAsync(4, new FlexMeasuresDataDeletion { Range = new Interval(null, null) }));
        Assert.Equal(5, handler.Requests.Count);
    }

    [Theory]
    [InlineData("PT45M", 3, 15)]
    [InlineData("PT45M", 1, 45)]
    [InlineData("PT45M", 0, null)]
    [InlineData("PT0S", 1, null)]
    [InlineData("P1M", 1, null)]
    public void Step_IsTheDurationOfASlot(string duration, int values, int? minutes)
    {
        var data = new FlexMeasuresData { Values = new double?[values], Duration = IsoDuration.Parse(duration) };

        Assert.Equal(minutes is { } m ? Duration.FromMinutes(m) : (Duration?)null, data.Step);
    }

    [Fact]
    public async Task Sink_TakesNoReadingShorterThanASlot()
    {
        using var server = new SensorServer(1440, "UTC");
        using var client = server.Client();
        var sink = new FlexMeasuresSink(client, server.Sensor);
        var info = new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower };

        await sink.WriteAsync(info, new[] { new Reading(Start, Start + Duration.FromHours(24), 1) });
        await Assert.ThrowsAsync<ArgumentException>(async () => await sink.WriteAsync(info, new[] { new Reading(Start, Start + Duration.FromHours(19), 1) }));
        await sink.WriteAsync(info, ReadOnlyMemory<Reading>.Empty);
        Assert.Single(server.Posts);

        // A local day may be an hour short.
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        using var local = new SensorServer(1440, zone.Id);
        using var other = local.Client();
        var day = new Reading(new LocalDate(2024, 3, 31).AtMidnight().InZoneStrictly(zone).ToInstant(), new LocalDate(2024, 4, 1).AtMidnight().InZoneStrictly(zone).ToInstant(), 1);
        await new FlexMeasuresSink(other, local.Sensor).WriteAsync(info, new[] { day });
        Assert.Equal(Duration.FromDays(1), IsoDuration.Parse(Assert.Single(local.Posts).Duration).ToDuration());
        Assert.Throws<ArgumentNullException>(() => new FlexMeasuresSink(null!, server.Sensor));
        Assert.Throws<ArgumentNullException>(() => new FlexMeasuresSink(client, (FlexMeasuresSensor)null!));
        Assert.Throws<ArgumentNullException>(() => new FlexMeasuresSink(client, (IReadOnlyDictionary<string, FlexMeasuresSensor>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await sink.WriteAsync(null!, ReadOnlyMemory<Reading>.Empty));
    }

    private static Reading Slot(int index, double? value) => new(Start + (Step * index), Start + (Step * (index + 1)), value);

    private static string Text(string start, double?[] values) =>
        $"{(FlexMeasuresTime.Parse(start).ToInstant() - Start) / Step}:{string.Join(' ', values.Select(static v => v?.ToString(CultureInfo.InvariantCulture) ?? "null"))}";

    private static ReadingSeries Series(List<Reading> readings) => Series(readings, Step);

    private static ReadingSeries Series(List<Reading> readings, Unit unit) => Series(readings, Step, unit);

    private static ReadingSeries Series(List<Reading> readings, Duration? resolution, Unit? unit = null) => ReadingSeries.FromReadings(
        new SeriesInfo { Identity = "test:/series", Unit = unit ?? Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = resolution }, [.. readings]);
}
