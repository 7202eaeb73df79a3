using System.Text.Json;

namespace Energy.Clients.Tests;

public class FlexMeasuresScheduleTests
{
    private const string Start = "2026-07-01T00:00:00+02:00";

    [Theory]
    [InlineData("\"potato\": 1", """{"json":{"potato":["Unknown field."]}}""")]
    [InlineData("\"soc-min\": \"10 kW\"", """{"json":{"soc-min":["Cannot convert value `10 kW` to 'MWh'"]}}""")]
    [InlineData("\"soc-min\": \"-1 kWh\"", """{"json":{"soc-min":["Must be greater than or equal to 0 MWh."]}}""")]
    [InlineData("\"soc-usage\": \"2 kW\"", """{"json":{"soc-usage":["Not a valid list."]}}""")]
    [InlineData("\"soc-usage\": []", """{"json":{"soc-usage":["Shorter than minimum length 1."]}}""")]
    [InlineData("\"soc-gain\": [\"2 kWh\"]", """{"json":{"soc-gain":{"0":["Cannot convert value `2 kWh` to 'MW'"]}}}""")]
    [InlineData("\"soc-gain\": [\"1 kW\", \"potato\"]",
        """{"json":{"soc-gain":{"1":["Cannot convert value 'potato' to a valid quantity. 'potato' is not defined in the unit registry"]}}}""")]
    [InlineData("\"soc-usage\": [{ \"value\": \"2 kW\" }]", """{"json":{"soc-usage":{"0":["Dictionary provided but `sensor` key not found."]}}}""")]
    [InlineData("\"soc-usage\": [{ \"sensor\": 7 }]", """{"json":{"soc-usage":{"0":["Cannot convert °C to MW"]}}}""")]
    [InlineData("\"power-capacity\": 5",
        """{"json":{"power-capacity":["Unsupported value type. `<class 'int'>` was provided but only dict, list, str, pint Quantity, tuple, and numeric values with a default """
            + """source unit are supported."]}}""")]
    [InlineData("\"roundtrip-efficiency\": \"120%\"", """{"json":{"roundtrip-efficiency":["Must be greater than 0 % and less than or equal to 100 %."]}}""")]
    [InlineData("\"soc-max\": null", """{"json":{"soc-max":["Field may not be null."]}}""")]
    public async Task FlexModels_ThatCannotBe_AreRefusedByField(string field, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await TriggerAsync(server, field);
        Assert.Equal(422, status);
        Assert.Equal(expected, FlexMeasuresPostingTests.Compact(body.GetProperty("message")));
    }

