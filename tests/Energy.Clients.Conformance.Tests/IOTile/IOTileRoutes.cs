using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>
/// How the client makes each recorded request and reads its answer. A request that a typed operation can say is made by it. One that it refuses, or says
/// otherwise (a short slug goes out in full, a page of data is asked by value), is sent raw through the same client, and its answer is read by the typed operation.
/// </summary>
public static partial class IOTileRoutes
{
    public const string Generic = "resource";
    public const string Redirect = "redirect";

    private static readonly IReadOnlyList<IOTileRoute> Routes = [.. Session(), .. Administration(), .. Devices(), .. Measuring(), .. Annotations(), .. Others()];

    /// <summary>The operation of each recorded request.</summary>
    public static ExchangeOperations Operations { get; } = NewOperations();

    /// <summary>IOTile's route table.</summary>
    public static RouteTable<IOTileClient> Table { get; } = NewTable();

    /// <summary>How a request is made: by a typed operation, raw since the typed operation refuses it, or raw since it is said otherwise.</summary>
    public static async Task<RequestWay> WayAsync(RecordedExchange exchange)
    {
        var route = Routes.First(r => r.Fits(exchange));
        if (IsRedirect(exchange))
        {
            return RequestWay.Raw;
        }

        using var replay = new ReplayHandler([exchange], []);
        using var client = IOTileClients.Create(exchange, replay);
        var asked = route.Ask(exchange);
        try
        {
            await route.Call(client, asked);
        }
        catch (EnergyApiException)
        {
            // The recorded answer is an error.
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return Refusal.IsOfProduct(e) ? RequestWay.Refused : RequestWay.NotSayable;
        }

        return route.IsGeneric ? RequestWay.Generic : asked.IsExact && SaysCredential(exchange) ? RequestWay.Typed : RequestWay.Raw;
    }

    private static ExchangeOperations NewOperations()
    {
        var operations = new ExchangeOperations();
        foreach (var route in Routes)
        {
            operations.Map(route.Operation, route.Fits);
        }

        return operations;
    }

    private static RouteTable<IOTileClient> NewTable()
    {
        var table = new RouteTable<IOTileClient>("iotile", Operations, IOTileClients.Create)
        {
            RequestHeaders = ["authorization", "content-type", "cookie"],
            WayOf = WayAsync,
            OurError = (exception, exchange) => exception is EnergyPayloadException ? Unreadable() : EnergyErrorJson.Of(exception),
            TheirError = exchange => IsPage(exchange) ? Unreadable() : IOTileErrors.Of(exchange),
            IsError = IsError,
            TheirBody = TheirBody,
            Canonical = IOTileSpelling.Canonical,
            Replayed = exchange => IsFollowed(exchange) ? ([exchange, BehindRedirect(exchange)], 0) : ([exchange], 0),
            Options = _ => new CompareOptions
            {
                ExtraMembersAt = [JsonPath.Parse("answer.**")],
                InstantsAt = [JsonPath.Parse("answer.body.**")],
                NullMayBeMissing = true,
            },
        };
        foreach (var route in Routes)
        {
            table.Run(route.Operation, (client, exchange, handler) => RunAsync(route, client, exchange, handler), route.Fits);
        }

        return table;
    }

    private static bool IsRedirect(RecordedExchange exchange) => exchange.Response.Status is >= 300 and < 400;

    // Only reads are asked again where a redirect leads.
    private static bool IsFollowed(RecordedExchange exchange) => IsRedirect(exchange) && exchange.Request.Method == "GET";

    private static RecordedExchange BehindRedirect(RecordedExchange exchange) => exchange with
    {
        Response = new RecordedResponse { Status = 200, Body = RecordedBody.Of(JsonText.Parse("""{"followed": true}""")) },
    };

    // A success with a page for people, which the server gives to who asks for one, is no answer to a client.
    private static bool IsPage(RecordedExchange exchange) =>
        exchange.Response.Status is >= 200 and < 300 && exchange.Response.Header("content-type")?.StartsWith("text/html", StringComparison.Ordinal) == true
        && exchange.Response.Body.Text?.TrimStart().StartsWith('<') == true;

    private static JsonObject Unreadable() => new() { ["unreadable"] = true };

    private static bool IsError(RecordedExchange exchange) => IsPage(exchange) ||
        exchange.Response.Status is >= 400 && !(Lists(exchange) && IOTileErrors.IsBehindTheEnd(exchange)) || (IsRedirect(exchange) && !IsFollowed(exchange));

