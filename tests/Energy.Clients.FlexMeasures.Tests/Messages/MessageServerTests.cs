using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>The message interface against the emulator of a server of 2021.</summary>
public class MessageServerTests
{
    private static readonly OffsetDateTime Start = FlexMeasuresTime.Parse("2024-06-01T10:00:00Z");
    private static readonly FlexMeasuresApiVersion V = FlexMeasuresApiVersion.V20;

    private static Task<FlexMeasuresFixture> StartAsync() => FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true);

    private static async Task<string> BatteryAsync(FlexMeasuresFixture fixture)
    {
        var connections = await fixture.Client.Messages.GetConnectionsAsync(V);
        return connections.Addresses[connections.Names.ToList().FindIndex(n => n.EndsWith("battery", StringComparison.Ordinal))];
    }

    private static FlexMeasuresMessage Message(string target, params double[] values) => new()
    {
        Groups = [new FlexMeasuresMessageGroup { Targets = [target], Values = values }],
        Start = Start,
        Duration = new IsoDuration(Duration.FromMinutes(15) * values.Length),
        Unit = "MW",
    };

    [Fact]
    public async Task Versions_OfAServerOf2021_AreItsOwn()
    {
        await using var fixture = await StartAsync();
        Assert.Equal(["v1", "v1_1", "v1_2", "v1_3", "v2_0"], (await fixture.Client.Server.GetVersionsAsync()).Versions);
        Assert.Contains((await fixture.Client.Messages.GetServicesAsync(FlexMeasuresApiVersion.V11)).Services, s => s.Name == "getConnection");
    }

    [Fact]
    public async Task Read_OfASimulatedBuilding_IsTheWorldsPowerInMegawatts()
    {
        await using var fixture = await StartAsync();
        var connections = await fixture.Client.Messages.GetConnectionsAsync(V);
        var site = fixture.World.Sites[0];
        var address = connections.Addresses[connections.Names.ToList().IndexOf(site.Name)];
        var query = new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT2H"), Resolution = IsoDuration.Parse("PT15M") };
        var readings = await fixture.Client.Messages.ReadMeterDataAsync(V, address, query).ToListAsync();
        Assert.Equal(8, readings.Count);
        Assert.All(readings, r => Assert.Equal(site.Average(Emulators.SimulatedFlow.Yield, r.Start, r.End) / 1000, r.Value!.Value, 9));
    }

    [Fact]
    public async Task Store_OfOverlappingMessages_KeepsEveryNewValueAndGuessesNoTimes()
    {
        await using var fixture = await StartAsync();
        var battery = await BatteryAsync(fixture);
        var prior = FlexMeasuresTime.Parse("2024-06-02T00:00:00Z");
        Task<FlexMeasuresMessageResult> Post(FlexMeasuresMessage m, CancellationToken ct) => fixture.Client.Messages.PostMeterDataAsync(V, m with { Prior = prior }, ct);
        await fixture.Client.Messages.StoreAsync(Message(battery, 1, 2), Post);
        await Assert.ThrowsAsync<EnergyResponseException>(() => Post(Message(battery, 1, 2, 3), default));
        await fixture.Client.Messages.StoreAsync(Message(battery, 1, 2, 3), Post);

        var query = new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT2H"), Resolution = IsoDuration.Parse("PT15M") };
        var readings = await fixture.Client.Messages.ReadMeterDataAsync(V, battery, query).ToListAsync();
        Assert.Equal([(0, 1.0), (15, 2.0), (30, 3.0)], readings.Select(r => ((int)(r.Start - Start.ToInstant()).TotalMinutes, r.Value!.Value)));
    }

    [Theory]
    [InlineData("v1_1")]
    [InlineData("v2_0")]
    public async Task Horizon_IsStoredAsDocumentedOnEachVersion(string version)
    {
        await using var fixture = await StartAsync();
        var battery = await BatteryAsync(fixture);
        await fixture.Client.Messages.PostMeterDataAsync(new FlexMeasuresApiVersion(version), Message(battery, 10, 5, 8) with { Horizon = FlexMeasuresHorizon.Parse("-PT10M") });

        // Believed ten minutes after the end of each slot, and not a minute before.
        var query = new FlexMeasuresMessageQuery { Start = Start, Duration = IsoDuration.Parse("PT45M"), Resolution = IsoDuration.Parse("PT15M") };
        Assert.Equal(3, (await fixture.Client.Messages.GetMeterDataAsync(V, [battery], query with { Horizon = FlexMeasuresHorizon.Parse("-PT10M") })).Groups[0].Values.Count);
        Assert.Empty((await fixture.Client.Messages.GetMeterDataAsync(V, [battery], query with { Horizon = FlexMeasuresHorizon.Parse("-PT9M") })).Groups[0].Values);
    }

    [Fact]
    public async Task Event_LeadsToAPlanThatReachesItsTarget()
    {
        await using var fixture = await StartAsync();
        var udi = EntityAddress.Parse(await BatteryAsync(fixture) + ":1:soc-with-targets");
        var at = FlexMeasuresTime.Parse("2024-06-15T12:00:00Z");
        await fixture.Client.Messages.PostUdiEventAsync(FlexMeasuresApiVersion.V13,
            new FlexMeasuresUdiEvent { Event = udi, At = at, Value = 1, Unit = "MWh", Targets = [new FlexMeasuresUdiTarget(3, FlexMeasuresTime.Parse("2024-06-15T16:00:00Z"))] });
        Assert.Equal(FlexMeasuresPollState.NotReady, (await fixture.Client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [udi])).State);
        var plan = (await fixture.Client.Messages.WaitForDeviceMessageAsync(FlexMeasuresApiVersion.V13, [udi])).GetValueOrThrow();
        Assert.Equal(2, plan.Groups[0].Values.Take(16).Sum() / 4, 6);
        Assert.Equal(
            FlexMeasuresPollState.UnknownJob,
            (await fixture.Client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [EntityAddress.Parse(await BatteryAsync(fixture) + ":9:soc")])).State);
    }

    [Fact]
    public async Task Prices_AndWeather_AreTakenIn()
    {
        await using var fixture = await StartAsync();
        var authority = (await BatteryAsync(fixture)).Split(':')[0];
        var prices = Message(authority + ":epex_da", 50, 60)
            with
        { Unit = "EUR/MWh", Duration = IsoDuration.Parse("PT2H"), Prior = FlexMeasuresTime.Parse("2024-05-31T10:00:00Z") };
        Assert.Equal(FlexMeasuresStatus.Processed, (await fixture.Client.Messages.PostPriceDataAsync(V, prices)).AnswerStatus);
        var weather =
            Message(authority + ":temperature:52.39:4.88", 18, 19, 20) with { Unit = "°C", Duration = IsoDuration.Parse("PT15M"), Horizon = FlexMeasuresHorizon.Parse("PT3H") };
        Assert.Equal(FlexMeasuresStatus.Processed, (await fixture.Client.Messages.PostWeatherDataAsync(V, weather)).AnswerStatus);
    }
}
