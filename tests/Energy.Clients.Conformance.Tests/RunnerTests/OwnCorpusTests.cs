using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Conformance.Sundaya;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Conformance.RunnerTests;

/// <summary>The committed corpus of our own is what the emulators answer; the variable makes it again.</summary>
public sealed class OwnCorpusTests
{
    private const string Variable = "ENERGY_CLIENTS_OWN_CORPUS";
    private const string CecKey = "ours-alpha";
    private const string StemKey = "ours-stem-key";
    private const string Mppt = """
        {"datasets":[{"mppt_id":"OWN-1","status":{"code":"0001"},"data":[{"time_local":"20240615T183005.040+0700","pv":{"volts":[60,61.5],"amps":[2,1.5]},"battery":{"volts":52.4,"amps":-1.25},"load":{"volts":[24,12],"amps":[1,0.5]}}]}]}
        """;

    private static readonly string[] Kept =
    [
        "content-type", "allow", "location", "www-authenticate", "vary", "x-content-type-options", "x-frame-options", "x-xss-protection", "referrer-policy", "feature-policy",
        "permissions-policy",
        "strict-transport-security", "content-security-policy",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Instant Now = Instant.FromUtc(2024, 6, 15, 12, 7, 9);

    [Fact]
    public async Task OpenCec_IsWhatTheEmulatorAnswers()
    {
        await using EnergyEmulators emulators = await StartAsync(o =>
        {
            o.Only(o.OpenCec);
            o.OpenCec.ExampleData = false;
        });
        using JsonDocument seed = await OwnAsync("opencec", "seed.json");
        emulators.OpenCec.State.Load(seed.RootElement);
        (string, string, string?)[] asked =
        [
            ("GET", "/listings", null), ("GET", "/listings?id=1", null), ("GET", "/listings?id=4711", null), ("GET", "/listings?manufacturer=Cas%25&status=expired", null),
            ("GET", "/listings?entity_type=client", null),
            ("GET", "/foo?id=2", null), ("GET", "/admin/certificates?listing_id=1", null), ("GET", "/admin/keys", null),
            ("POST", "/admin/entity-types", """{"name":"meter","description":"Meters"}"""), ("GET", "/admin/entity-types?id=3", null),
            ("PUT", "/admin/entity-types/3", """{"description":"Meters of any kind"}"""),
            ("POST", "/admin/entity-types", """{"name":"meter","description":"Once more"}"""), ("DELETE", "/admin/entity-types/4711", null),
        ];
        await VerifyAsync("opencec", "admin-and-public", emulators.OpenCec.BaseAddress, asked, [("x-api-key", CecKey)], exchanges => new JsonObject
        {
            ["scenario"] = "admin-and-public",
            ["description"] = "Reads of both interfaces, a creation, a change, a duplicate and what is not there.",
            ["startState"] = "seed.json",
            ["apiKey"] = CecKey,
            ["exchanges"] = exchanges,
        });
    }

    [Fact]
    public async Task Stem_IsWhatTheEmulatorAnswers()
    {
        await using EnergyEmulators emulators = await StartAsync(o =>
        {
            o.Only(o.Stem);
            o.Stem.ApiKey = StemKey;
            o.Stem.SimulatedWorld = false;
        });
        StemEmulatorState state = emulators.Stem.State;
        state.AddClients(Enumerable.Range(0, 3).Select(i => new StemClientState { Id = $"own-{i}", Name = $"Owner {i}" }));
        (string, string)[] headers = [("Authorization", $"APIKEY {StemKey}")];
        await VerifyAsync(
            "stem", "clients-two-pages", emulators.Stem.BaseAddress, [("GET", "/api/v1/clients?page=1&per_page=2", null), ("GET", "/api/v1/clients?page=2&per_page=2", null)],
            headers, exchanges => new JsonObject
            {
                ["scenario"] = "clients-two-pages",
                ["description"] = "Three clients, two to a page.",
                ["apiKey"] = StemKey,
                ["call"] = "clients()",
                ["resultCount"] = 3,
                ["result"] = new JsonArray([.. exchanges.SelectMany(static e => e!["response"]!["body"]!["clients"]!.AsArray()).Select(static c => c!.DeepClone())]),
                ["exchanges"] = exchanges,
                ["plannedLeftOver"] = 0,
            });

        Instant start = Instant.FromUtc(2024, 6, 1, 0, 0);
        state.AddSite("own-site", "Own site");
        state.AddIntervals("own-site", "MONITOR",
            Enumerable.Range(0, 4)
                .Select(i => new StemIntervalState(start + Duration.FromMinutes(15 * i) + Duration.FromSeconds(1), start + Duration.FromMinutes(15 * (i + 1)),
                    i == 2 ? null : i * 1.5)));
        await VerifyAsync(
            "stem", "stream-one-window", emulators.Stem.BaseAddress,
            [("GET", "/api/v1/sites/own-site/streams?start_datetime=2024-06-01T00%3A00%3A00Z&end_datetime=2024-06-02T00%3A00%3A00Z&resolution=900&stream_type=MONITOR", null)],
            headers, exchanges => new JsonObject
            {
                ["scenario"] = "stream-one-window",
                ["description"] = "Four intervals, one of them without a value.",
                ["apiKey"] = StemKey,
                ["call"] = "get_stream(.., 2024-06-01, 2024-06-02, MONITOR, 900)",
                ["resultCount"] = 4,
                ["result"] = new JsonArray([.. exchanges[0]!["response"]!["body"]!["stream_types"]![0]!["streams"]!.AsArray().Select(static r => new JsonObject
                {
                    ["start"] = r!["start_datetime"]!.DeepClone(),
                    ["end"] = r["end_datetime"]!.DeepClone(),
                    ["kw"] = r["kw_total_avg"]?.DeepClone(),
                })]),
                ["exchanges"] = exchanges,
                ["plannedLeftOver"] = 0,
            });
    }

    [Fact]
    public async Task Sundaya_IsWhatTheEmulatorAnswers()
    {
        await using EnergyEmulators emulators = await StartAsync(o =>
        {
            o.Only(o.Sundaya);
            o.Sundaya.Numbers = SundayaNumbers.Random;
            o.Sundaya.LinkHost = new Uri("https://links.example.test");
        });
        (string, string, string?)[] asked =
        [
            ("GET", "/energy/hsy/period/week/20240527/1?site=7", null), ("GET", "/energy/buy/period/month/20250101/1", null),
            ("GET", "/energy/nonsense/period/week/20240527/1", null),
            ("POST", "/devices/dataset/mppt", Mppt),
        ];
        await VerifyAsync("sundaya", "energy-and-telemetry", emulators.Sundaya.BaseAddress, asked, [("x-api-key", "ours-gateway-0123456789")], exchanges =>
        {
            foreach ((int index, JsonNode? exchange) in exchanges.Index())
            {
                exchange!["id"] = $"own-{index}";
                exchange["server"] = "0.6.0.07";
                exchange["clock"] = "2024-06-15T12:07:09.000Z";
                if (exchange["request"]!["method"]!.GetValue<string>() == "POST")
                {
                    exchange["published"] =
                        new JsonArray(
                            [.. emulators.Sundaya.Published.Select(static m => new JsonObject { ["topic"] = m.Topic, ["key"] = m.Key, ["value"] = m.Value.DeepClone() })]);
                }
            }

            return exchanges;
        });
    }

    [Fact]
    public async Task IOTile_IsWhatTheEmulatorAnswers()
    {
        await using EnergyEmulators emulators = await StartAsync(o =>
        {
            o.Only(o.IOTile);
            o.IOTile.SimulatedWorld = false;
        });
        string folder = Path.Combine(OwnCorpus.Folder!, "iotile");
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "upstream", "server-vartypes"), "*.json"))
        {
            using JsonDocument type = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            emulators.IOTile.State.LoadVariableType(Path.GetFileNameWithoutExtension(file), type.RootElement);
        }

        using JsonDocument world = await OwnAsync("iotile", "world.json");
        emulators.IOTile.State.LoadWorld(world.RootElement);
        const string Device = "d--0000-0000-0000-0a01";
        const string Yield = "s--0000-0001--0000-0000-0000-0a01--5001";
        const string Project = "0a0a0a0a-0000-4000-8000-000000000001";
        (string Who, string Method, string Path, string[] Query, string? Body)[] asked =
        [
            ("lea", "GET", "org/", [], null), ("lea", "GET", "org/roof-coop/", [], null), ("lea", "GET", "project/", ["org=roof-coop"], null),
            ("lea", "GET", $"project/{Project}/", [], null),
            ("lea", "GET", "device/", ["page_size=1"], null), ("lea", "GET", $"device/{Device}/", [], null), ("tom", "GET", "device/d--0000-0000-0000-0b01/", [], null),
            ("lea", "GET", "variable/", [$"project={Project}"], null), ("lea", "GET", "stream/", [$"device={Device}"], null), ("lea", "GET", "vartype/own-energy/", [], null),
            ("lea", "GET", $"stream/{Yield}/data/", ["start=2024-06-01T00:15:00Z"], null), ("lea", "GET", "data/", ["filter=" + Yield, "page=2", "page_size=2"], null),
            ("tom", "GET", $"stream/{Yield}/data/", [], null), ("lea", "GET", "event/", ["filter=s--0000-0001--0000-0000-0000-0a01--5002"], null),
            ("lea", "GET", "project/", ["page=9"], null),
            ("lea", "POST", "project/", [], """{"name":"Mill","org":"roof-coop"}"""), ("lea", "POST", "project/", [], """{"name":"","org":"nowhere"}"""),
            ("lea", "PATCH", $"device/{Device}/", [], """{"label":"School meter, roof"}"""), ("tom", "PATCH", $"device/{Device}/", [], """{"label":"Mine"}"""),
            ("lea", "POST", "note/", [], $$"""{"target":"{{Device}}","timestamp":"2024-06-02T00:00:00Z","note":"Cleaned"}"""), ("lea", "GET", "note/", ["target=" + Device], null),
            ("lea", "POST", "property/", [], $$"""{"target":"{{Device}}","name":"Peak","int_value":5}"""), ("lea", "GET", $"device/{Device}/properties/", [], null),
            ("lea", "POST", "data/", [], $$"""{"stream":"{{Yield}}","timestamp":"2024-06-01T01:15:00Z","int_value":90}"""), ("lea", "DELETE", "org/roof-coop/", [], null),
        ];
        var exchanges = new JsonArray();
        using var http = new HttpClient { BaseAddress = emulators.IOTile.BaseAddress };
        foreach ((string who, string method, string path, string[] query, string? body) in asked)
        {
            string target = "/api/v1/" + path + (query.Length == 0 ? "" : "?" + string.Join('&', query));
            JsonObject shaped = await ExchangeAsync("iotile", http, method, target, body, [("Authorization", "jwt " + emulators.IOTile.IssueToken(who))]);
            JsonNode answer = shaped["response"]!;
            JsonObject headers = shaped["request"]!["headers"]!.AsObject();
            headers["Authorization"] = $"jwt <jwt of {who}>";
            string origin = emulators.IOTile.BaseAddress.GetLeftPart(UriPartial.Authority);
            exchanges.Add((JsonNode)new JsonObject
            {
                ["name"] = $"own {exchanges.Count}",
                ["method"] = method,
                ["path"] = "/api/v1/" + path,
                ["query"] = new JsonObject(query.Select(static pair => pair.Split('=', 2)).Select(static pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1]))),
                ["requestHeaders"] = headers.DeepClone(),
                ["requestBody"] = body is null ? null : new JsonObject { ["json"] = JsonNode.Parse(body) },
                ["status"] = answer["status"]!.DeepClone(),
                ["responseHeaders"] = new JsonObject(answer["headers"]!.AsObject().Where(static h => h.Key is "content-type" or "allow" or "vary").Select(static h =>
                    KeyValuePair.Create(h.Key, h.Value?.DeepClone()))),
                ["responseBody"] = answer["bodyKind"]!.GetValue<string>() == "json"
                    ? new JsonObject { ["json"] = JsonNode.Parse(answer["body"]!.ToJsonString().Replace(origin, "https://iotile.cloud", StringComparison.Ordinal)) } : null,
            });
        }

        await VerifyAsync("iotile", "own-reads-and-writes", exchanges);
    }

    [Fact]
    public async Task FlexMeasures_IsWhatTheEmulatorAnswers()
    {
        await using EnergyEmulators emulators = await StartAsync(o =>
        {
            o.Only(o.FlexMeasures);
            o.FlexMeasures.SimulatedWorld = false;
        });
        using JsonDocument world = await OwnAsync("flexmeasures", "world_own.json");
        emulators.FlexMeasures.State.Load(world.RootElement);
        const string June = "start=2024-06-01T00:00:00+02:00";
        (string Method, string Path, string[] Query, string? Body)[] asked =
        [
            ("GET", "assets", [], null), ("GET", "assets/1", [], null), ("GET", "assets/3", [], null), ("GET", "assets/99", [], null), ("GET", "assets/types", [], null),
            ("GET", "sensors", ["asset_id=1"], null), ("GET", "sensors/1", [], null), ("GET", "sensors/99", [], null),
            ("GET", "accounts/1", [], null), ("GET", "users/1", [], null),
            ("GET", "sensors/1/data", [June, "duration=PT1H", "unit=kW"], null), ("GET", "sensors/1/data", [June, "duration=PT1H", "unit=MW", "resolution=PT30M"], null),
            ("GET", "sensors/1/data", [June, "duration=PT1H", "unit=EUR"], null), ("GET", "sensors/3/data", [June, "duration=PT1H", "unit=kW"], null),
            ("POST", "sensors/1/data", [], """{"values":[3,3.5],"start":"2024-06-01T01:00:00+02:00","duration":"PT30M","unit":"kW","prior":"2024-06-01T02:00:00+02:00"}"""),
            ("POST", "sensors/1/data", [], """{"values":[3,3.5],"start":"2024-06-01T01:00:00+02:00","duration":"PT30M","unit":"kW","prior":"2024-06-01T02:00:00+02:00"}"""),
            ("POST", "sensors/1/data", [], """{"values":[3],"start":"2024-06-01T01:00:00+02:00","duration":"PT15M","unit":"EUR","prior":"2024-06-01T02:00:00+02:00"}"""),
            ("GET", "sensors/1/data", [June, "duration=PT2H", "unit=kW"], null),
            ("POST", "sensors", [], """{"name":"humidity","event_resolution":"PT1H","unit":"%","generic_asset_id":1}"""), ("GET", "sensors/4", [], null),
            ("PATCH", "sensors/4", [], """{"name":"relative humidity"}"""), ("DELETE", "sensors/4", [], null), ("GET", "sensors/4", [], null),
            ("POST", "assets", [], """{"name":"Barn","generic_asset_type_id":1,"account_id":1}"""), ("PATCH", "assets/4", [], """{"latitude":51.25,"longitude":4.5}"""),
            ("DELETE", "assets/4", [], null),
        ];
        var exchanges = new JsonArray();
        using var http = new HttpClient { BaseAddress = emulators.FlexMeasures.BaseAddress };
        foreach ((string method, string path, string[] query, string? body) in asked)
        {
            string[][] pairs = [.. query.Select(static pair => pair.Split('=', 2))];
            string target = "/api/v3_0/" + path + (pairs.Length == 0 ? "" : "?" + string.Join('&', pairs.Select(static pair => pair[0] + "=" + Uri.EscapeDataString(pair[1]))));
            JsonObject shaped = await ExchangeAsync("flexmeasures", http, method, target, body, [("Authorization", "TOKEN_MIA")]);
            JsonNode answer = shaped["response"]!;
            var request = new JsonObject
            {
                ["method"] = method,
                ["path"] = "/api/v3_0/" + path,
                ["query"] = new JsonObject(pairs.Select(static pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1]))),
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["Authorization"] = "TOKEN_MIA" },
            };
            if (body is not null)
            {
                request["body"] = JsonNode.Parse(body);
            }

            exchanges.Add((JsonNode)new JsonObject
            {
                ["name"] = $"own {exchanges.Count}",
                ["request"] = request,
                ["response"] = new JsonObject
                {
                    ["status"] = answer["status"]!.DeepClone(),
                    ["headers"] = new JsonObject(
                        answer["headers"]!.AsObject().Where(static h => h.Key == "content-type").Select(static h => KeyValuePair.Create(h.Key, h.Value?.DeepClone()))),
                    ["body"] = answer["body"]!.DeepClone(),
                },
            });
        }

        var meta = new JsonObject { ["about"] = "Reads, writes and refusals." };
        await VerifyAsync("flexmeasures", "own_reads_and_writes", new JsonObject { ["meta"] = meta, ["exchanges"] = exchanges });
    }

    private static Task<EnergyEmulators> StartAsync(Action<EnergyEmulatorOptions> configure) => EnergyEmulators.StartAsync(o =>
    {
        o.TimeProvider = new ManualTimeProvider(Now);
        o.Seed = 42;
        configure(o);
    });

    private static async Task VerifyAsync(
        string vendor, string name, Uri address, IEnumerable<(string Method, string Target, string? Body)> asked, (string Name, string Value)[] headers,
        Func<JsonArray, JsonNode> file)
    {
        using var http = new HttpClient { BaseAddress = address };
        var exchanges = new JsonArray();
        foreach ((string method, string target, string? body) in asked)
        {
            exchanges.Add((JsonNode)await ExchangeAsync(vendor, http, method, target, body?.Trim(), headers));
        }

        await VerifyAsync(vendor, name, file(exchanges));
    }

    private static async Task VerifyAsync(string vendor, string name, JsonNode made)
    {
        string path = Path.Combine(OwnCorpus.Folder!, vendor, "exchanges", name + ".json");
        if (Environment.GetEnvironmentVariable(Variable) == "update")
        {
            await File.WriteAllTextAsync(path, made.ToJsonString(Indented) + "\n");
            return;
        }

        JsonNode committed = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        foreach (JsonNode cubes in new[] { made, committed })
        {
            foreach (JsonArray cube in (cubes as JsonArray ?? []).Select(static e => e!["response"]?["body"]).OfType<JsonArray>().Where(SundayaNumbersForm.IsCube))
            {
                SundayaNumbersForm.Abstract(cube);
            }
        }

        Assert.True(JsonNode.DeepEquals(committed, made),
            $"{vendor}/{name}: the emulator answers otherwise than is committed. Set {Variable}=update and look at the difference.\n{made.ToJsonString()}");
    }

    private static async Task<JsonObject> ExchangeAsync(string vendor, HttpClient http, string method, string target, string? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative));
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Content.Headers.ContentType = new("application/json");
        }

        if (vendor == "sundaya" && method == "GET")
        {
            request.Headers.Accept.ParseAdd("application/vnd.collection+json");
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        JsonNode? json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0 ? JsonNode.Parse(text) : null;
        string[] parts = target.Split('?', 2);
        var recordedHeaders = new JsonObject(headers.Select(static h => KeyValuePair.Create(h.Name, (JsonNode?)JsonValue.Create(h.Value))));
        foreach ((string name, IEnumerable<string> values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Where(static h => h.Key is "Accept" or "Content-Type"))
        {
            recordedHeaders[name] = string.Join(", ", values);
        }

        return new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["method"] = method,
                ["target"] = target,
                ["path"] = parts[0],
                ["query"] = vendor == "sundaya" ? JsonValue.Create(parts.ElementAtOrDefault(1) ?? "") : Pairs(parts.ElementAtOrDefault(1)),
                ["headers"] = recordedHeaders,
                ["body"] = body is null ? null : vendor == "sundaya" ? JsonValue.Create(body) : JsonNode.Parse(body),
            },
            ["response"] = new JsonObject
            {
                ["status"] = (int)response.StatusCode,
                ["headers"] = new JsonObject(response.Headers.Concat(response.Content.Headers).Where(static h => Kept.Contains(h.Key.ToLower(CultureInfo.InvariantCulture)))
                    .Select(static h => KeyValuePair.Create(h.Key.ToLower(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(string.Join(", ", h.Value))))),
                ["bodyKind"] = json is not null ? "json" : text.Length == 0 ? "empty" : "text",
                ["truncated"] = false,
                ["body"] = json ?? JsonValue.Create(text),
            },
        };
    }

    private static async Task<JsonDocument> OwnAsync(params string[] path) => JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine([OwnCorpus.Folder!, .. path])));

    private static JsonArray Pairs(string? query) =>
        new([.. (query?.Split('&') ?? []).Select(static pair => pair.Split('=', 2))
            .Select(static p => (JsonNode)new JsonArray(Uri.UnescapeDataString(p[0]), Uri.UnescapeDataString(p[1])))]);
}
