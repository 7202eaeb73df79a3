using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Energy.Clients.Tests;

/// <summary>Rules of the server that its recordings do not show, found by asking it and the emulator the same things.</summary>
public class IOTileRuleTests
{
    private const string Device = IOTileCloud.Device;
    private const string Data = "data/?filter=" + IOTileCloud.Stream;
    private const string Forbidden = """{"detail":"You do not have permission to perform this action."}""";
    private const string NotFound = """{"detail":"Not found."}""";
    private const string WrongSlug = """{"target":["Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens."]}""";

    [Theory]
    [InlineData("page_size=1&page=1&page=3", 3)]
    [InlineData("page_size=2&page_size=1&page=2", 2)]
    [InlineData("page_size=1&page=%202", 2)]
    [InlineData("page_size=1&page=%2B2", 2)]
    [InlineData("page_size=1&page=0_2", 2)]
    public async Task Page_IsReadAsTheServersLanguageReadsNumbers_AndTheLastOfSeveralCounts(string query, int expectedRow)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var page = JsonNode.Parse((await cloud.AskAsync("lea", "GET", $"{Data}&{query}")).Body)!;
        Assert.Equal(expectedRow, (int)page["results"]!.AsArray().Single()!["id"]!);
        Assert.DoesNotContain("page_size=2", (string?)page["previous"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lea", "device/?org__slug=solar-coop", 1)]
    [InlineData("lea", "device/?org__slug=nowhere", 0)]
    [InlineData("lea", "device/?org=nowhere", 1)]
    [InlineData("lea", "org/?search=coop%20solar", 1)]
    [InlineData("lea", "org/?search=solar,wind", 0)]
    [InlineData("lea", Data + "&start=2024-01-01%2000:15:00", 2)]
    [InlineData("lea", Data + "&streamer_id_min=2.9", 2)]
    [InlineData("lea", Data + "&start=%202024-01-01T00:15:00Z%20", 2)]
    public async Task List_IsFilteredAsTheServerDoes(string who, string path, int expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        Assert.Equal(expected, (int)JsonNode.Parse((await cloud.AskAsync(who, "GET", path)).Body)!["count"]!);
    }

    [Theory]
    [InlineData("lea", "POST", "variable/", """{"name": "x", "lid": 1, "project": 5}""", 400, """{"project":["Invalid pk \"5\" - object does not exist."]}""")]
    [InlineData("lea", "POST", "variable/", """{"name": "x", "lid": 1, "project": -5}""", 400, """{"project":["“-5” is not a valid UUID."]}""")]
    [InlineData("lea", "POST", "variable/", """{"name": "x", "lid": 1, "project": true}""", 400, """{"project":["Incorrect type. Expected pk value, received bool."]}""")]
    [InlineData("lea", "POST", "variable/", """{"name": "x", "lid": 1, "project": "aaaaaaaa-0000-4000-8000-000000000001", "division_factor": 99999999999999999999}""", 400,
        """{"division_factor":["Ensure this value is less than or equal to 2147483647."]}""")]
    [InlineData("lea", "POST", "project/", """{"name": "x", "org": 1e20}""", 400, """{"org":["Object with slug=1e+20 does not exist."]}""")]
    [InlineData("lea", "POST", "project/", """{"name": "x", "org": 99999999999999999999}""", 400, """{"org":["Object with slug=99999999999999999999 does not exist."]}""")]
    [InlineData("lea", "POST", "property/", """{"target": true, "name": "x", "int_value": 1}""", 400, WrongSlug)]
    [InlineData("lea", "POST", "property/", """{"target": "d 1", "name": "x", "int_value": 1}""", 400, WrongSlug)]
    [InlineData("lea", "POST", "event/", """{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-01T00:00:00Z", "extra_data": {}, "data": null}""", 400,
        """{"data":["This field may not be null."]}""")]
    [InlineData("", "POST", "account/lea/", "{}", 405, """{"detail":"Method \"POST\" not allowed."}""")]
    [InlineData("", "PUT", "account/lea/set_password/", "{}", 401, """{"detail":"Authentication credentials were not provided."}""")]
    [InlineData("lea", "POST", "vartype/power/", "{}", 403, Forbidden)]
    [InlineData("root", "POST", "vartype/power/", "{}", 405, """{"detail":"Method \"POST\" not allowed."}""")]
    [InlineData("root", "PATCH", "sg/nothing/", "{}", 404, NotFound)]
    [InlineData("lea", "PATCH", "sg/nothing/", "{}", 403, Forbidden)]
    [InlineData("lea", "POST", "streamer/t--0000-0000-0000-0a01--0000/report/", "{}", 403, Forbidden)]
    public async Task Request_ThatIsRefused_IsRefusedAsTheServerDoes(string who, string method, string path, string body, int expectedStatus, string expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, answer, _) = await cloud.AskAsync(who, method, path, body);
        Assert.Equal((expectedStatus, true), (status, IOTileCloud.AreEqual(expected, answer)));
    }

    [Theory]
    [InlineData("PATCH", $"device/{Device}/", """{"state": ""}""")]
    [InlineData("HEAD", $"device/{Device}/health/", null)]
    [InlineData("HEAD", $"device/{Device}/mask/", null)]
    [InlineData("OPTIONS", "df/", null)]
    public async Task Request_ThatTheServerBreaksOn_IsAnInternalError(string method, string path, string? body)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        Assert.Equal(500, (await cloud.AskAsync("lea", method, path, body)).Status);
    }

