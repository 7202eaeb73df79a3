using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

public class DataTests
{
    private static readonly Instant Day = Instant.FromUtc(2024, 6, 1, 0, 0);

    [Fact]
    public async Task Read_OfASimulatedSensor_GivesTheWorldsPower()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.Client.Sensors.ListAsync().FirstAsync(s => s.Name == "load");
        var series = fixture.Client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromHours(2)));
        Assert.Equal((Unit.Kilowatt, SeriesKind.AveragePower, PositiveDirection.Consumption), (series.Info.Unit, series.Info.Kind, series.Info.Positive));
        var readings = await series.ToListAsync();
        Assert.Equal(24, readings.Count);
        var site = fixture.World.Sites[0];
        Assert.All(readings, r => Assert.Equal(site.Average(SimulatedFlow.Yield, r.Start, r.End), r.Value!.Value, 9));
    }

    [Fact]
    public async Task Read_StoppedAfterAnyPageOrItem_GoesOnWithTheRest()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.Client.Sensors.GetAsync(1);
        var all = await ResumeLaw.AssertAsync(() =>
            fixture.Client.Data.ReadAsync(sensor,
                new FlexMeasuresReadQuery { Range = new Interval(Day + Duration.FromMinutes(2), Day + Duration.FromMinutes(127)), PageSize = 7 }));
        Assert.Equal(Day + Duration.FromMinutes(5), all[0].Start);
        Assert.Equal(25, all.Count);
    }

    [Fact]
    public async Task Read_OfACutBody_IsAskedAgainAndYieldsEachReadingOnce()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.Client.Sensors.GetAsync(1);
        fixture.Server.Faults.Next(Fault.CutBody(afterBytes: 900));
        var readings = await fixture.Client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromHours(12))).ToListAsync();
        Assert.Equal(144, readings.Select(r => r.Start).Distinct().Count());
        Assert.Equal(144, readings.Count);
    }

    [Fact]
    public async Task Read_ByAddressAlone_LooksTheSensorUp()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var readings = await fixture.Client.Open(SeriesUri.Parse("flexmeasures:/sensors/1"), new Interval(Day, Day + Duration.FromHours(1))).ToListAsync();
        Assert.Equal(12, readings.Count);
        Assert.Throws<ArgumentException>(() => fixture.Client.Open(SeriesUri.Parse("flexmeasures:/sensors/x"), new Interval(Day, Day)));
    }

    [Fact]
    public async Task Open_ByAddressAlone_KnowsTheSensorBeforeTheFirstReading()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var address = SeriesUri.Parse("flexmeasures:/sensors/1");
        var range = new Interval(Day, Day + Duration.FromHours(1));

        var series = await fixture.Client.OpenAsync(address, range);

        Assert.Equal((Unit.Kilowatt, SeriesKind.AveragePower, PositiveDirection.Consumption, Duration.FromMinutes(5)),
            (series.Info.Unit, series.Info.Kind, series.Info.Positive, series.Info.Resolution));
        var all = await series.ToListAsync();
        Assert.Equal(await fixture.Client.Open(address, range).ToListAsync(), all);

        // Their tokens are each other's.
        var token = await series.WithTokens().Select(static t => t.GetToken()).Skip(4).FirstAsync();
        Assert.Equal(all[5..], await fixture.Client.Open(address, range).StartingAt(token).ToListAsync());
        Assert.Throws<ArgumentException>(() => { _ = fixture.Client.OpenAsync(SeriesUri.Parse("flexmeasures:/sensors/x"), range).AsTask(); });
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await fixture.Client.OpenAsync(SeriesUri.Parse("flexmeasures:/sensors/4711"), range));
    }

    [Fact]
    public async Task Read_OfAnAnswerWithTooFewValues_IsRefusedAndGuessesNoTimes()
    {
        using var handler =
            new Canned((200, """{"values":[1,2],"start":"2024-06-01T00:00:00+00:00","duration":"PT1H","unit":"kW","resolution":"PT15M","status":"PROCESSED","message":"ok"}"""));
        using var client = Canned.Client(handler);
        var sensor = new FlexMeasuresSensor { Id = 4, Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "UTC" };
        var failure =
            await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromHours(1))).ToListAsync());
        Assert.Equal("$.values", failure.JsonPath);
    }

    [Fact]
    public async Task Write_InChunks_CarriesOnePriorAndCanBeRepeated()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var series = Series(Unit.Megawatt, [.. Enumerable.Range(0, 10).Select(i => (double?)i / 1000)]);
        var write = new FlexMeasuresWriteSettings { SlotsPerRequest = 4 };
        var first = await fixture.Client.Data.WriteAsync(sensor, series, write);
        Assert.Equal((10L, 3, 0), (first.Values, first.Requests, first.AlreadyReceived));
        var again = await fixture.Client.Data.WriteAsync(sensor, series, write with { Prior = first.Prior });
        Assert.Equal(3, again.AlreadyReceived);
        var priors = fixture.Server.Requests.ToList()
            .Where(r => r.Method == "POST" && r.Path.EndsWith("/data", StringComparison.Ordinal)).Select(r => r.Body!.Split("\"prior\":")[1]);
        Assert.Single(priors.Distinct());

        var read = await fixture.Client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromHours(3))).ToListAsync();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null, null], read.Select(r => r.Value is { } v ? Math.Round(v, 9) : (double?)null));
    }

    [Fact]
    public async Task Write_OfAUnitSignOrGridThatDoesNotFit_IsRefusedBeforeSending()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var amounts = await fixture.AddSensorAsync("amounts", Unit.KilowattHour);
        var load = await fixture.Client.Sensors.GetAsync(1);
        var before = fixture.Server.Requests.Total;
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.WriteAsync(amounts, Series(Unit.Kilowatt, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.WriteAsync(load, Series(Unit.Kilowatt, PositiveDirection.Production, 15, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.WriteAsync(amounts, Series(Unit.KilowattHour, PositiveDirection.None, 10, 1)));
        Assert.Equal(before, fixture.Server.Requests.Total);
    }

    [Fact]
    public async Task Write_OfFinerSlotsThanTheSensors_NeverCutsASlotInTwo()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var series = Series(Unit.Kilowatt, PositiveDirection.None, 5, [.. Enumerable.Range(0, 12).Select(i => (double?)i)]);

        var result = await fixture.Client.Data.WriteAsync(sensor, series, new FlexMeasuresWriteSettings { SlotsPerRequest = 4 });

        Assert.Equal((12L, 4), (result.Values, result.Requests));
        Assert.Equal([1, 4, 7, 10], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromHours(1))).ToListAsync()).Select(r => r.Value));
    }

    [Fact]
    public async Task Write_OffTheSensorsGrid_IsRefusedBecauseTheServerWouldMoveIt()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var before = fixture.Server.Requests.Total;
        var step = Duration.FromMinutes(15);
        var series = ReadingSeries.FromReadings(
            new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = step },
            new Reading(Day + Duration.FromMinutes(7), Day + Duration.FromMinutes(22), 1));

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Data.WriteAsync(sensor, series));

        Assert.Contains("Align", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, fixture.Server.Requests.Total);
    }

    [Fact]
    public async Task Post_OfAChangedValueAtTheSameBeliefTime_IsAConflict()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var post = new FlexMeasuresNewData
        {
            Values = [1, 2],
            Start = Day.WithOffset(Offset.Zero),
            Duration = IsoDuration.Parse("PT30M"),
            Unit = Unit.Kilowatt,
            Prior = FlexMeasuresTime.Parse("2024-06-02T00:00:00Z")
        };
        Assert.False((await fixture.Client.Data.PostAsync(sensor.Id, post)).WasAlreadyReceived);
        Assert.True((await fixture.Client.Data.PostAsync(sensor.Id, post)).WasAlreadyReceived);
        var failure = await Assert.ThrowsAsync<EnergyConflictException>(() => fixture.Client.Data.PostAsync(sensor.Id, post with { Values = [9, 2] }));
        Assert.Equal(FlexMeasuresStatus.InvalidReplacement, FlexMeasuresStatus.Of(failure));
    }

    [Fact]
    public async Task Post_AnsweredWith500_IsNotSentAgain()
    {
        using var handler = new Canned((500, """{"message":"boom","status":500}"""));
        using var client = Canned.Client(handler, o => o.MaxRetries = 3);
        await Assert.ThrowsAsync<EnergyResponseException>(() => client.Data.PostAsync(1, new FlexMeasuresNewData
        {
            Values = [1],
            Start = Day.WithOffset(Offset.Zero),
            Duration = IsoDuration.Parse("PT15M"),
            Unit = Unit.Kilowatt,
            Prior = Day.WithOffset(Offset.Zero),
        }));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Read_BeforeAPrior_ShowsWhatWasKnownThen()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        foreach (var (value, prior) in new[] { (1.0, "2024-06-02T00:00:00Z"), (2.0, "2024-06-03T00:00:00Z") })
        {
            await fixture.Client.Data.PostAsync(sensor.Id,
                new FlexMeasuresNewData
                {
                    Values = [value],
                    Start = Day.WithOffset(Offset.Zero),
                    Duration = IsoDuration.Parse("PT15M"),
                    Unit = Unit.Kilowatt,
                    Prior = FlexMeasuresTime.Parse(prior)
                });
        }

        var query = new FlexMeasuresReadQuery { Range = new Interval(Day, Day + Duration.FromMinutes(15)) };
        Assert.Equal(2, (await fixture.Client.Data.ReadAsync(sensor, query).SingleAsync()).Value);
        Assert.Equal(1, (await fixture.Client.Data.ReadAsync(sensor, query with { Prior = Instant.FromUtc(2024, 6, 2, 12, 0) }).SingleAsync()).Value);
    }

    [Fact]
    public async Task Upload_OfAFile_IsStoredInTheSensorsZone()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        await fixture.Client.Data.UploadAsync(sensor.Id, new FlexMeasuresUpload
        {
            Files = [new FlexMeasuresUploadFile { Name = "day.csv", Content = "start,value\n2024-06-01T02:00:00,4.5\n2024-06-01T02:15:00,5.5\n"u8.ToArray() }],
            MeasuredInstantly = true,
        });
        Assert.Equal([4.5, 5.5], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Day, Day + Duration.FromMinutes(30))).ToListAsync()).Select(r => r.Value));
    }

    private static ReadingSeries Series(Unit unit, params double?[] values) => Series(unit, PositiveDirection.None, 15, values);

    private static ReadingSeries Series(Unit unit, PositiveDirection positive, int minutes, params double?[] values)
    {
        var step = Duration.FromMinutes(minutes);
        return ReadingSeries.FromReadings(
            new SeriesInfo { Identity = "test:/series", Unit = unit, Kind = SeriesKind.AveragePower, Resolution = step, Positive = positive },
            [.. values.Select((v, i) => new Reading(Day + (step * i), Day + (step * (i + 1)), v))]);
    }
}