    private static JsonNode? TheirBody(RecordedExchange exchange) =>
        IsRedirect(exchange) ? new JsonObject { ["next"] = new Uri(IOTileClients.Address, exchange.Response.Header("location")).PathAndQuery }
        : IOTileErrors.IsBehindTheEnd(exchange) ? new JsonObject { ["empty"] = true }
        : IOTileJson.Envelope(WireJson.Of(exchange.Response, [])["body"]?.DeepClone());

    // Lists page by number as the server does; data are paged by value, so that their pages have no end behind which one could ask.
    private static bool Lists(RecordedExchange exchange) => Operations.Of(exchange) is { } operation && operation.EndsWith(".list", StringComparison.Ordinal);

    private static bool SaysCredential(RecordedExchange exchange) => exchange.Request.Header("authorization") is not { } header || IOTileClients.CanSay(header);

    private static async Task<JsonNode?> RunAsync(IOTileRoute route, IOTileClient client, RecordedExchange exchange, ReplayHandler handler)
    {
        try
        {
            return await RunAsync(route, client, exchange, handler.Answers);
        }
        finally
        {
            Assert.DoesNotContain(handler.Requests, request => request["headers"]!.AsObject().ContainsKey("cookie"));
        }
    }

    private static async Task<JsonNode?> RunAsync(IOTileRoute route, IOTileClient client, RecordedExchange exchange, IReadOnlyList<RecordedExchange> answers)
    {
        if (!SaysCredential(exchange))
        {
            AssertCredentialIsUseless(exchange.Request.Header("authorization")!);
        }

        if (route.Operation == Redirect || IsRedirect(exchange))
        {
            return await RedirectAsync(client, exchange);
        }

        using var replay = new ReplayHandler(answers, []);
        using var reader = IOTileClients.Create(exchange, replay);
        var asked = route.Ask(exchange);
        Exception? thrown = await Record.ExceptionAsync(() => route.Call(reader, asked));
        bool isRefused = thrown is ArgumentException or FormatException;
        Assert.True(isRefused == asked.MustRefuse,
            $"{exchange}: the client should {(asked.MustRefuse ? "refuse this request" : "make this request")}, but: {thrown?.ToString() ?? "no exception"}");
        if (isRefused)
        {
            Assert.True(replay.Requests.Count == 0, $"{exchange}: the client should refuse before it asks, but asked {replay.Requests.Count} times");
        }
        else if (asked.IsExact && SaysCredential(exchange))
        {
            return await route.Call(client, route.Ask(exchange));
        }

        (await SendAsync(client, exchange)).Dispose();
        using var again = new ReplayHandler(answers, []);
        using var second = IOTileClients.Create(exchange, again);
        return await route.Call(second, route.Ask(exchange, repair: true));
    }

    private static void AssertCredentialIsUseless(string header)
    {
        var halves = header.Split(' ', 2);
        var isPlaceholder = halves is [_, ['<', .., '>']];
        Assert.True(
            halves.Length < 2 || halves[0].ToUpperInvariant() is "BEARER" or "BASIC" || (!isPlaceholder && halves[1].Contains(' ', StringComparison.Ordinal)),
            $"the client refuses the credential '{header}', which the server takes");
    }

    private static async Task<JsonNode?> RedirectAsync(IOTileClient client, RecordedExchange exchange)
    {
        using var response = await SendAsync(client, exchange);
        return new JsonObject { ["next"] = response.RequestMessage!.RequestUri!.PathAndQuery };
    }

    private static async Task<HttpResponseMessage> SendAsync(IOTileClient client, RecordedExchange exchange)
    {
        var recorded = exchange.Request;
        using var message = new HttpRequestMessage(new HttpMethod(recorded.Method), new Uri(recorded.Target, UriKind.Relative));
        if (recorded.Header("authorization") is { } header && !IOTileClients.CanSay(header))
        {
            message.Headers.TryAddWithoutValidation("Authorization", header);
        }

        message.Content = recorded.Body switch
        {
            { Json: { } json } => Text(json.GetRawText(), recorded.Header("content-type")),
            { Text: { } text } => Text(text, recorded.Header("content-type")),
            { Parts: { } parts } => Form(parts),
            _ => null,
        };
        return await client.SendAsync(message);
    }

    private static ByteArrayContent Text(string text, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    private static MultipartFormDataContent Form(IReadOnlyList<RecordedPart> parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var part in parts)
        {
            var content = new ByteArrayContent(part.Content.ToArray());
            content.Headers.ContentType = part.ContentType is { } type ? new MediaTypeHeaderValue(type) : null;
            if (part.FileName is { } fileName)
            {
                form.Add(content, part.Name, fileName);
            }
            else
            {
                form.Add(content, part.Name);
            }
        }

        return form;
    }
}
