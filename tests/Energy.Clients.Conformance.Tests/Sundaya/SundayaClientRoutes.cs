using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>How the client makes each recorded request. What its typed methods cannot say (another method, a broken body, a type it never sends) goes through its raw
/// door.</summary>
public static partial class SundayaClientRoutes
{
    private static readonly EnergyEndpoint Recorded = new EnergyPath("").Get("Sundaya.Test.Raw");

    private const string InvalidMark = "parameter: '";

    public static RouteTable<SundayaClient> Table { get; } = Create();

    private static RouteTable<SundayaClient> Create()
    {
        var table = new RouteTable<SundayaClient>("sundaya", SundayaOperations.Table, NewClient)
        {
            RequestHeaders = ["x-api-key", "content-type"],
            OurError = OurError,
            TheirError = TheirError,
        };
        return table
            .Run(SundayaOperations.Energy, RawAsync, e => !e.Request.Body.IsNone && FilterOf(e) is null, RequestWay.Raw)
            .Run(SundayaOperations.Energy, (client, e) =>
                CubeAsync(client.Flows.GetAsync(SiteOf(e), QueryOf(e)! with { Products = FilterOf(e) })), e => FilterOf(e) is not null && QueryOf(e) is not null)
            .Run(SundayaOperations.Energy, RawAsync, e => !e.Request.Body.IsNone, RequestWay.Raw)
            .Refuse(SundayaOperations.Energy, (client, e) => client.Flows.GetAsync(e.Request.Target), RawAsync, IsUnknown)
            .Run(SundayaOperations.Energy, async (client, e) =>
                JsonValue.Create(
                    await client.Flows.TextAsync(new EnergyRequest(SundayaFlowOperations.GetText, e.Request.Target.TrimStart('/')), SundayaFormat.Html, null, default)), e =>
                        e.Response.Body.Text is not null && e.Response.Status == 200, RequestWay.Raw)
            .Run(SundayaOperations.Energy, (client, e) => CubeAsync(client.Flows.GetAsync(SiteOf(e), QueryOf(e)!)), e => QueryOf(e) is not null)
            .Run(SundayaOperations.Energy, (client, e) => CubeAsync(client.Flows.GetAsync(e.Request.Target)), way: RequestWay.Generic)
            .Refuse(SundayaOperations.Post, PostAsync, RawAsync, IsRefused)
            .Run(SundayaOperations.Post, async (client, e) => Answers((await PostAsync(client, e)).Answers), IsPlain)
            .Run(SundayaOperations.Post, RawAsync, way: RequestWay.Raw)
            .Run(SundayaOperations.Device, GetDatasetAsync, e => DeviceOf(e) is not null)
            .Run(SundayaOperations.Device, RawAsync, way: RequestWay.Raw)
            .Run(SundayaOperations.Config, async (client, e) =>
                new JsonObject { ["message"] = await client.Devices.GetConfigAsync(Segment(e, 1), Segments(e).Length > 3 ? Segment(e, 3) : null) })
            .Run(SundayaOperations.Admin, AdminAsync)
            .Run(SundayaOperations.Echo, EchoAsync)
            .Run(SundayaOperations.Other, RawAsync, way: RequestWay.Raw);
    }

    private static SundayaClient NewClient(RecordedExchange exchange, ReplayHandler handler) => new(
        new SundayaClientOptions
        {
            BaseAddress = new Uri("https://recorded.example.test"),
            ApiKey = exchange.Request.Header("x-api-key"),
            MaxRetries = 0,
        },
        new EnergyClientSetup { PrimaryHandler = exchange.Response.Status is >= 300 and < 400 ? new RedirectEnd(handler) : handler, TimeProvider = handler.Clock });

