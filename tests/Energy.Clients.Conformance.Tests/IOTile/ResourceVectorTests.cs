using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>The generic way in, beside the Python client's: the requests it makes, and what comes of each status.</summary>
public sealed class ResourceVectorTests
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    [VectorTheory("iotile", "vectors/client-requests.json"), VectorRows]
    public async Task ClientRequests_Row_MakesTheSameRequest(VectorCase row)
    {
        using var handler = new AnsweringHandler(_ => (200, row.Find("result") is { ValueKind: JsonValueKind.Object } result ? result.GetRawText() : "{}"));
        using var client = IOTileClients.Create("TOK", "jwt", handler);
        var ours = await Outcome.OfAsync(async () =>
        {
            var call = PythonCall.Parse(row["call"].GetString()!);
            var result = await RunAsync(call, client, row);
            return new JsonObject { ["request"] = Assert.Single(handler.Requests).DeepClone(), ["result"] = result };
        });
        var theirs = row.Find("error") is not null
            ? Outcome.Refused("error")
            : Outcome.Value(new JsonObject
            {
                ["request"] = WireJson.Of(Request(row["request"]), ["authorization", "content-type"]),
                ["result"] = JsonText.ToNode(row["result"]),
            });
        VectorCheck.Verify(row, "client-requests", ours, theirs);
    }

    [VectorTheory("iotile", "vectors/client-status.json"), VectorRows]
    public async Task ClientStatus_Row_ComesToTheSame(VectorCase row)
    {
        var (ours, theirs) = (new JsonObject(), new JsonObject());
        foreach (var verb in Verbs)
        {
            using var handler = new AnsweringHandler(_ => (row["status"].GetInt32(), row["body"].GetString()!));
            using var client = IOTileClients.Create("TOK", "jwt", handler);
            ours[verb] = await CameOfAsync(() => SendAsync(client.Resource("org")["x"], verb, new JsonObject { ["name"] = "x" }, null));
            theirs[verb] =
                new JsonObject(row[verb].EnumerateObject()
                    .Where(member => member.Name is "returns" or "raises").Select(member => KeyValuePair.Create(member.Name, JsonText.ToNode(member.Value))));
        }

        VectorCheck.Verify(row, "client-status", Outcome.Value(ours), Outcome.Value(theirs));
    }

    /// <summary>What a call returned or raised, in the words of the Python client.</summary>
    private static async Task<JsonObject> CameOfAsync(Func<Task<JsonNode?>> call)
    {
        try
        {
            return new JsonObject { ["returns"] = await call() };
        }
        catch (EnergyNotFoundException)
        {
            return new JsonObject { ["raises"] = "HttpNotFoundError" };
        }
        catch (EnergyResponseException e)
        {
            return new JsonObject { ["raises"] = (int)e.Status switch { >= 400 and < 500 => "HttpClientError", >= 500 and < 600 => "HttpServerError", _ => "other" } };
        }
    }

    private static async Task<JsonNode?> RunAsync(PythonCall call, IOTileClient client, VectorCase row)
    {
        var resource = client.Resource(call.Segments[0]);
        foreach (var segment in call.Segments.Skip(1))
        {
            resource = resource[segment];
        }

        var query = new IOTileQuery();
        foreach (var (name, value) in call.Arguments.Where(argument => argument.Key is not ("" or "fp" or "data")))
        {
            foreach (var item in value is JsonArray items ? [.. items] : new[] { value })
            {
                // Python writes its truth values with a capital.
                query.Add(name, item switch
                {
                    null => null,
                    JsonValue truth when truth.TryGetValue(out bool isTrue) => isTrue ? "True" : "False",
                    _ => JsonText.Of(JsonText.ToElement(item)),
                });
            }
        }

        var body = call.Arguments.GetValueOrDefault("") ?? call.Arguments.GetValueOrDefault("data");
        if (call.Verb is not ("upload_fp" or "upload_file"))
        {
            return await SendAsync(resource, call.Verb, body, query);
        }

        var file = Parts(row["request"]).Single(part => part.FileName is not null);
        var fields = body?.AsObject().Select(member => KeyValuePair.Create(member.Key, member.Value!.GetValue<string>()));
        return Read(await resource.UploadAsync(file.Content, call.Arguments["fp"]!.GetValue<string>(), fields, query));
    }

    private static async Task<JsonNode?> SendAsync(IOTileResource resource, string verb, JsonNode? body, IOTileQuery? query) => verb switch
    {
        "get" => Read(await resource.GetAsync(query)),
        "post" => Read(await resource.PostAsync(body, query)),
        "put" => Read(await resource.PutAsync(body, query)),
        "patch" => Read(await resource.PatchAsync(body, query)),
        "delete" => await resource.TryDeleteAsync(query),
        _ => throw new FormatException($"'{verb}' is no verb."),
    };

    private static JsonNode? Read(IOTileAnswer answer) =>
        answer.Json is { } json ? JsonText.ToNode(json) : (int)answer.Status is 204 or 205 ? null : JsonValue.Create(answer.Text);

    private static RecordedRequest Request(JsonElement request)
    {
        var parts = Parts(request);
        return new RecordedRequest
        {
            Method = request.GetProperty("method").GetString()!,
            Target = new Uri(request.GetProperty("url").GetString()!).PathAndQuery,
            Headers = [.. request.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))],
            Body = parts.Count > 0 ? RecordedBody.Of(parts)
                : request.GetProperty("body") is { ValueKind: JsonValueKind.String } body ? RecordedBody.Of(body.GetString()!)
                : RecordedBody.None,
        };
    }

    // The recorder wrote a form down as its raw text.
    private static List<RecordedPart> Parts(JsonElement request)
    {
        const string Boundary = "--<boundary>";
        var parts = new List<RecordedPart>();
        if (request.GetProperty("body") is not { ValueKind: JsonValueKind.String } body || body.GetString() is not { } form || !form.StartsWith(Boundary, StringComparison.Ordinal))
        {
            return parts;
        }

        foreach (var part in form.Split(Boundary, StringSplitOptions.RemoveEmptyEntries).Where(part => part.StartsWith("\r\n", StringComparison.Ordinal)))
        {
            var halves = part[2..^2].Split("\r\n\r\n", 2);
            string? Of(string name) => halves[0].Split($"{name}=\"", 2) is [_, var rest] ? rest[..rest.IndexOf('"', StringComparison.Ordinal)] : null;
            parts.Add(new RecordedPart(Of(" name") ?? "", Of("filename"), null, Encoding.Latin1.GetBytes(halves[1])));
        }

        return parts;
    }
}
