namespace Energy.Clients.Tests;

public class FlexMeasuresGridTests
{
    [Theory]
    [InlineData("2026-03-07T06:00:00+01:00", "2026-03-07T00:00:00+01:00", "2026-03-07T00:00:00Z")]
    [InlineData("2026-03-07T06:00:00Z", "2026-03-07T00:00:00Z", "2026-03-07T00:00:00+01:00")]
    [InlineData("2026-03-07T06:00:00-05:00", "2026-03-07T00:00:00-05:00", "2026-03-07T00:00:00+01:00")]
    public async Task Post_OffTheGrid_IsFlooredByTheClockOfItsOffset(string posted, string found, string missed)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.DailyOfAmsterdam, "[40, 41]", posted, "P2D", "kWh");
        Assert.Equal("40 41", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, found, "P2D", "kWh"));
        Assert.Equal("- -", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, missed, "P2D", "kWh"));
    }

    [Fact]
    public async Task Post_OverAClockChange_KeepsStepsOf24Hours()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.DailyOfAmsterdam, "[1, 2, 3]", "2026-03-28T00:00:00+01:00", "P3D", "kWh");
        Assert.Equal("1 2 3", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2026-03-28T00:00:00+01:00", "P3D", "kWh"));
        Assert.Equal("-", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2026-03-30T00:00:00+02:00", "P1D", "kWh"));
        Assert.Equal("3", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2026-03-30T01:00:00+02:00", "P1D", "kWh"));
    }

    [Fact]
    public async Task Read_FromAnotherPhase_FindsNothing()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.HourlyOfKolkata, "[1, 2, 3, 4]", "2026-03-03T00:00:00+05:30", "PT4H");
        Assert.Equal("1 2 3 4", await server.ReadAsync(FlexMeasuresServer.HourlyOfKolkata, "2026-03-02T18:30:00Z", "PT4H"));
        Assert.Equal("- - -", await server.ReadAsync(FlexMeasuresServer.HourlyOfKolkata, "2026-03-02T19:00:00Z", "PT3H"));
    }

    // Hours 1 to 4 begin at 01:00: bins of two hours begin there too, and are seen by slots that fall on them.
    [Theory]
    [InlineData("2026-03-03T00:00:00+05:30", "PT6H", "PT2H", "- - -")]
    [InlineData("2026-03-03T01:00:00+05:30", "PT4H", "PT2H", "1.5 3.5")]
    [InlineData("2026-03-03T02:00:00+05:30", "PT4H", "PT2H", "2.5 4")]
    [InlineData("2026-03-03T01:00:00+05:30", "PT3H", "PT1H30M", "1.5 3")]
    [InlineData("2026-03-03T01:00:00+05:30", "P1D", "P1D", "2.5")]
    [InlineData("2026-03-03T00:00:00+05:30", "P1D", "P1D", "-")]
    public async Task Read_Coarser_BinsBeginAtTheFirstEventFound(string start, string duration, string resolution, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.HourlyOfKolkata, "[1, 2, 3, 4]", "2026-03-03T01:00:00+05:30", "PT4H");
        Assert.Equal(expected, await server.ReadAsync(FlexMeasuresServer.HourlyOfKolkata, start, duration, resolution: resolution));
    }

    // Quarters 1, 2, 3, 7. Ten minutes: each quarter is seen at its own start and ten past it, where that is a slot.
    [Theory]
    [InlineData("PT1H", "PT10M", "1 1 - 3 3 -")]
    [InlineData("PT1H", "PT5M", "1 1 1 2 2 2 3 3 3 7 7 7")]
    [InlineData("PT1H", "PT20M", "1.5 3 7")]
    [InlineData("PT20M", "PT15M", "1 2")]
    public async Task Read_OfOddSteps_IsAnswered(string duration, string resolution, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2, 3, 7]", "2026-03-03T00:00:00+01:00", "PT1H");
        Assert.Equal(expected, await server.ReadAsync(FlexMeasuresServer.BatteryPower, "2026-03-03T00:00:00+01:00", duration, resolution: resolution));
    }

    [Theory]
    [InlineData("P1M")]
    [InlineData("PT0M")]
    public async Task Read_OfStepsThatAreNone_BreaksTheServer(string resolution)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(500,
            (await server.GetAsync($"sensors/{FlexMeasuresServer.BatteryPower}/data?start=2026-03-03T00:00:00Z&duration=P1D&unit=kW&resolution={resolution}")).Status);
    }

    [Theory]
    [InlineData(FlexMeasuresServer.BatteryPower, "kW", "kWh", "PT15M", "0.25 0.5")] // 1 kW for a quarter is 0.25 kWh
    [InlineData(FlexMeasuresServer.BatteryPower, "kW", "MW", "PT15M", "0.001 0.002")]
    [InlineData(FlexMeasuresServer.BatteryPower, "kW", "kWh", "PT30M", "0.75")] // 1.5 kW for half an hour
    public async Task Read_OfARate_GivesAmounts(int sensor, string posted, string asked, string resolution, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(sensor, "[1, 2]", "2026-03-03T00:00:00+01:00", "PT30M", posted);
        Assert.Equal(expected, await server.ReadAsync(sensor, "2026-03-03T00:00:00+01:00", "PT30M", asked, resolution));
    }

    [Fact]
    public async Task Read_OfAnAmountAsARate_IsRefused()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(422, (await server.GetAsync($"sensors/{FlexMeasuresServer.DailyOfAmsterdam}/data?start=2026-03-03T00:00:00Z&duration=P1D&unit=kW")).Status);
    }

    [Theory]
    [InlineData("2026-03-03T00:00:00+01:00", "PT1H", null, "20 - - 21 - - 22 - - 23 - -")]
    [InlineData("2026-03-03T00:00:00+01:00", "PT2H", "PT1H", "20 -")]
    [InlineData("2026-03-03T00:10:00+01:00", "PT1H", "PT15M", "- - - -")]
    public async Task Read_OfInstants_TakesTheValueAtTheInstant(string start, string duration, string? resolution, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.Temperature, "[20, 21, 22, 23]", "2026-03-03T00:00:00+01:00", "PT1H", "°C");
        Assert.Equal(expected, await server.ReadAsync(FlexMeasuresServer.Temperature, start, duration, "°C", resolution));
    }

    [Fact]
    public async Task Sensors_OfMonths_CannotBeMadeAndUseNoNumber()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(500, (await server.PostAsync("sensors", """{ "name": "a", "event_resolution": "P1M", "unit": "kWh", "generic_asset_id": 1 }""")).Status);
        var (status, body) = await server.PostAsync("sensors", """{ "name": "b", "event_resolution": "P7D", "unit": "kWh", "generic_asset_id": 1 }""");
        Assert.Equal((201, 8, "P7D"), (status, body.GetProperty("id").GetInt32(), body.GetProperty("event_resolution").GetString()));
    }
}