    [Theory]
    [InlineData("\"soc-at-start\": 5")]
    [InlineData("\"soc-usage\": [\"1 kW\", { \"sensor\": 3, \"default\": \"0 kW\" }]")]
    [InlineData("\"soc-gain\": [[{ \"value\": \"2 kW\", \"start\": \"2026-07-01T00:30:00+02:00\", \"end\": \"2026-07-01T01:00:00+02:00\" }]]")]
    [InlineData("\"charging-efficiency\": 0.9")]
    public async Task FlexModels_ThatCanBe_AreAccepted(string field)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(202, (await TriggerAsync(server, field)).Status);
    }

    [Fact]
    public async Task Prices_OfTwoCurrencies_AreRefused()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await TriggerAsync(server, "", """{ "consumption-price": "0.3 EUR/kWh", "production-price": "0.3 USD/kWh" }""");
        Assert.Equal(422, status);
        Assert.StartsWith("Invalid unit. A valid unit would be, for example, 'EUR/MWh'",
            body.GetProperty("message").GetProperty("json").GetProperty("production-price")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sensors_OfOthers_AreRefusedByPlace()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await TriggerAsync(server, "\"soc-usage\": [{ \"sensor\": 6 }]");
        Assert.Equal(
            (403, "You cannot be authorized for the '{'json': {'flex-model': {0: {'sensor_flex_model': {'soc-usage': {0: 'sensor'}}}}}}' field because it references a sensor "
                + "you cannot read."),
            (status, body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Sensors_OfAnotherAsset_AreRefusedBeforeTheCallerIs()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await server.PostAsync("assets/3/schedules/trigger", $$"""{ "start": "{{Start}}", "flex-model": [{ "sensor": 3 }] }""");
        Assert.Equal((422, "Sensor 3 does not belong to asset 3 (or to one of its offspring)"), (status, body.GetProperty("message").GetProperty("_schema")[0].GetString()));
    }

    [Theory]
    [InlineData("{}", "Missing consumption price for commodity 'electricity'.")]
    [InlineData("{ \"consumption-price\": { \"sensor\": 5 } }", "Prices unknown for planning window. (sensor 5).")]
    public async Task Prices_ThatAreMissing_FailTheJob(string context, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await TriggerAsync(server, "", context);
        Assert.Equal(202, status);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var job = await server.GetAsync("jobs/" + body.GetProperty("job").GetString());
        Assert.Equal(422, job.Status);
        Assert.EndsWith(": " + expected, job.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    // 1 kWh more at the end with half of it lost on the way in: 2 kWh, and full power gets there in the last quarter: 8 kW.
    [Theory]
    [InlineData("\"charging-efficiency\": \"50%\"")]
    [InlineData("\"roundtrip-efficiency\": \"25%\"")]
    public async Task Plans_CountLossesAndAreReadThroughBothSensors(string efficiency)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) = await TriggerAsync(
            server,
            $$"""{{efficiency}}, "soc-at-start": "0 kWh", "power-capacity": "10 kW", "state-of-charge": { "sensor": 4 }, "soc-targets": [{ "value": "1 """
                + $$"""kWh", "datetime": "2026-07-01T01:00:00+02:00" }]""");
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var job = body.GetProperty("job").GetString();
        var power = (await server.GetAsync($"sensors/{FlexMeasuresServer.BatteryPower}/schedules/{job}")).Body;
        Assert.Equal(("0 0 0 8", "PT1H", Start), (FlexMeasuresServer.Values(power), power.GetProperty("duration").GetString(), power.GetProperty("start").GetString()));
        var charge = (await server.GetAsync($"sensors/{FlexMeasuresServer.BatteryCharge}/schedules/{job}")).Body;
        Assert.Equal(("0 0 0 0 1", "PT1H"), (FlexMeasuresServer.Values(charge), charge.GetProperty("duration").GetString()));
        Assert.Equal(9, (await server.GetAsync("jobs/" + job)).Body.GetProperty("result").GetProperty("num-beliefs").GetInt32());
    }

    // 2 kW used for half an hour out of 3 kWh leaves 2 kWh.
    [Fact]
    public async Task Plans_CountUsage()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) = await TriggerAsync(
            server,
            """ "soc-at-start": "3 kWh", "power-capacity": "10 kW", "state-of-charge": { "sensor": 4 }, "soc-usage": [[{ "value": "2 """
                + """kW", "start": "2026-07-01T00:00:00+02:00", "end": "2026-07-01T00:30:00+02:00" }]] """);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var charge = (await server.GetAsync($"sensors/{FlexMeasuresServer.BatteryCharge}/schedules/{body.GetProperty("job").GetString()}")).Body;
        Assert.Equal("3 2.5 2 2 2", FlexMeasuresServer.Values(charge));
    }

    [Fact]
    public async Task Plans_OfAStartOffTheGrid_BeginOnIt()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) =
            await server.PostAsync("assets/2/schedules/trigger",
                """{ "start": "2026-07-01T00:07:00+02:00", "duration": "PT1H", "flex-model": [{ "sensor": 3 }], "flex-context": { "consumption-price": "0.3 EUR/kWh" } }""");
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var plan = (await server.GetAsync($"sensors/3/schedules/{body.GetProperty("job").GetString()}")).Body;
        Assert.Equal(Start, plan.GetProperty("start").GetString());
    }

    [Fact]
    public async Task Sequential_BreaksTheServerWhenItIsAskedFor()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) =
            await server.PostAsync("assets/2/schedules/trigger",
                $$"""{ "start": "{{Start}}", "sequential": true, "flex-model": [{ "sensor": 3 }], "flex-context": { "consumption-price": "0.3 EUR/kWh" } }""");
        var job = body.GetProperty("job").GetString();
        Assert.Equal(500, (await server.GetAsync("jobs/" + job)).Status);
        Assert.Equal(500, (await server.GetAsync("sensors/3/schedules/" + job)).Status);
        var jobs = (await server.GetAsync("assets/2/jobs")).Body.GetProperty("jobs")
            .EnumerateArray().Select(j => (j.GetProperty("entity").GetString(), j.GetProperty("status").GetString()));
        Assert.Equal([("asset: cellar (Id: 2)", "deferred"), ("sensor: power (Id: 3)", "queued")], jobs);
    }

    [Fact]
    public async Task Jobs_OfAnAsset_AreListedForItsAccount()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) = await TriggerAsync(server, "", "{}");
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var job = (await server.GetAsync("assets/2/jobs")).Body.GetProperty("jobs")[0];
        Assert.Equal(body.GetProperty("job").GetString(), job.GetProperty("job_id").GetString());
        Assert.Equal(("failed", "Scheduling job failed with ValueError: Missing consumption price for commodity 'electricity'."),
            (job.GetProperty("status").GetString(), job.GetProperty("err").GetString()));
        Assert.Equal("Mon, 01 Jun 2026 12:00:00 GMT", job.GetProperty("enqueued_at").GetString());
        Assert.Equal(0, (await server.GetAsync("assets/1/jobs")).Body.GetProperty("jobs").GetArrayLength());
        Assert.Equal(403, (await server.GetAsync("assets/2/jobs", FlexMeasuresServer.Eve)).Status);
    }

    [Fact]
    public async Task Triggers_AreLimitedByAccountAndFiveMinutes()
    {
        await using var server = await FlexMeasuresServer.StartAsync(o => o.TriggersPerFiveMinutes = 1);
        Assert.Equal(422, (await TriggerAsync(server, "\"potato\": 1")).Status);
        Assert.Equal(202, (await TriggerAsync(server, "")).Status);
        Assert.Equal(429, (await TriggerAsync(server, "", token: FlexMeasuresServer.Boss)).Status);
        Assert.Equal(429, (await TriggerAsync(server, "\"potato\": 1")).Status);
        Assert.Equal(429, (await server.PostAsync("sensors/3/forecasts/trigger", "{}")).Status);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(202, (await TriggerAsync(server, "")).Status);
    }

    private static Task<(int Status, JsonElement Body)> TriggerAsync(FlexMeasuresServer server, string fields, string context = """{ "consumption-price": "0.3 EUR/kWh" }""",
        string token = FlexMeasuresServer.Ann) =>
        server.PostAsync("assets/2/schedules/trigger",
            $$"""{ "start": "{{Start}}", "duration": "PT1H", "flex-model": [{ "sensor": 3{{(fields.Length == 0 ? "" : ", " + fields)}} }], "flex-context": {{context}} }""", token);
}
