using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>What the peer's client does with calls, statuses and sessions.</summary>
public sealed partial class IOTileClientVectorTests
{
    private const string Root = "https://iotile.cloud";

    [VectorTheory("iotile", "vectors/client-requests.json"), VectorRows]
    public async Task Request_Call_GoesToTheSameAddress(VectorCase row)
    {
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            var server = new IOTileVectorServer(_ => (200, """{"ok": 1}"""));
            using var client = Client(server, "TOK");
            JsonNode? result = await CallAsync(client, row["call"].GetString()!);
            JsonObject request = server.Requests.Single();
            return new JsonObject { ["request"] = request, ["result"] = result };
        });
        Outcome theirs = row.Find("error") is { } error
            ? Outcome.Refused(error.GetString())
            : Outcome.Value(new JsonObject { ["request"] = IOTileVectorServer.Canonical(JsonText.ToNode(row["request"])!.AsObject()), ["result"] = JsonText.ToNode(row["result"]) });
        VectorCheck.Verify(row, "client-requests", ours, theirs);
    }

    [VectorTheory("iotile", "vectors/client-status.json"), VectorRows]
    public async Task Status_EachVerb_IsReadAlike(VectorCase row)
    {
        var ours = new JsonObject { ["status"] = row["status"].GetInt32(), ["body"] = row["body"].GetString() };
        foreach (string verb in new[] { "get", "post", "put", "patch", "delete" })
        {
            var server = new IOTileVectorServer(_ => (row["status"].GetInt32(), row["body"].GetString()!));
            using var client = Client(server, "TOK");
            ours[verb] = await VerbAsync(client.Resource("org")["x"], verb);
        }

        VectorCheck.Verify(row, "client-status", Outcome.Value(ours), Outcome.Value(row.Json));
    }

    [VectorTheory("iotile", "vectors/client-session.json"), VectorRows]
    public async Task Session_Case_LeavesTheSameToken(VectorCase row)
    {
        string name = row["case"].GetString()!;
        string? before = name.Contains("logout", StringComparison.Ordinal) || name.Contains("refresh", StringComparison.Ordinal) ? "OLD" : null;
        (int status, string body) = Answer(row, name);
        var server = new IOTileVectorServer(_ => (status, body));
        using IOTileClient client = Client(server, before, row["tokenType"].GetString()!, name.StartsWith("login", StringComparison.Ordinal));
        if (before is not null)
        {
            // The token is taken up by the first call.
            await client.Resource("org").TryDeleteAsync();
            server.Requests.Clear();
        }

        Outcome ours = await Outcome.OfAsync(() => SessionAsync(client, server, name, row["tokenType"].GetString()!), typeof(InvalidOperationException));
        var theirs = new JsonObject();
        foreach (string member in new[] { "returns", "tokenAfter", "request" })
        {
            theirs[member] = row.Find(member) is { } value ? JsonText.ToNode(value) : null;
        }

        if (theirs["request"] is JsonObject request)
        {
            theirs["request"] = IOTileVectorServer.Canonical(request.DeepClone().AsObject());
        }

        VectorCheck.Verify(row, "client-session", ours, row.Find("raises") is not null ? Outcome.Refused(row["raises"].GetString()) : Outcome.Value(theirs));
    }

    [VectorTheory("iotile", "vectors/timestamps.json"), VectorRows]
    public void Timestamp_Text_IsSentOnlyInTheFormThatAllReadAlike(VectorCase row)
    {
        // What the client sends is one form of instants; the server must read each such text as that instant, on both of its parsers.
        string text = row["in"].GetString()!;
        Outcome ours = Outcome.Of(() =>
        {
            Instant at = InstantText.TryParse(Encoding.UTF8.GetBytes(text), out Instant parsed) ? parsed : throw new FormatException(text);
            string iso = Iso(Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / 10 * 10));
            return new JsonObject { ["in"] = text, ["queryFilter"] = new JsonObject { ["ok"] = iso }, ["uploadTimestamp"] = new JsonObject { ["ok"] = iso } };
        });
        VectorCheck.Verify(row, "timestamps", ours, Outcome.Value(row.Json), new CompareOptions { InstantsAt = [JsonPath.Parse("**")] });
    }

    [VectorTheory("iotile", "vectors/compute-sum.json"), VectorRows]
    public async Task Accumulate_Row_GivesTheSameSums(VectorCase row)
    {
        JsonElement[] requests = [.. row["requests"].EnumerateArray()];
        var server = new IOTileVectorServer(request =>
        {
            string asked = Page().Replace(request["url"]!.GetValue<string>(), "");
            JsonElement found = requests.First(r => Same(Page().Replace(r.GetProperty("url").GetString()!, ""), asked));
            return (found.GetProperty("status").GetInt32(), found.GetProperty("responseBody").GetRawText());
        });
        using var client = Client(server, "TOK");
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            IOTileAccumulation report = await client.Reports.AccumulateAsync(row["sources"].EnumerateArray().Select(s => s.GetString()!), Time(row["start"].GetString()!), Time(row["end"].GetString()!));
            return new JsonObject
            {
                ["streams"] = new JsonObject(report.Streams.Select(s => KeyValuePair.Create(s.Stream.ToString(), (JsonNode?)new JsonObject { ["sum"] = s.Sum, ["units"] = s.Units }))),
                ["total"] = report.Total,
            };
        }, typeof(InvalidOperationException));
        VectorCheck.Verify(row, "compute-sum", ours, row["result"].TryGetProperty("error", out JsonElement error) ? Outcome.Refused(error.GetString()) : Outcome.Value(row["result"]));
    }

    [VectorTheory("iotile", "vectors/paging.json"), VectorRows]
    public async Task Paging_Call_YieldsTheSameRows(VectorCase row)
    {
        await using IOTileSession session = await IOTileSession.StartAsync(new EmulatorRun("paging", []));
        using var client = new IOTileClient(new IOTileClientOptions { BaseAddress = session.BaseAddress, Token = session.Substitute("<jwt of joe>") });
        JsonElement args = row["args"];
        int? Whole(string name) => args.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
        Instant? When(string name) => args.TryGetProperty(name, out JsonElement value) ? Time(value.GetString()!) : null;
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            if (row["call"].GetString() == "StreamData")
            {
                var query = new IOTileStreamDataQuery { Start = When("start"), End = When("end"), LastN = Whole("lastn"), PageSize = Whole("page_size") };
                List<IOTileStreamRow> rows = await client.Streams.ReadRowsAsync(StreamSlug.Parse(row["stream"].GetString()!), query).ToListAsync();
                return new JsonObject
                {
                    ["timestamps"] = new JsonArray([.. rows.Select(r => (JsonNode?)InstantText.Format(r.Timestamp))]),
                    ["outputValues"] = new JsonArray([.. rows.Select(r => (JsonNode?)r.OutputValue)]),
                };
            }

            List<IOTileDataRow> data = await client.Data.ReadRowsAsync(args.GetProperty("filter").GetString()!, new IOTileDataQuery { PageSize = Whole("page_size") }).ToListAsync();
            return new JsonObject { ["ids"] = new JsonArray([.. data.Select(r => (JsonNode?)r.Id)]), ["values"] = new JsonArray([.. data.Select(r => (JsonNode?)r.Value)]) };
        });
        var theirs = new JsonObject();
        foreach (string member in new[] { "timestamps", "outputValues", "ids", "values" })
        {
            if (row.Find(member) is { ValueKind: JsonValueKind.Array } value)
            {
                theirs[member] = JsonText.ToNode(value);
            }
        }

        VectorCheck.Verify(row, "paging", ours, Outcome.Value(theirs));
    }

    [GeneratedRegex("[?&]page=[0-9]+")]
    private static partial Regex Page();

    [GeneratedRegex(@"^api\.(?<path>.+)\.(?<verb>get|post|put|patch|delete|upload_fp)\((?<args>.*)\)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<name>\w+)(\((?<arg>[^)]*)\))?")]
    private static partial Regex Segment();

    [GeneratedRegex(@"(?<name>\w+)=(?<value>None|\[[^\]]*\]|'[^']*'|\d+)")]
    private static partial Regex Argument();

    private static bool Same(string left, string right) => Uri.UnescapeDataString(left.Split("://")[1]) == Uri.UnescapeDataString(right.Split("://")[1]);

    private static Instant Time(string text) => InstantText.TryParse(Encoding.ASCII.GetBytes(text), out Instant at) ? at : throw new FormatException(text);

    private static string Iso(Instant at) => InstantText.Format(at).Replace("Z", "+00:00", StringComparison.Ordinal);

    private static IOTileClient Client(IOTileVectorServer server, string? token, string scheme = "jwt", bool password = false) => new(
        new IOTileClientOptions { BaseAddress = new Uri(Root), Token = token, TokenScheme = token is null ? "" : scheme, UserName = password ? "joe@example.com" : null, Password = password ? "p" : null, MaxRetries = 0 }, server);

    // The peer's calls in its own notation, made through our generic way in.
    private static async Task<JsonNode?> CallAsync(IOTileClient client, string text)
    {
        Match call = Call().Match(text);
        if (!call.Success)
        {
            throw new FormatException(text);
        }

        IOTileResource? resource = null;
        foreach (Match segment in Segment().Matches(call.Groups["path"].Value))
        {
            resource = resource is null ? client.Resource(segment.Groups["name"].Value) : resource[segment.Groups["name"].Value];
            if (segment.Groups["arg"].Value.Trim('\'') is { Length: > 0 } id)
            {
                resource = resource[id];
            }
        }

        string arguments = call.Groups["args"].Value;
        string verb = call.Groups["verb"].Value;
        if (verb == "upload_fp")
        {
            bool bin = arguments.Contains("r.bin", StringComparison.Ordinal);
            IEnumerable<KeyValuePair<string, string>>? fields = arguments.Contains("data=", StringComparison.Ordinal) ? [KeyValuePair.Create("stream", "s--1")] : null;
            return JsonText.ToNode((await resource!.UploadAsync(bin ? new byte[] { 1, 2 } : "{}"u8.ToArray(), bin ? "r.bin" : "w.json", fields, fields is null ? Query(arguments) : null)).Json!.Value);
        }

        JsonNode? body = arguments.StartsWith('{') ? JsonNode.Parse(arguments.Replace('\'', '"')) : null;
        IOTileQuery? query = verb == "get" ? Query(arguments) : null;
        if (verb == "delete")
        {
            return JsonValue.Create(await resource!.TryDeleteAsync(query));
        }

        IOTileAnswer answer = verb switch
        {
            "get" => await resource!.GetAsync(query),
            "post" => await resource!.PostAsync(body, query),
            "put" => await resource!.PutAsync(body, query),
            _ => await resource!.PatchAsync(body, query),
        };
        return JsonText.ToNode(answer.Json!.Value);
    }

    private static IOTileQuery Query(string arguments)
    {
        var query = new IOTileQuery();
        foreach (Match argument in Argument().Matches(arguments))
        {
            foreach (string value in argument.Groups["value"].Value.Trim('[', ']').Split(','))
            {
                query.Add(argument.Groups["name"].Value, value == "None" ? null : value.Trim('\'', ' '));
            }
        }

        return query;
    }

    private static async Task<JsonObject> VerbAsync(IOTileResource resource, string verb)
    {
        try
        {
            if (verb == "delete")
            {
                return new JsonObject { ["returns"] = await resource.TryDeleteAsync(), ["kind"] = "bool" };
            }

            IOTileAnswer answer = verb switch
            {
                "get" => await resource.GetAsync(),
                "post" => await resource.PostAsync(),
                "put" => await resource.PutAsync(),
                _ => await resource.PatchAsync(),
            };
            bool nothing = answer.Status is HttpStatusCode.NoContent or HttpStatusCode.ResetContent;
            return answer.Json is { } json
                ? new JsonObject { ["returns"] = JsonText.ToNode(json), ["kind"] = json.ValueKind == JsonValueKind.Array ? "list" : "dict" }
                : new JsonObject { ["returns"] = nothing ? null : answer.Text, ["kind"] = nothing ? "NoneType" : "bytes" };
        }
        catch (EnergyResponseException e)
        {
            string kind = e is EnergyNotFoundException ? "HttpNotFoundError" : (int)e.Status >= 500 ? "HttpServerError" : "HttpClientError";
            string side = (int)e.Status >= 500 ? "Server" : "Client";
            return new JsonObject { ["raises"] = kind, ["message"] = $"{side} Error {(int)e.Status}: {Root}/api/v1/org/x/{(e.Status == HttpStatusCode.BadRequest ? $" (b'{e.Body}')" : "")}" };
        }
    }

    private static (int Status, string Body) Answer(VectorCase row, string name)
    {
        bool fails = row.Find("returns") is { ValueKind: JsonValueKind.False } || name.Contains("401", StringComparison.Ordinal);
        return name switch
        {
            _ when name.Contains("201", StringComparison.Ordinal) => (201, """{"username": "joe", "jwt": "J1", "token": "T1"}"""),
            _ when name.StartsWith("login without jwt", StringComparison.Ordinal) => (200, """{"username": "joe", "token": "T1"}"""),
            _ when name.StartsWith("login without username", StringComparison.Ordinal) => (200, """{"jwt": "J1"}"""),
            _ when name.StartsWith("refresh", StringComparison.Ordinal) => fails ? (400, """{"non_field_errors": ["Signature has expired."]}""") : (200, """{"token": "NEW"}"""),
            _ when name.StartsWith("logout", StringComparison.Ordinal) => fails ? (401, "{}") : (204, ""),
            _ when name.StartsWith("login", StringComparison.Ordinal) => fails ? (401, "\"no\"") : (200, """{"username": "joe", "jwt": "J1", "token": "T1"}"""),
            _ => (200, "{}"),
        };
    }

    private static async Task<JsonNode?> SessionAsync(IOTileClient client, IOTileVectorServer server, string name, string tokenType)
    {
        JsonNode? returns = null;
        string? after = null;
        try
        {
            if (name.StartsWith("login", StringComparison.Ordinal))
            {
                IOTileLogin login = await client.Session.LoginAsync("joe@example.com", "p");
                (returns, after) = (true, tokenType == "token" ? login.Token : login.Jwt);
            }
            else if (name.StartsWith("refresh", StringComparison.Ordinal))
            {
                returns = (await client.Session.RefreshAsync()).Text.Length > 0;
            }
            else if (name.StartsWith("logout", StringComparison.Ordinal))
            {
                await client.Session.LogoutAsync();
            }
            else
            {
                returns = JsonText.ToNode((await client.Resource("org").GetAsync()).Json!.Value);
            }
        }
        catch (EnergyResponseException)
        {
            returns = name.StartsWith("logout", StringComparison.Ordinal) ? null : false;
        }

        return new JsonObject
        {
            ["returns"] = returns,
            ["tokenAfter"] = name.StartsWith("login", StringComparison.Ordinal) ? after : client.Session.CurrentToken?.Text,
            ["request"] = server.Requests.FirstOrDefault()?.DeepClone(),
        };
    }
}