    [Theory]
    [InlineData("device//")]
    [InlineData("/device/")]
    public async Task Path_WithTwoSlashes_IsAnother(string path)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        Assert.Equal(404, (await cloud.AskAsync("lea", "GET", "/api/v1/" + path)).Status);
    }

    [Theory]
    [InlineData("Sun £5 & ☀ Wind", "sun-5-wind")]
    [InlineData("_ Sun & -- Wind _", "sun-wind")]
    public async Task Slug_OfAnOrganisation_HasPlainLettersOnly(string name, string expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (_, made, _) = await cloud.AskAsync("lea", "POST", "org/", new JsonObject { ["name"] = name }.ToJsonString());
        Assert.Equal(expected, (string)JsonNode.Parse(made)!["slug"]!);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("\"\"", false)]
    [InlineData("{}", false)]
    [InlineData("false", false)]
    [InlineData("\"x\"", true)]
    [InlineData("[0]", true)]
    public async Task Event_KeepsRawDataUnlessTheyAreNothing(string data, bool expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (_, body, _) = await cloud.AskAsync("lea", "POST", "event/",
            $$"""{"stream": "{{IOTileCloud.Stream}}", "timestamp": "2024-02-01T00:00:00Z", "extra_data": {}, "ext": null, "data": {{data}} }""");
        var made = JsonNode.Parse(body)!;
        Assert.Equal(expected, (bool)made["has_raw_data"]!);
        Assert.Null(made["ext"]);
        var url = JsonNode.Parse((await cloud.AskAsync("lea", "GET", $"event/{made["id"]}/url/")).Body)!["url"];
        Assert.Equal(expected, url is not null);
    }

    [Fact]
    public async Task Event_MayBeSentAsMessagePack()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        byte[] body =
        [
            0x83, .. Text("stream"), .. Text(IOTileCloud.Stream), .. Text("timestamp"), .. Text("2024-02-01T00:00:00Z"), .. Text("extra_data"), 0x81, .. Text("peak"), 0x07,
        ];
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/msgpack") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "event/") { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "jwt " + cloud.Server.IssueToken("lea"));
        using var response = await cloud.Http.SendAsync(request);
        Assert.Equal(7, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["extra_data"]!["peak"]!);

        // A text of up to 255 bytes: its code, its length, its letters.
        static byte[] Text(string text) => [0xd9, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
    }

    [Theory]
    [InlineData($"device/{Device}/new_property/", "New property", "application/json application/x-www-form-urlencoded multipart/form-data")]
    [InlineData("sg/", "Api Sensor Graph List", "application/json application/x-www-form-urlencoded multipart/form-data")]
    [InlineData("event/", "Api Stream Event Data List", "application/json application/msgpack")]
    [InlineData("streamer/report/", "Api Streamer Report Upload List", "multipart/form-data application/x-www-form-urlencoded application/json application/msgpack")]
    public async Task Options_TellWhatAPathIsCalledAndTakes(string path, string name, string parses)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var described = JsonNode.Parse((await cloud.AskAsync("lea", "OPTIONS", path)).Body)!;
        Assert.Equal((name, parses), ((string)described["name"]!, string.Join(' ', described["parses"]!.AsArray())));
    }

    [Fact]
    public async Task Frame_AsATable_IsJsonTooAndRoundsToTenPlaces()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var table = JsonNode.Parse((await cloud.AskAsync("lea", "GET", $"df/?filter={IOTileCloud.Stream}&pivot=1&format=json")).Body)!.AsArray();
        Assert.Equal((3, "2024-01-01T00:15:00.000Z", 5.0), (table.Count, (string)table[1]!["row"]!, (double)table[1]![IOTileCloud.Stream]!));

        // 4, 5, 6 and then 8: the deviation from their mean of 5.75 is the root of 8.75 / 3.
        await cloud.AskAsync("lea", "POST", "data/", $$"""{"stream": "{{IOTileCloud.Stream}}", "timestamp": "2024-02-01T00:00:00Z", "int_value": 8}""");
        var statistics = JsonNode.Parse((await cloud.AskAsync("lea", "GET", $"df/?filter={IOTileCloud.Stream}&pivot=1&apply_mdo=1&stats=1&format=json")).Body)!.AsArray();
        Assert.Equal(["count", "sum", "mean", "std", "min", "median", "max"], statistics.Select(row => (string)row!["row"]!));
        Assert.Equal([4, 23, 5.75, Math.Round(Math.Sqrt(8.75 / 3), 10), 4, 5.5, 8], statistics.Select(row => (double)row![IOTileCloud.Stream]!));
        Assert.Equal("row\n", (await cloud.AskAsync("lea", "GET", "df/?filter=p--0000-0001&pivot=1&apply_mdo=1&stats=1")).Body);
    }

    [Fact]
    public async Task Work_ThatTheServerDoesOnADevice_LeavesItsNotes()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        await cloud.AskAsync("lea", "POST", "note/", $$"""{"target": "{{Device}}", "timestamp": "2024-01-02T00:00:00Z", "note": "mine"}""");
        await cloud.AskAsync("lea", "POST", $"device/{Device}/upgrade/", """{"firmware": "1.2.3"}""");
        await cloud.AskAsync("lea", "POST", $"device/{Device}/trim/", """{"start": "2024-01-01T00:15:00Z", "end": "2024-01-01T00:30:00Z"}""");
        Assert.Equal(2, await CountAsync(Data));
        await cloud.AskAsync("lea", "POST", "datablock/", $$"""{"title": "Old", "device": "{{Device}}"}""");
        var (block, own) = (await NotesAsync("b--0001-0000-0000-0a01"), await NotesAsync(Device));
        Assert.Equal(
            [
                "ui mine",
                "ui Device data trim task executed ( start: 2024-01-01 00:15:00+00:00 end: 2024-01-01 00:30:00+00:00 )\n- 1 data row(s) before 2024-01-01 00:15:00+00:00 deleted",
            ],
            block);
        Assert.Equal([$"si Device {Device} firmware upgraded to 1.2.3", "si Device data was archived. Datablock ID: b--0001-0000-0000-0a01"], own);
        await cloud.AskAsync("lea", "POST", $"device/{Device}/reset/", "{}");
        Assert.Equal("si Device data was cleared", (await NotesAsync(Device))[^1]);

        async Task<int> CountAsync(string path) => (int)JsonNode.Parse((await cloud.AskAsync("lea", "GET", path)).Body)!["count"]!;

        async Task<string[]> NotesAsync(string target) => [.. JsonNode.Parse((await cloud.AskAsync("lea", "GET", "note/?target=" + target)).Body)!["results"]!.AsArray()
            .Select(note => $"{note!["type"]} {note["note"]}")];
    }

    [Theory]
    [InlineData("GET", "location/?target=d--0000-0000-0000-0b01", null, 500)]
    [InlineData("GET", "df/?filter=v--0000-0001--5001&mask=1", null, 500)]
    [InlineData("POST", "property/", """{"target": "v--0000-0001--5001", "name": "x", "int_value": 1}""", 201)]
    [InlineData("POST", "data/",
        """{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-01T00:00:00Z", "int_value": 1, "streamer_local_id": 2147483648}""", 400)]
    [InlineData("GET", "stream/?device=d--0000-0000-0000-0a01--5001", null, 200)]
    [InlineData("GET", "stream/?device=d--0a01", null, 500)]
    [InlineData("GET", "device//", null, 404)]
    [InlineData("GET", "fleet/?org__slug=nowhere", null, 200)]
    [InlineData("GET", "datablock/?org=nowhere", null, 404)]
    [InlineData("GET", "project/?org__slug=nowhere", null, 404)]
    [InlineData("GET", "property/?target=p--0001", null, 403)]
    public async Task Request_AtAnEdge_IsAnsweredAsTheServerDoes(string method, string path, string? body, int expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        Assert.Equal(expected, (await cloud.AskAsync("lea", method, path, body)).Status);
    }

    [Fact]
    public async Task Row_ThatIsPosted_IsNoGuessUnlessItSaysSo()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (_, made, _) =
            await cloud.AskAsync("lea", "POST", "data/", $$"""{"stream": "{{IOTileCloud.Stream}}", "timestamp": "2024-02-01T00:00:00Z", "int_value": 1, "status": "drt"}""");
        Assert.False((bool)JsonNode.Parse(made)!["dirty_ts"]!);
    }
}
