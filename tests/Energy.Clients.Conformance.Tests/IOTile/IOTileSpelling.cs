using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>One spelling for what the server reads alike in several: its two names of a bound, page 1 and no page, and the spaces of JSON within a form.</summary>
public static class IOTileSpelling
{
    private const string JsonField = "encoded_extra_data";
    private const string FirstPage = "page=1";

    private static readonly Dictionary<string, string> Bounds = new(StringComparer.Ordinal)
    {
        ["streamer_id_0"] = "streamer_id_min",
        ["streamer_id_1"] = "streamer_id_max",
        ["id_0"] = "id_min",
        ["id_1"] = "id_max",
    };

    /// <summary>A request as <see cref="WireJson"/> writes it, in the one spelling.</summary>
    public static JsonObject Canonical(JsonObject request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request["query"] is JsonArray query)
        {
            request["query"] =
                new JsonArray(
                    [.. query.Select(pair => Argument(pair!.GetValue<string>()))
                        .Where(static pair => pair != FirstPage).Order(StringComparer.Ordinal).Select(static pair => (JsonNode?)pair)]);
        }

        foreach (var part in (request["body"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(static part => part["name"] is JsonValue name && name.GetValueKind() == JsonValueKind.String && name.GetValue<string>() == JsonField))
        {
            part["content"] = Compact(part["content"]!.GetValue<string>());
        }

        return request;
    }

    private static string Argument(string pair) => pair.Split('=', 2) is [var name, var value] && Bounds.TryGetValue(name, out var bound) ? $"{bound}={value}" : pair;

    private static string Compact(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString() ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