    private static JsonObject? OurError(Exception exception, RecordedExchange exchange) => exception switch
    {
        EnergyTransportException { Failure: TransportFailure.TimedOut } => new JsonObject { ["noResponse"] = true },
        EnergyResponseException error and not EnergyPayloadException => new JsonObject
        {
            ["status"] = (int)error.Status,
            ["code"] = error.VendorCode,
            ["fields"] = new JsonObject(error.FieldErrors.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)new JsonArray([.. f.Value.Select(v => (JsonNode)v)])))),
        },
        _ => null,
    };

    private static JsonObject TheirError(RecordedExchange exchange)
    {
        if (exchange.Response.NoResponse)
        {
            return new JsonObject { ["noResponse"] = true };
        }

        var fields = new JsonObject();
        string? code = null;
        if (exchange.Response.Body.Json is { ValueKind: JsonValueKind.Array } body)
        {
            code = body[0].GetProperty("message").GetString();
            foreach (JsonElement detail in body[0].GetProperty("details").EnumerateArray())
            {
                string message = detail.GetProperty("message").GetString()!;
                string description = exchange.Response.Status >= 500 ? "" : detail.GetProperty("description").GetString()!;
                string field = description;
                int mark = description.IndexOf(InvalidMark, StringComparison.Ordinal);
                if (mark >= 0)
                {
                    string[] parts = description[(mark + InvalidMark.Length)..].Split("'. ", 2);
                    field = parts[0];
                    string text = parts[1].Trim().Length > 0 ? parts[1].Trim() : message;
                    message = description.StartsWith("mandatory", StringComparison.Ordinal) ? "missing: " + text : text;
                }

                if (!fields.ContainsKey(field))
                {
                    fields[field] = new JsonArray();
                }

                fields[field]!.AsArray().Add((JsonNode)message);
            }
        }

        return new JsonObject { ["status"] = exchange.Response.Status, ["code"] = code, ["fields"] = fields };
    }

    private static async Task<JsonNode?> CubeAsync(Task<SundayaCube> cube) =>
        JsonSerializer.SerializeToNode([.. (await cube).Collections.Select(c => new SundayaCollectionEnvelope { Collection = c })],
            SundayaJsonContext.Default.SundayaCollectionEnvelopeArray);

    // The request as it was recorded, and the answer through the reader of errors and models.
    private static async Task<JsonNode?> RawAsync(SundayaClient client, RecordedExchange exchange)
    {
        using HttpRequestMessage request = RawRequest.Create(exchange.Request, client.BaseAddress, text => text);
        using EnergyResponse response = await ClientTransport.Of(client).OpenAsync(Recorded, request, default);
        await response.EnsureSuccessAsync(default);
        using PooledBody body = await response.ReadBodyAsync(default);
        string text = Encoding.UTF8.GetString(body.Span);
        return text.Length == 0 ? null : response.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : JsonValue.Create(text);
    }

    private static bool IsUnknown(RecordedExchange exchange)
    {
        string[] segments = Segments(exchange);
        return (segments.Length > 1 && !new SundayaEnergyType(segments[1]).Flows.Any()) || (segments.Length > 3 && !PeriodKind.TryParse(segments[3], out _));
    }

    // A query says what a request asks where its path is spelled as the client spells it; other spellings are addresses.
    private static SundayaCubeQuery? QueryOf(RecordedExchange exchange)
    {
        string[] segments = Segments(exchange);
        IReadOnlyList<KeyValuePair<string, string>> query = exchange.Request.Query;
        if (exchange.Request.Path.EndsWith('/') || segments.Length == 3 || (segments.Length > 2 && segments[2] != "period") || query.Count > 1
            || (query.Count == 1 && (query[0].Key != "site" || query[0].Value.Length == 0)))
        {
            return null;
        }

        EpochText? epoch = segments.Length > 4 && EpochText.TryParse(segments[4], out EpochText read) ? read : null;
        int duration = 0;
        if (segments.Length > 5 && (!int.TryParse(segments[5], out duration) || duration == 0))
        {
            return null;
        }

        return new SundayaCubeQuery
        {
            Energy = segments.Length > 1 ? new SundayaEnergyType(segments[1]) : null,
            Period = segments.Length > 3 ? PeriodKind.Parse(segments[3]) : null,
            Epoch = epoch,
            PartialEpoch = segments.Length > 4 && epoch is null ? segments[4] : null,
            Duration = segments.Length > 5 ? duration : null,
        };
    }

    private static SundayaSite SiteOf(RecordedExchange exchange) => exchange.Request.Query.Count == 1 ? new SundayaSite(exchange.Request.Query[0].Value) : SundayaSite.Default;

    private static List<SundayaProductCatalogItem>? FilterOf(RecordedExchange exchange)
    {
        if (exchange.Request.Header("content-type") != "application/json" || exchange.Request.Body.Text is not { } text || Parse(text) is not JsonObject body
            || body.Count != 1 || body["productCatalogItems"] is not JsonArray { Count: > 0 } items || !items.All(IsItem))
        {
            return null;
        }

        return [.. items.Select(item =>
            new SundayaProductCatalogItem { ProductCategory = (string)item!["productCategory"]!, ProductSubcategory = (string?)item["productSubcategory"],
                ProductType = (string?)item["productType"] })];
    }

    private static bool IsItem(JsonNode? item) => item is JsonObject members && members.Count > 0
        && members.All(m =>
            m.Key is "productCategory" or "productSubcategory" or "productType" && m.Value is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0)
        && members.ContainsKey("productCategory") && (members.ContainsKey("productSubcategory") || !members.ContainsKey("productType"));

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SundayaDatasetKind? KindOf(string name) => name switch
    {
        "mppt" => SundayaDatasetKind.Mppt,
        "pms" => SundayaDatasetKind.Pms,
        "inverter" => SundayaDatasetKind.Inverter,
        _ => null,
    };

    private static bool IsCsv(RecordedExchange exchange) => exchange.Request.Header("content-type") == "text/csv";

    // What the client can say: a known dataset, one of its two types, a body of the right form, and no Accept that it never sends.
    private static bool IsPlain(RecordedExchange exchange) =>
        KindOf(Segment(exchange, 2)) is { } kind
        && exchange.Request.Header("accept") is null or "*/*" or "application/json"
        && !Placeholder().IsMatch(exchange.Request.Body.Text ?? "")
        && (IsCsv(exchange)
            ? kind == SundayaDatasetKind.Pms
            : exchange.Request.Header("content-type")?.Split(';')[0] == "application/json" && Parse(exchange.Request.Body.Text ?? "") is JsonObject);

    private static bool IsRefused(RecordedExchange exchange)
    {
        if (!IsPlain(exchange))
        {
            return false;
        }

        SundayaDatasetKind kind = KindOf(Segment(exchange, 2))!.Value;
        if (!IsCsv(exchange))
        {
            return exchange.Response.Status != 200;
        }

        try
        {
            return SundayaPmsCsv.Read(exchange.Request.Body.Text ?? "").Violation is not null;
        }
        catch (FormatException)
        {
            return kind == SundayaDatasetKind.Pms;
        }
    }

    private static Task<SundayaUploadResult> PostAsync(SundayaClient client, RecordedExchange exchange)
    {
        SundayaDatasetKind kind = KindOf(Segment(exchange, 2))!.Value;
        string text = exchange.Request.Body.Text ?? "";
        if (IsCsv(exchange))
        {
            return client.Devices.UploadPmsCsvAsync(text);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement datasets = document.RootElement.TryGetProperty("datasets", out JsonElement found) ? found.Clone() : default;
        return client.Devices.UploadAsync(kind, datasets);
    }

    private static JsonNode? Answers(IReadOnlyList<SundayaStatus> answers) => JsonSerializer.SerializeToNode([.. answers], SundayaJsonContext.Default.SundayaStatusArray);

    private static (string Device, SundayaDatasetKind Kind, EnergyPeriod? Span)? DeviceOf(RecordedExchange exchange)
    {
        string[] segments = Segments(exchange);
        if (exchange.Response.Status != 200 || segments.Length < 4 || KindOf(segments[3]) is not { } kind)
        {
            return null;
        }

        if (segments.Length == 4)
        {
            return (segments[1], kind, null);
        }

        return segments.Length == 8 && EnergyPeriod.TryParse(string.Join('/', segments[5..]), out EnergyPeriod span) && span.Start == span.Each[0].Start
            ? (segments[1], kind, span)
            : null;
    }

    private static async Task<JsonNode?> GetDatasetAsync(SundayaClient client, RecordedExchange exchange)
    {
        var (device, kind, span) = DeviceOf(exchange)!.Value;
        return Answers([await client.Devices.GetDatasetAsync(device, kind, span)]);
    }

    private static async Task<JsonNode?> AdminAsync(SundayaClient client, RecordedExchange exchange)
    {
        // A slash at the end and parameters that set nothing are spellings that the client does not have.
        if (exchange.Request.Path.EndsWith('/') || exchange.Request.Query.Any(q => q.Value.Length == 0))
        {
            return await RawAsync(client, exchange);
        }

        string[] Words(string name) => exchange.Request.Parameter(name)?.Split(',') ?? [];
        switch (exchange.Request.Path)
        {
            case "/api":
                return JsonSerializer.SerializeToNode(await client.Admin.GetCatalogueAsync(), SundayaJsonContext.Default.SundayaApiCatalogue);
            case "/api/versions":
                return new JsonObject { ["versions"] = JsonSerializer.SerializeToNode(await client.Admin.GetVersionsAsync(), SundayaJsonContext.Default.SundayaVersions) };
            case "/api/versions/current":
                return new JsonObject { ["versions"] = new JsonObject { ["current"] = await client.Admin.GetCurrentVersionAsync() } };
            case "/api/logging":
                SundayaLogging logging = exchange.Request.Query.Count == 0
                    ? await client.Admin.GetLoggingAsync()
                    : await client.Admin.UpdateLoggingAsync(
                        new SundayaLoggingUpdate { Statements = Words("statements"), Verbosity = Words("verbosity"), Appenders = Words("appenders") });
                return new JsonObject { ["logging"] = JsonSerializer.SerializeToNode(logging, SundayaJsonContext.Default.SundayaLogging) };
            default:
                SundayaFeatures features = exchange.Request.Query.Count == 0 ? await client.Admin.GetFeaturesAsync() : await client.Admin.UpdateFeaturesAsync(Words("operational"));
                return new JsonObject { ["features"] = JsonSerializer.SerializeToNode(features, SundayaJsonContext.Default.SundayaFeatures) };
        }
    }

    private static async Task<JsonNode?> EchoAsync(SundayaClient client, RecordedExchange exchange) => Parse(exchange.Request.Body.Text ?? "") is JsonObject body
        ? JsonSerializer.SerializeToNode(await client.Admin.EchoAsync((string?)body["message"]), SundayaJsonContext.Default.SundayaEcho)
        : await RawAsync(client, exchange);

    private static string[] Segments(RecordedExchange exchange) => [.. exchange.Request.Path.Trim('/').Split('/').Select(Uri.UnescapeDataString)];

    private static string Segment(RecordedExchange exchange, int index) => Segments(exchange)[index];

    [GeneratedRegex("^<[^<>]+>$")]
    private static partial Regex Placeholder();
}
