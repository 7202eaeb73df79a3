using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Answers in the server's forms.</summary>
internal static class FlexMeasuresAnswers
{
    internal const string Processed = "Request has been processed.";
    private const string NotFoundText = "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.";

    internal static Task NodeAsync(this EmulatorExchange exchange, int status, JsonNode body) => exchange.JsonAsync(status, json => body.WriteTo(json));

    /// <summary>A single object: the server adds the status to it.</summary>
    internal static Task ObjectAsync(this EmulatorExchange exchange, JsonObject body, int status = 200)
    {
        body["status"] ??= status;
        return exchange.NodeAsync(status, body);
    }

    internal static Task NoSuchMessagePathAsync(this EmulatorExchange exchange) =>
        exchange.Context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? exchange.NoSuchPathAsync() : HtmlAsync(exchange, 404);

    internal static Task PlainAsync(this EmulatorExchange exchange, int status, string message) =>
        exchange.NodeAsync(status, new JsonObject { ["message"] = message, ["status"] = status });

    internal static Task NoSuchPathAsync(this EmulatorExchange exchange) => exchange.PlainAsync(404, NotFoundText);

    internal static Task RejectAsync(this EmulatorExchange exchange, int status, string code, JsonNode message, string key = "result") =>
        exchange.NodeAsync(status, new JsonObject { ["message"] = message, [key] = "Rejected", ["status"] = code });

    internal static Task InvalidAsync(this EmulatorExchange exchange, JsonObject message) => exchange.RejectAsync(422, "UNPROCESSABLE_ENTITY", message);

    internal static Task InvalidAsync(this EmulatorExchange exchange, string location, string field, string text) =>
        exchange.InvalidAsync(new JsonObject { [location] = Field(field, text) });

    internal static JsonObject Field(string field, string text) => new() { [field] = new JsonArray(JsonValue.Create(text)) };

    internal static async Task ForbiddenAsync(this EmulatorExchange exchange)
    {
        if (WantsHtml(exchange))
        {
            await HtmlAsync(exchange, 403);
            return;
        }

        await exchange.RejectAsync(403, "INVALID_SENDER", "You cannot be authorized for this content or functionality.");
    }

    /// <summary>A page for people, which is what some refusals are.</summary>
    internal static Task PageAsync(this EmulatorExchange exchange, int status) => HtmlAsync(exchange, status);

    // A server of 2021 answers a page unless the request says that it is JSON, even without a body.
    internal static Task UnauthorizedMessageAsync(this EmulatorExchange exchange, string? service)
    {
        if (exchange.Context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return HtmlAsync(exchange, 401);
        }

        var body = new JsonObject { ["message"] = "You could not be properly authenticated for this content or functionality.", ["status"] = "UNAUTHORIZED" };
        if (service is not null)
        {
            body["type"] = char.ToUpperInvariant(service[0]) + service[1..] + "Response";
        }

        return exchange.NodeAsync(401, body);
    }

    internal static async Task UnauthorizedAsync(this EmulatorExchange exchange)
    {
        if (WantsHtml(exchange))
        {
            await HtmlAsync(exchange, 401);
            return;
        }

        await exchange.NodeAsync(401, new JsonObject { ["message"] = "You could not be properly authenticated for this content or functionality.", ["status"] = "UNAUTHORIZED" });
    }

    // The server answers a page unless the request's content is JSON or has no type.
    private static bool WantsHtml(EmulatorExchange exchange) =>
        exchange.Context.Request.ContentType is { Length: > 0 } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static Task HtmlAsync(EmulatorExchange exchange, int status) =>
        exchange.TextAsync(status, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n    <title> Error    - FlexMeasures\n    </title>\n</head>\n<body></body>\n</html>\n");
}
