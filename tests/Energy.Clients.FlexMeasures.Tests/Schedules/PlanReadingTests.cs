using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Plans as readings: power in slots, a state of charge at instants, in the unit that was asked for.</summary>
public sealed class PlanReadingTests
{
    private const string QuarterSensor = """{"id":22,"name":"power","unit":"MW","timezone":"UTC","event_resolution":"PT15M","generic_asset_id":5}""";
    private const string InstantSensor = """{"id":23,"name":"state of charge","unit":"kWh","timezone":"UTC","event_resolution":"PT0M","generic_asset_id":5}""";

    private static readonly Instant Start = Instant.FromUtc(2026, 7, 2, 0, 0);

    [Fact]
    public async Task Read_ThroughTheSensorOfAStateOfCharge_GivesInstantsEveryQuarterOfAnHour()
    {
        using var handler =
            new Canned((200, """{"values":[10,10.5,11,11.5,12,12.5,13,13.5,14],"start":"2026-07-02T02:00:00+02:00","duration":"PT2H","unit":"kWh","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);

        var series = client.Schedules.ReadAsync(23, "plan", new FlexMeasuresScheduleQuery
        {
            Duration = IsoDuration.Parse("PT2H"),
            Unit = Unit.KilowattHour,
            Resolution = IsoDuration.Parse("PT15M"),
        });
        var readings = await series.ToListAsync();

        Assert.Equal((SeriesKind.Instantaneous, StampEdge.Instant), (series.Info.Kind, series.Info.Stamp));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => new Reading(Start + Duration.FromMinutes(15 * i), Start + Duration.FromMinutes(15 * i), 10 + (0.5 * i))), readings);
    }

    [Fact]
    public async Task Read_InAUnitThatAnOlderServerDoesNotKnowOf_IsConverted()
    {
        using var handler = new Canned(
            (200, QuarterSensor), (200, """{"values":[0.005,-0.005],"start":"2026-07-02T00:00:00Z","duration":"PT30M","unit":"MW","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);

        var readings = await client.Schedules.ReadAsync(22, "plan", new FlexMeasuresScheduleQuery { Unit = Unit.Kilowatt }).ToListAsync();

        Assert.Equal([5.0, -5.0], readings.Select(r => r.Value!.Value));
        Assert.Equal(Start + Duration.FromMinutes(30), readings[^1].End);
    }

    [Theory]
    [InlineData("""[1,2,3,4]""", "PT1H", null)]
    [InlineData("""[1,2,3]""", "PT1H", "$.values")]
    [InlineData("""[1,2,3,4,5]""", "PT1H", "$.values")]
    [InlineData("""[1,2]""", "PT1H", "$.values")]
    [InlineData("""[1,2,3,4]""", "PT50M", "$.values")]
    [InlineData("""[1,2,3,4]""", "P1M", "$")]
    [InlineData("""[]""", "PT1H", "$")]
    public async Task Read_OfAPlanThatDoesNotFillItsDuration_IsRefusedWithATokenAndTheRestCanBeRead(string values, string duration, string? path)
    {
        using var handler = new Canned(
            (200, QuarterSensor),
            (200, $$"""{"values":{{values}},"start":"2026-07-02T00:00:00Z","duration":"{{duration}}","unit":"MW","status":"PROCESSED"}"""),
            (200, QuarterSensor),
            (200, """{"values":[1,2,3,4],"start":"2026-07-02T00:00:00Z","duration":"PT1H","unit":"MW","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        Reading[] held = [.. Enumerable.Range(0, 4).Select(i => new Reading(Start + Duration.FromMinutes(15 * i), Start + Duration.FromMinutes(15 * (i + 1)), i + 1))];
        var read = client.Schedules.ReadAsync(22, "plan");
        if (path is null)
        {
            Assert.Equal(held, await read.ToListAsync());
            return;
        }

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await read.ToListAsync());

        Assert.Equal(path, failure.JsonPath);
        Assert.Equal(held, await client.Schedules.ReadAsync(22, "plan").StartingAt(PageToken.Parse(failure.ResumeFrom!.ToString())).ToListAsync());
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    [InlineData(5, false)]
    [InlineData(10, false)]
    public async Task Read_OfStatesOfCharge_HasOneMoreThanSlots(int count, bool fits)
    {
        var body = $$"""{"values":[{{string.Join(',', Enumerable.Range(0, count))}}],"start":"2026-07-02T00:00:00Z","duration":"PT2H","unit":"kWh","status":"PROCESSED"}""";
        using var handler = new Canned((200, body));
        using var client = Canned.Client(handler);
        var read = client.Schedules.ReadAsync(23, "plan", new FlexMeasuresScheduleQuery { Resolution = IsoDuration.Parse("PT15M") });

        if (fits)
        {
            Assert.Equal(Enumerable.Range(0, count).Select(i => Start + Duration.FromMinutes(15 * i)), (await read.ToListAsync()).Select(static r => r.Start));
        }
        else
        {
            Assert.Equal("$.values", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await read.ToListAsync())).JsonPath);
        }
    }

    [Fact]
    public async Task Read_OfInstants_WhoseResolutionNothingTells_IsRefusedBeforeThePlanIsAskedFor()
    {
        using var handler = new Canned((200, InstantSensor));
        using var client = Canned.Client(handler);

        var fault = await Assert.ThrowsAsync<ArgumentException>(async () => await client.Schedules.ReadAsync(23, "plan").ToListAsync());
        Assert.Contains("Give Resolution", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Schedules.PlanAsync(5, new FlexMeasuresScheduleRequest { Start = Start.WithOffset(Offset.Zero) }, 23));

        Assert.All(handler.Requests, static r => Assert.Equal("/api/v3_0/sensors/23", r.Target));
    }

    [Fact]
    public async Task ToReadings_OfAPlanThatLacksAValueOrWithoutAResolution_IsRefused()
    {
        using var handler = new Canned((200, """{"values":[1,2,3],"start":"2026-07-02T00:00:00Z","duration":"PT1H","unit":"MW","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var plan = (await client.Schedules.GetAsync(22, "plan")).GetValueOrThrow();

        Assert.Throws<ArgumentException>(() => client.Schedules.ToReadings(22, "plan", plan, new FlexMeasuresScheduleQuery()));
        Assert.Throws<ArgumentException>(() => client.Schedules.ToReadings(22, "plan", plan, new FlexMeasuresScheduleQuery { Resolution = IsoDuration.Parse("PT15M") }));
        var series = client.Schedules.ToReadings(22, "plan", plan, new FlexMeasuresScheduleQuery { Resolution = IsoDuration.Parse("PT20M") });
        Assert.Equal(Duration.FromMinutes(20), series.Info.Resolution);
        Assert.Equal([1.0, 2.0, 3.0], (await series.ToListAsync()).Select(static r => r.Value!.Value));
    }

    [Theory]
    [InlineData("P0D")]
    [InlineData("-PT15M")]
    [InlineData("P1M")]
    public void Query_WithAResolutionThatIsNone_IsRefused(string resolution)
    {
        using var handler = new Canned((200, "{}"));
        using var client = Canned.Client(handler);
        Assert.Throws<ArgumentException>(() => client.Schedules.ReadAsync(22, "plan", new FlexMeasuresScheduleQuery { Resolution = IsoDuration.Parse(resolution) }));
    }

    [Fact]
    public async Task Read_InAUnitThatDoesNotConvert_IsRefused()
    {
        using var handler = new Canned((200, QuarterSensor), (200, """{"values":[1],"start":"2026-07-02T00:00:00Z","duration":"PT15M","unit":"EUR","status":"PROCESSED"}"""));
        using var client = Canned.Client(handler);
        var failure =
            await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
                await client.Schedules.ReadAsync(22, "plan", new FlexMeasuresScheduleQuery { Unit = Unit.Kilowatt }).ToListAsync());
        Assert.Equal("$.unit", failure.JsonPath);
    }

    [Fact]
    public async Task Trigger_WithUsageAndGain_SendsListsOfQuantities()
    {
        using var handler = new Canned((202, """{"status":"ACCEPTED","job":"j"}"""));
        using var client = Canned.Client(handler);

        await client.Schedules.TriggerAsync(5, new FlexMeasuresScheduleRequest
        {
            Start = Start.WithOffset(Offset.Zero),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = 22, SocUsage = [FlexMeasuresVariable.Of(2, Unit.Kilowatt), FlexMeasuresVariable.FromSensor(27)],
                SocGain = [FlexMeasuresVariable.FromSensor(28)] }],
        });
        await Assert.ThrowsAsync<ArgumentException>(() => client.Schedules.TriggerAsync(5, new FlexMeasuresScheduleRequest
        {
            Start = Start.WithOffset(Offset.Zero),
            FlexModel = [new FlexMeasuresFlexModel { SensorId = 22, SocUsage = [] }],
        }));

        Assert.EndsWith("""[{"sensor":22,"soc-gain":[{"sensor":28}],"soc-usage":["2 kW",{"sensor":27}]}]}""", Assert.Single(handler.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trigger_WithAnEmptyFlexModel_SendsIt()
    {
        using var handler = new Canned((202, """{"status":"ACCEPTED","job":"j"}"""));
        using var client = Canned.Client(handler);
        await client.Schedules.TriggerAsync(5, new FlexMeasuresScheduleRequest { Start = Start.WithOffset(Offset.Zero), FlexModel = [] });
        await client.Schedules.TriggerAsync(5, new FlexMeasuresScheduleRequest { Start = Start.WithOffset(Offset.Zero) });
        Assert.Contains("\"flex-model\":[]", handler.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("flex-model", handler.Requests[1].Body, StringComparison.Ordinal);
    }
}
