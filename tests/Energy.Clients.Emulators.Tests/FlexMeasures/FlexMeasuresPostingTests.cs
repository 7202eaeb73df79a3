using System.Text.Json;

namespace Energy.Clients.Tests;

public class FlexMeasuresPostingTests
{
    private const string Processed = "PROCESSED";
    private const string Known = "ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED";
    private const string Day = "2026-03-03T00:00:00+01:00";

    [Theory]
    [InlineData("[1, null, 3, null]", 200, Processed, "1 - 3 -")]
    [InlineData("[null, null, null, null]", 200, Known, "- - - -")]
    [InlineData("[4, null, 6, 1, 2, 3, null, null, null, null, null, null]", 200, Processed, "5 2 - -")] // five minutes into quarters: the mean of those that are there
    public async Task Nulls_InTheSensorsUnit_AreLeftOut(string values, int status, string word, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var answer = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, values, Day, "PT1H");
        Assert.Equal((status, word), (answer.Status, answer.Body.GetProperty("status").GetString()));
        Assert.Equal(expected, await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT1H"));
    }

    [Theory]
    [InlineData("MW", "float")]
    [InlineData("kWh", "float")]
    public async Task Nulls_InAnotherUnit_BreakTheServerAndStoreNothing(string unit, string type)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, null, 3, 4]", Day, "PT1H", unit);
        Assert.Equal((500, $"unsupported operand type(s) for *: 'NoneType' and '{type}'"), (status, body.GetProperty("message").GetString()));
        Assert.Equal("- - - -", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT1H"));
    }

    [Fact]
    public async Task Nulls_InPlaceOfTheList_AreRefused()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "null", Day, "PT1H");
        Assert.Equal(422, status);
        Assert.Equal("""{"combined_sensor_data_description":{"values":["Field may not be null."]}}""", Compact(body.GetProperty("message")));
    }

    // The quarter ends on 3 March: priors of February are foresight, of April hindsight.
    [Theory]
    [InlineData("2026-02-01", "2026-02-02", Known)]
    [InlineData("2026-02-01", "2026-04-01", Processed)]
    [InlineData("2026-04-01", "2026-04-02", Known)]
    [InlineData("2026-04-01", "2026-02-01", Processed)]
    public async Task SameValues_OfALaterPrior_AreDroppedOnOneSideOfTheEventsEndOnly(string first, string second, string word)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1]", Day, "PT15M", more: $""" "prior": "{first}T00:00:00Z" """);
        var (_, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1]", Day, "PT15M", more: $""" "prior": "{second}T00:00:00Z" """);
        Assert.Equal(word, body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task PartlyKnown_IsSaidToBeReceivedAndItsNewPartIsStored()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2]", Day, "PT30M");
        var (_, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2, 3]", Day, "PT45M");
        Assert.Equal(Known, body.GetProperty("status").GetString());
        Assert.Equal("1 2 3", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT45M"));
    }

    [Fact]
    public async Task OtherValues_OfTheSamePrior_RefuseTheWholePost()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2]", Day, "PT30M");
        var (status, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 9, 3]", Day, "PT45M");
        Assert.Equal((403, "INVALID_REPLACEMENT"), (status, body.GetProperty("status").GetString()));
        Assert.Equal("1 2 -", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT45M"));
    }

    [Theory]
    [InlineData(400, 403)]
    [InlineData(1000, 200)]
    public async Task OtherValues_WithoutPrior_NeedAnotherSecond(int milliseconds, int status)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1]", Day, "PT15M", more: "");
        server.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(status, (await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[2]", Day, "PT15M", more: "")).Status);
    }

    [Fact]
    public async Task Worker_TakesDataInAndStoresThemLater()
    {
        await using var server = await FlexMeasuresServer.StartAsync(o => o.StoresLater = true);
        var (status, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2]", Day, "PT30M");
        Assert.Equal((202, "ACCEPTED"), (status, body.GetProperty("status").GetString()));
        var job = "jobs/" + body.GetProperty("job").GetString();
        Assert.Equal((202, "QUEUED"), Of(await server.GetAsync(job)));
        Assert.Equal("- -", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT30M"));

        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var done = await server.GetAsync(job);
        Assert.Equal((200, "FINISHED"), Of(done));
        Assert.Equal("success", done.Body.GetProperty("result").GetString());
        Assert.Equal("1 2", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT30M"));
    }

    [Theory]
    [InlineData("[1, null]", "MW", "Ingestion job failed with str: unsupported operand type(s) for *: 'NoneType' and 'float'.")]
    [InlineData("[1, 9]", "kW", "Ingestion job failed with str: (psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint \"timed_belief_pkey\".")]
    public async Task Worker_FailsOverWhatIsRefusedWithoutOne(string values, string unit, string message)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PostDataAsync(FlexMeasuresServer.BatteryPower, "[1, 2]", Day, "PT30M");
        server.Known.StoresLater = true;
        var (status, body) = await server.PostDataAsync(FlexMeasuresServer.BatteryPower, values, Day, "PT30M", unit);
        Assert.Equal(202, status);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        var job = await server.GetAsync("jobs/" + body.GetProperty("job").GetString());
        Assert.Equal((422, "FAILED"), Of(job));
        Assert.Equal(message, job.Body.GetProperty("message").GetString());
        Assert.Equal("1 2", await server.ReadAsync(FlexMeasuresServer.BatteryPower, Day, "PT30M"));
    }

    [Theory]
    [InlineData("[]", "kW", 500)]
    [InlineData("[1]", "potato", 422)]
    [InlineData("[1]", "°C", 422)]
    public async Task Worker_LeavesToTheServerWhatCanBeSeenAtOnce(string values, string unit, int status)
    {
        await using var server = await FlexMeasuresServer.StartAsync(o => o.StoresLater = true);
        Assert.Equal(status, (await server.PostDataAsync(FlexMeasuresServer.BatteryPower, values, Day, "PT15M", unit)).Status);
    }

    internal static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Loose);

    private static readonly JsonSerializerOptions Loose = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (int, string?) Of((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("status").GetString());
}
