using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>What the recorded errors say, by the shapes that the fact sheet lists.</summary>
public static class IOTileErrors
{
    /// <summary>Status, code and field errors of a recorded error. A failure of the server (500) says nothing that could be relied on but its status.</summary>
    public static JsonObject Of(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var response = exchange.Response;
        var error = new JsonObject { ["status"] = response.Status };
        if (response.Status is >= 500 or < 400)
        {
            return error;
        }

        var (code, fields) = response.Body switch
        {
            { Json: { } json } => OfJson(json),
            { Text: { } text } when !text.TrimStart().StartsWith('<') => (text.Replace("Error: ", "", StringComparison.Ordinal).Trim(), new JsonObject()),
            _ => (null, new JsonObject()),
        };
        error["code"] = code;
        error["fields"] = fields;
        return error;
    }

    /// <summary>Whether a page of a list lies behind the end, which our lists take for the end.</summary>
    public static bool IsBehindTheEnd(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return exchange.Response is { Status: 404, Body.Json: { ValueKind: JsonValueKind.Object } body }
            && body.TryGetProperty("detail", out var detail) && detail.ValueEquals("Invalid page.")
            && int.TryParse(exchange.Request.Parameter("page"), out var page) && page > 1;
    }

    private static (string? Code, JsonObject Fields) OfJson(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return (json.GetString(), []);
            case JsonValueKind.Array:
                return (null, new JsonObject { [""] = Texts(json) });
            case JsonValueKind.Object:
                foreach (var name in (string[])["detail", "error", "msg"])
                {
                    if (json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                    {
                        return (text.GetString(), []);
                    }
                }

                return (null, new JsonObject(json.EnumerateObject().Select(member =>
                    KeyValuePair.Create(member.Name == "non_field_errors" ? "" : member.Name, (JsonNode?)Texts(member.Value)))));
            default:
                return (null, []);
        }
    }

    private static JsonArray Texts(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(text => (JsonNode)JsonText.Of(text))]
        : [JsonText.Of(json)];
}
