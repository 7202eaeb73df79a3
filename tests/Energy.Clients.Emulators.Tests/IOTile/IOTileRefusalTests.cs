using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Tests;

public class IOTileRefusalTests
{
    private const string Device = IOTileCloud.Device;
    private const string Forbidden = """{"detail":"You do not have permission to perform this action."}""";
    private const string NotFound = """{"detail":"Not found."}""";
    private const string Denied = """{"detail":"Access Denied due to lack of sufficient permissions"}""";
    private const string StaffOnly = """{"error":"Restricted Access. Contact Arch"}""";
    private const string WrongTime = "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z], YYYY-MM-DDThh:mm:ssZ.";

    [Theory]
    [InlineData("project/", "{}", """{"name":["This field is required."],"org":["This field is required."]}""")]
    [InlineData("project/", """{"name": null, "org": "nowhere"}""", """{"name":["This field may not be null."],"org":["Object with slug=nowhere does not exist."]}""")]
    [InlineData("project/", """{"name": "  ", "org": {"slug": "solar-coop"}}""",
        """{"name":["This field may not be blank."],"org":["Object with slug={'slug': 'solar-coop'} does not exist."]}""")]
    [InlineData("project/", """{"name": "a name of more than fifty characters, which is too long", "org": 5}""",
        """{"name":["Ensure this field has no more than 50 characters."],"org":["Object with slug=5 does not exist."]}""")]
    [InlineData("project/", """{"name": ["x"], "org": "solar-coop"}""", """{"name":["Not a valid string."]}""")]
    [InlineData("project/", "[1]", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""")]
    [InlineData("project/", "null", """{"non_field_errors":["No data provided"]}""")]
    [InlineData("project/", """{"name": "x" """, """{"detail":"JSON parse error - Expecting ',' delimiter: line 1 column 14 (char 13)"}""")]
    [InlineData("org/", """{"name": "Solar Coop"}""", """{"name":["Organization with this Company Name already exists."]}""")]
    [InlineData("org/", """{"name": "SOLAR coop"}""", """["Organization with this Name produces duplicate slug."]""")]
    [InlineData("org/solar-coop/invite/", """{"email": "nobody"}""", """{"email":["Enter a valid email address."]}""")]
    [InlineData("org/solar-coop/register/", """{"user": "zoe", "role": "a0"}""", """{"role":["\"a0\" is not a valid choice."]}""")]
    [InlineData("org/solar-coop/register/", """{"user": "tom"}""", """{"error":"Member already exists"}""")]
    [InlineData("variable/", """{"name": "x", "lid": 1.5, "project": "p--0000-0001", "offset": "far", "web_only": "maybe"}""",
        """{"lid":["A valid integer is required."],"project":["“p--0000-0001” is not a valid UUID."],"offset":["A valid number is required."],"web_only":["Must be a valid """
            + """boolean."]}""")]
    [InlineData("variable/", """{"name": "x", "lid": "20481", "project": "aaaaaaaa-0000-4000-8000-000000000001"}""",
        """{"non_field_errors":["The fields project, lid must make a unique set."]}""")]
    [InlineData("variable/", """{"name": "x", "lid": 1, "project": "aaaaaaaa-0000-4000-8000-000000000009"}""",
        """{"project":["Invalid pk \"aaaaaaaa-0000-4000-8000-000000000009\" - object does not exist."]}""")]
    [InlineData("data/", """{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-30T00:00:00Z", "int_value": 1, "streamer_local_id": -1}""",
        """{"timestamp":["WRONG TIME"],"streamer_local_id":["Ensure this value is greater than or equal to 0."]}""")]
    [InlineData("data/", """{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-01T00:00:00Z"}""",
        """{"non_field_errors":["Either int_value or value should be used"]}""")]
    [InlineData("data/", """{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-01T00:00:00Z", "value": 1.5}""",
        """{"non_field_errors":["type should be 'ITR' or None if value is used"]}""")]
    [InlineData("data/", """[{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "timestamp": "2024-02-01T00:00:00Z", "int_value": 1}, {"int_value": 1}]""",
        """[{},{"stream":["This field is required."],"timestamp":["This field is required."]}]""")]
    [InlineData("event/", """{"stream": "s--0000-0001--0000-0000-0000-0a01--5020", "timestamp": "2024-02-01T00:00:00Z", "extra_data": null}""",
        """{"extra_data":["extra_data must be a valid dictionary object"]}""")]
    [InlineData("property/", """{"target": "d--0000-0000-0000-0a01", "name": "x", "int_value": 1, "bool_value": true}""",
        """{"non_field_errors":["Only one of int_value, str_value, or bool_value can be used"]}""")]
    [InlineData("location/", """{"target": "d--0000-0000-0000-0a01", "timestamp": "2024-02-01", "lat": "1234.123456", "lon": "NaN"}""",
        """{"timestamp":["WRONG TIME"],"lat":["Ensure that there are no more than 9 digits in total."],"lon":["A valid number is required."]}""")]
    [InlineData("device/claimable/", """{"slugs": "d--0000-0000-0000-0b01"}""", """{"slugs":["Expected a list of items but got type \"str\"."]}""")]
    [InlineData("device/d--0000-0000-0000-0a01/trim/", """{"start": "2024-02-02T00:00:00Z", "end": "2024-02-01T00:00:00Z"}""", """{"non_field_errors":["Start is after end"]}""")]
    [InlineData("streamer/report/?timestamp=2024-02-01T00:00:00Z", """{"device": "x"}""", """{"device":["A valid integer is required."]}""")]
    public async Task Body_ThatIsWrong_IsRefusedWithAllItsFaults(string path, string body, string expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, answer, _) = await cloud.AskAsync("lea", "POST", path, body);
        Assert.Equal(400, status);
        Assert.True(IOTileCloud.AreEqual(expected.Replace("WRONG TIME", WrongTime, StringComparison.Ordinal), answer), answer);
    }

    [Theory]
    [InlineData("", "GET", "org/", 401, """{"detail":"Authentication credentials were not provided."}""")]
    [InlineData("zoe", "GET", "org/solar-coop/", 404, NotFound)]
    [InlineData("root", "GET", "org/solar-coop/", 404, NotFound)]
    [InlineData("tom", "PATCH", "org/solar-coop/", 403, Denied)]
    [InlineData("tom", "GET", "org/solar-coop/members/", 403, Denied)]
    [InlineData("tom", "PATCH", "project/aaaaaaaa-0000-4000-8000-000000000001/", 403, Denied)]
    [InlineData("lea", "DELETE", "org/solar-coop/", 403, StaffOnly)]
    [InlineData("root", "DELETE", "org/solar-coop/", 403, StaffOnly)]
    [InlineData("zoe", "DELETE", "project/nothing/", 400, StaffOnly)]
    [InlineData("lea", "DELETE", "stream/nothing/", 400, StaffOnly)]
    [InlineData("zoe", "GET", "device/d--0000-0000-0000-0a01/", 403, Forbidden)]
    [InlineData("zoe", "GET", "device/d--0000-0000-0000-0b01/", 403, Forbidden)]
    [InlineData("tom", "GET", "device/d--0000-0000-0000-0b01/", 403, Forbidden)]
    [InlineData("uma", "PATCH", "device/d--0000-0000-0000-0a01/", 403, """{"detail":"User is not allowed to modify device"}""")]
    [InlineData("uma", "GET", "device/d--0000-0000-0000-0a01/properties/", 403, """{"detail":"User has no access to read properties"}""")]
    [InlineData("tom", "POST", "device/d--0000-0000-0000-0a01/unclaim/", 403, """{"detail":"No unclaim permissions"}""")]
    [InlineData("tom", "POST", "device/d--0000-0000-0000-0a01/reset/", 403, Forbidden)]
    [InlineData("uma", "GET", "stream/s--0000-0001--0000-0000-0000-0a01--5001/data/", 403, Forbidden)]
    [InlineData("lea", "GET", "data/1/", 403, Forbidden)]
    [InlineData("lea", "POST", "streamer/", 403, Forbidden)]
    [InlineData("lea", "GET", "device/?sg=nowhere", 404, NotFound)]
    [InlineData("lea", "GET", "org/?created_by=lea", 400, """{"created_by":["Select a valid choice. That choice is not one of the available choices."]}""")]
    [InlineData("lea", "GET", "data/?filter=s--zz--1--2", 400, """{"detail":"Illegal filter argument format (Illegal Stream). Expected HEX number. Got zz"}""")]
    [InlineData("lea", "GET", "data/?lastn=x&start=y&id_min=z", 400, """{"lastn":["Enter a number."],"start":["Enter a valid date/time."],"id":["Enter a number."]}""")]
    [InlineData("lea", "GET", "org/?page=", 404, """{"detail":"Invalid page."}""")]
    [InlineData("lea", "GET", "project/new/", 405, """{"detail":"Method \"GET\" not allowed."}""")]
    [InlineData("lea", "GET", "org/?format=xml", 404, NotFound)]
    [InlineData("lea", "GET", "key/", 403, Forbidden)]
    [InlineData("root", "GET", "key/", 405, """{"detail":"Method \"GET\" not allowed."}""")]
    [InlineData("lea", "POST", "sg/", 403, Forbidden)]
    [InlineData("", "OPTIONS", "account/", 401, """{"detail":"Authentication credentials were not provided."}""")]
    public async Task Caller_WhoMayNot_IsRefused(string who, string method, string path, int expectedStatus, string expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, answer, _) = await cloud.AskAsync(who, method, path, method is "GET" or "DELETE" ? null : "{}");
        Assert.Equal(expectedStatus, status);
        Assert.True(IOTileCloud.AreEqual(expected, answer), answer);
    }

    [Theory]
    [InlineData("lea", "GET", "device/d--0000-0000-0000-0b01/", null, 200)]
    [InlineData("root", "GET", "device/d--0000-0000-0000-0a01/", null, 200)]
    [InlineData("root", "PATCH", "org/solar-coop/?staff=1", """{"about": "x"}""", 200)]
    [InlineData("root", "DELETE", "stream/s--0000-0001--0000-0000-0000-0a01--5001/", null, 204)]
    [InlineData("uma", "PATCH", "variable/v--0000-0001--5001/", """{"about": "x"}""", 200)]
    [InlineData("zoe", "POST", "variable/", """{"name": "Mine", "lid": 70000, "project": "aaaaaaaa-0000-4000-8000-000000000001"}""", 201)]
    [InlineData("uma", "POST", "property/", """{"target": "d--0000-0000-0000-0a01", "name": "x", "int_value": "7"}""", 201)]
    [InlineData("lea", "PUT", "device/d--0000-0000-0000-0a01/", "{}", 200)]
    [InlineData("lea", "POST", "data/", "[]", 201)]
    public async Task Caller_WhoMay_IsLetIn(string who, string method, string path, string? body, int expectedStatus)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, answer, _) = await cloud.AskAsync(who, method, path, body);
        Assert.True(expectedStatus == status, $"{status}: {answer}");
    }

    [Fact]
    public async Task Staff_SeesWhatIsNotItsOwn_OnlyWhenItAsksFor()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        Assert.Equal((0, 2), (await CountAsync("root", "org/"), await CountAsync("root", "org/?staff=1")));
        Assert.Equal((1, 1), (await CountAsync("lea", "org/"), await CountAsync("lea", "org/?staff=1")));

        async Task<int> CountAsync(string who, string path) => JsonDocument.Parse((await cloud.AskAsync(who, "GET", path)).Body).RootElement.GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task Options_OfAPath_DescribesTheFieldsToThoseWhoMayWrite()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, body, response) = await cloud.AskAsync("lea", "OPTIONS", $"device/{Device}/");
        var label = JsonNode.Parse(body)!["actions"]!["PUT"]!["label"]!;
        Assert.Equal((200, 100, false), (status, (int)label["max_length"]!, (bool)label["required"]!));
        Assert.Equal("GET, PUT, PATCH, DELETE, HEAD, OPTIONS", string.Join(", ", response.Content.Headers.Allow));
        Assert.Null(JsonNode.Parse((await cloud.AskAsync("zoe", "OPTIONS", $"device/{Device}/")).Body)!["actions"]);
        Assert.Equal(401, (await cloud.AskAsync("", "OPTIONS", $"device/{Device}/")).Status);
    }

    [Theory]
    [InlineData("lea", 200)]
    [InlineData("zoe", 403)]
    public async Task Head_IsGetWithoutABody(string who, int expected)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, body, _) = await cloud.AskAsync(who, "HEAD", $"device/{Device}/");
        Assert.Equal((expected, ""), (status, body));
    }

    [Theory]
    [InlineData("application/xml", 406, "application/json")]
    [InlineData("text/html", 200, "text/html")]
    [InlineData("text/html;q=0.9, application/json;q=0.1", 200, "application/json")]
    [InlineData("application/*", 200, "application/json")]
    public async Task Accept_ChoosesTheForm_WhateverTheQuality(string accept, int expected, string type)
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (status, _, response) = await cloud.AskAsync("lea", "GET", "org/", null, ("Accept", accept));
        Assert.Equal((expected, type), (status, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Cookie_OfASignIn_BreaksNoRefresh_ButEveryOtherWriteWithoutAHeader()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (_, signedIn, response) = await cloud.AskAsync("", "POST", "auth/login/", """{"email": "lea@example.org", "password": "lea-secret"}""");
        var cookie = ("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var token = (string)JsonNode.Parse(signedIn)!["jwt"]!;
        Assert.Equal(200, (await cloud.AskAsync("", "POST", "auth/api-jwt-refresh/", $$"""{"token": "{{token}}"}""", cookie)).Status);
        Assert.Equal((403, """{"detail":"CSRF Failed: CSRF cookie not set."}"""), await StatusAndBodyAsync("auth/logout/"));
        Assert.Equal((403, """{"detail":"CSRF Failed: CSRF cookie not set."}"""), await StatusAndBodyAsync("auth/login/"));

        async Task<(int, string)> StatusAndBodyAsync(string path) => await cloud.AskAsync("", "POST", path, "{}", cookie) is var (status, body, _) ? (status, body) : default;
    }

    [Fact]
    public async Task Token_ThatHasExpired_IsRefusedOnOpenPathsToo_AndNotRefreshed()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var token = cloud.Server.IssueToken("lea");
        cloud.Clock.Advance(TimeSpan.FromDays(6));
        var (status, body, _) = await cloud.AskAsync("", "POST", "auth/api-jwt-refresh/", $$"""{"token": "{{token}}"}""");
        var refreshed = (string)JsonNode.Parse(body)!["token"]!;
        Assert.Equal(200, status);
        cloud.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(401, (await cloud.AskAsync("", "GET", "server/", null, ("Authorization", "jwt " + token))).Status);
        Assert.Equal(200, (await cloud.AskAsync("", "GET", "server/", null, ("Authorization", "jwt " + refreshed))).Status);
        Assert.Equal("""{"non_field_errors":["Signature has expired."]}""", (await cloud.AskAsync("", "POST", "auth/api-jwt-refresh/", $$"""{"token": "{{token}}"}""")).Body);
    }

    [Fact]
    public async Task Decimals_AreWrittenWithSixPlaces_AndABlankOneIsNone()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var device = JsonNode.Parse((await cloud.AskAsync("lea", "PATCH", $"device/{Device}/", """{"lat": 47.5, "lon": "-8"}""")).Body)!;
        Assert.Equal(("47.500000", "-8.000000"), ((string)device["lat"]!, (string)device["lon"]!));
        Assert.Null(JsonNode.Parse((await cloud.AskAsync("lea", "PATCH", $"device/{Device}/", """{"lat": ""}""")).Body)!["lat"]);
    }

    [Fact]
    public async Task Event_WithData_GivesItBack()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var (_, made, _) =
            await cloud.AskAsync("uma", "POST", "event/", $$"""{"stream": "{{IOTileCloud.Stream}}", "timestamp": "2024-02-01T00:00:00Z", "extra_data": {}, "data": [1, 2] }""");
        var id = (long)JsonNode.Parse(made)!["id"]!;
        Assert.Equal("[1,2]", (await cloud.AskAsync("lea", "GET", $"event/{id}/data/")).Body);
        Assert.Equal((403, Forbidden), await cloud.AskAsync("zoe", "GET", $"event/{id}/") is var (status, body, _) ? (status, body) : default);
    }

    [Fact]
    public async Task RefusedRows_AreNotStored_NorIsAnyOfTheirList()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        var good = $$"""{"stream": "{{IOTileCloud.Stream}}", "timestamp": "2024-02-01T00:00:00Z", "int_value": 1}""";
        Assert.Equal(403, (await cloud.AskAsync("zoe", "POST", "data/", good)).Status);
        Assert.Equal(404, (await cloud.AskAsync("lea", "POST", "data/", $"[{good}, {good.Replace("0a01", "0a09", StringComparison.Ordinal)}]")).Status);
        Assert.Equal(3, (int)JsonNode.Parse((await cloud.AskAsync("lea", "GET", "data/?filter=" + IOTileCloud.Stream)).Body)!["count"]!);
        Assert.Equal(4, (int)JsonNode.Parse((await cloud.AskAsync("lea", "POST", "data/", good)).Body)!["id"]!);
    }

    [Fact]
    public async Task NoBody_MakesTheEmulatorItselfFail()
    {
        await using var cloud = await IOTileCloud.StartAsync();
        string[] values =
            ["null", "true", "5", "1.5", "\"x\"", "\"\"", "[]", "[null]", "{}", "\"2024-01-01T00:00:00Z\"", $"\"{Device}\"", "\"solar-coop\"", $"\"{IOTileCloud.Stream}\"",
                $"\"{IOTileCloud.Project}\""];
        string[] names =
        [
            "name", "org", "device", "project", "variable", "lid", "var_type", "stream", "timestamp", "int_value", "value", "str_value", "bool_value", "extra_data", "data",
            "target", "note", "lat", "lon", "title", "email",
            "password", "confirm_password", "token", "user", "role", "slugs", "label", "state", "start", "end", "firmware", "template", "pid", "uuid", "index", "selector",
            "last_id", "notification_recipients", "health_check_period",
            "input_unit", "multiplication_factor", "streamer_local_id", "device_timestamp", "encoded_extra_data", "file",
        ];
        string[] bodies = ["[]", "[{}]", "null", "\"x\"", "{", .. values.Select(value => "{" + string.Join(',', names.Select(name => $"\"{name}\":{value}")) + "}")];
        var failed = new List<string>();
        foreach (var method in (string[])["POST", "PUT", "PATCH", "GET", "DELETE"])
        {
            // Without the account that asks, nothing else would be looked at.
            foreach (var path in cloud.Server.Paths.Select(Filled).Distinct().Where(path => method != "DELETE" || !path.StartsWith("account/", StringComparison.Ordinal)))
            {
                foreach (var body in method is "GET" or "DELETE" ? bodies[..1] : bodies)
                {
                    foreach (var who in (string[])["lea", "root"])
                    {
                        var (_, answer, _) =
                            await cloud.AskAsync(who, method, path + "?staff=1&filter=x--1&target=d--1&device=d--1&timestamp=2024-01-01T00:00:00Z&type=a-jwt", body);
                        if (answer.Contains("emulator failed", StringComparison.Ordinal))
                        {
                            failed.Add($"{method} {path} {body}: {answer[..Math.Min(answer.Length, 600)]}");
                        }
                    }
                }
            }
        }

        Assert.True(failed.Count == 0, $"{failed.Count}: {string.Join('\n', failed.Take(5))}");

        static string Filled(string path) => path.Split('/')[0] switch
        {
            "org" => path.Replace("{slug}", "solar-coop", StringComparison.Ordinal),
            "device" => path.Replace("{slug}", Device, StringComparison.Ordinal),
            "stream" => path.Replace("{slug}", IOTileCloud.Stream, StringComparison.Ordinal),
            "variable" => path.Replace("{slug}", "v--0000-0001--5001", StringComparison.Ordinal),
            "account" => path.Replace("{slug}", "lea", StringComparison.Ordinal),
            "project" => path.Replace("{id}", IOTileCloud.Project, StringComparison.Ordinal),
            _ => path.Replace("{slug}", "zz", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal),
        };
    }
}
