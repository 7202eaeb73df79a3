using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Which operation of the client makes each recorded request, and how its answer is written back.</summary>
public static partial class IOTileClientRoutes
{
    private static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new InstantJsonConverter() } };

    /// <summary>The table.</summary>
    public static RouteTable<IOTileClient> Table { get; } = Create();

    private static IOTileClient CreateClient(RecordedExchange exchange, HttpMessageHandler handler)
    {
        string? scheme = IOTilePlumbing.SchemeOf(exchange);
        return new IOTileClient(
            new IOTileClientOptions { Token = scheme is null ? null : IOTilePlumbing.Token, TokenScheme = scheme is not null && IOTilePlumbing.IsOurs(scheme) ? scheme : "", MaxRetries = 0 },
            new IOTilePlumbing(exchange, handler));
    }

    private static JsonNode? Node(object? model) => model is JsonElement element ? JsonText.ToNode(element) : JsonSerializer.SerializeToNode(model, Wire);

    private static async Task<JsonNode?> First<T>(Paged<T> list, Func<T, JsonNode?>? project = null)
    {
        await foreach (Page<T> page in list.AsPages())
        {
            return new JsonObject
            {
                ["count"] = page.Total,
                ["results"] = new JsonArray([.. page.Items.Select(item => project is null ? Node(item) : project(item))]),
            };
        }

        return null;
    }

    private static JsonObject? OurError(Exception exception) => exception is EnergyResponseException e ? Error((int)e.Status, e.VendorCode, e.FieldErrors.ToDictionary(f => f.Key, f => f.Value)) : null;

    private static JsonObject Error(int status, string? text, IReadOnlyDictionary<string, IReadOnlyList<string>> fields) => new()
    {
        ["status"] = status,
        ["text"] = text,
        ["fields"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)new JsonArray([.. f.Value.Select(t => (JsonNode?)JsonValue.Create(t))])))),
    };

    // The six shapes, plain text and HTML, read by a hand of its own.
    private static JsonObject TheirError(RecordedExchange exchange)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>();
        string? text = null;
        switch (exchange.Response.Body)
        {
            case { Json: { ValueKind: JsonValueKind.String } whole }:
                text = whole.GetString();
                break;
            case { Json: { ValueKind: JsonValueKind.Array } list }:
                fields[""] = [.. list.EnumerateArray().Select(t => t.GetString()!)];
                break;
            case { Json: { ValueKind: JsonValueKind.Object } members }:
                JsonProperty first = members.EnumerateObject().First();
                if (first.Name is "detail" or "error" or "msg")
                {
                    text = first.Value.GetString();
                    break;
                }

                foreach (JsonProperty member in members.EnumerateObject())
                {
                    fields[member.Name == "non_field_errors" ? "" : member.Name] = [.. member.Value.EnumerateArray().Select(t => t.GetString()!)];
                }

                break;
            case { Text: { Length: > 0 } plain } when !plain.TrimStart().StartsWith('<'):
                text = plain.Replace("Error: ", "", StringComparison.Ordinal).Trim();
                break;
            default:
                break;
        }

        return Error(exchange.Response.Status!.Value, text, fields);
    }

    private static RouteTable<IOTileClient> Create()
    {
        var table = new RouteTable<IOTileClient>("iotile", IOTileOperationTable.Operations, CreateClient)
        {
            OurError = (exception, _) => OurError(exception),
            TheirError = TheirError,
            IsError = exchange => exchange.Response.Status is >= 300,
            Options = _ => new CompareOptions { ExtraMembersAt = [JsonPath.Parse("answer.**")], InstantsAt = [JsonPath.Parse("answer.**")] },
        };
        table.Refuse("org", (_, e) => Scheme(e), Generic, e => Foreign(e) || EmptyCredential(e));
        table.Refuse("auth.user-info", (_, e) => Scheme(e), Generic, Foreign);
        Session(table);
        Objects(table);
        Data(table);
        Files(table);
        foreach (string name in IOTileOperationTable.Operations.Names)
        {
            table.Run(name, Generic);
        }

        return table;
    }

    private static bool Foreign(RecordedExchange e) => IOTilePlumbing.SchemeOf(e) is { } scheme && !IOTilePlumbing.IsOurs(scheme);

    private static bool EmptyCredential(RecordedExchange e) => e.Request.Header("authorization") is { } header && header.Trim().Split(' ') is var parts && (parts.Length != 2) && !header.Contains('<', StringComparison.Ordinal);

    private static Task Scheme(RecordedExchange e)
    {
        string header = e.Request.Header("authorization")!;
        string scheme = header.Split(' ')[0];
        _ = IOTilePlumbing.IsOurs(scheme) ? (object)EnergyCredential.FromText(header[scheme.Length..].TrimStart()) : new IOTileTokenScheme(scheme);
        return Task.CompletedTask;
    }

    // Anything at all, through the generic way in.
    private static async Task<JsonNode?> Generic(IOTileClient client, RecordedExchange e)
    {
        if (!e.Request.Path.EndsWith('/'))
        {
            return await Redirected(client, e);
        }

        IOTileResource resource = ResourceOf(client, e);
        var query = new IOTileQuery();
        foreach ((string name, string value) in e.Request.Query)
        {
            query.Add(name, value);
        }

        JsonNode? body = e.Request.Body switch
        {
            { Json: { } json } => JsonText.ToNode(json),
            { Text: not null } => new JsonObject { ["replaced"] = true },
            _ => null,
        };
        IOTileAnswer answer = e.Request switch
        {
            { Body.Parts: { } parts } => await Upload(resource, parts, query),
            { Method: "GET" } => await resource.GetAsync(query),
            { Method: "POST" } => await resource.PostAsync(body, query),
            { Method: "PUT" } => await resource.PutAsync(body, query),
            { Method: "PATCH" } => await resource.PatchAsync(body, query),
            _ => await resource.DeleteAsync(query),
        };
        return answer.Json is { } given ? JsonText.ToNode(given) : answer.Bytes.IsEmpty ? null : JsonValue.Create(answer.Text);
    }

    private static IOTileResource ResourceOf(IOTileClient client, RecordedExchange e)
    {
        string[] segments = [.. e.Request.Path["/api/v1/".Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return segments.Skip(1).Aggregate(client.Resource(segments[0]), (resource, segment) => resource[segment]);
    }

    private static async Task<IOTileAnswer> Upload(IOTileResource resource, IReadOnlyList<RecordedPart> parts, IOTileQuery query)
    {
        var fields = parts.Where(p => p.FileName is null).Select(p => KeyValuePair.Create(p.Name, Encoding.UTF8.GetString(p.Content.Span)));
        return parts.FirstOrDefault(p => p.FileName is not null) is { } file
            ? await resource.UploadAsync(file.Content, file.FileName!, fields, query, file.ContentType)
            : throw new ArgumentException("An upload without a file.");
    }

    // A path without its slash cannot be made by an operation; a request of the user's own meets the redirect guard.
    private static async Task<JsonNode?> Redirected(IOTileClient client, RecordedExchange e)
    {
        using var message = new HttpRequestMessage(new HttpMethod(e.Request.Method), new Uri(e.Request.Target, UriKind.Relative));
        if (e.Request.Body.Json is { } json)
        {
            message.Content = new StringContent(json.GetRawText(), Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await client.SendAsync(message);
        return JsonValue.Create(await response.Content.ReadAsStringAsync());
    }
}
