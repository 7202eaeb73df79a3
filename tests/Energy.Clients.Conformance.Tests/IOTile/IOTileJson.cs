using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Writes what the client returns back as the server's JSON.</summary>
public static class IOTileJson
{
    /// <summary>How models are written: the names of the server, times as text.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new InstantJsonConverter(), new DataTypeConverter() },
    };

    /// <summary>A model.</summary>
    public static JsonNode? Of<T>(T model) => JsonSerializer.SerializeToNode(model, Options);

    /// <summary>A model, when it comes.</summary>
    public static async Task<JsonNode?> OfAsync<T>(Task<T> model) => Of(await model);

    /// <summary>A call that returns nothing.</summary>
    public static async Task<JsonNode?> OfAsync(Task call)
    {
        ArgumentNullException.ThrowIfNull(call);
        await call;
        return null;
    }

    /// <summary>The first page of a list: its items, its total, and whether there is more; <c>empty</c> where the page lies behind the end.</summary>
    public static async Task<JsonNode?> PageAsync<T>(Paged<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        await foreach (var page in list.AsPages())
        {
            return page.Items.Count == 0 && (int)page.Response.Status == 404
                ? new JsonObject { ["empty"] = true }
                : new JsonObject
                {
                    ["count"] = page.Total,
                    ["more"] = page.Next is not null,
                    ["results"] = new JsonArray([.. page.Items.Select(item => Of(item))]),
                };
        }

        return null;
    }

    /// <summary>The items of a list that the server gives whole.</summary>
    public static async Task<JsonNode?> ArrayAsync<T>(Paged<T> list)
    {
        var items = new JsonArray();
        await foreach (var item in list)
        {
            items.Add(Of(item));
        }

        return items;
    }

    /// <summary>The recorded envelope, which says by addresses whether there is more, with that as a truth value.</summary>
    public static JsonNode? Envelope(JsonNode? body)
    {
        if (body is JsonObject list && list["results"] is JsonArray && (list.ContainsKey("next") || list.ContainsKey("next_page")))
        {
            list["more"] = (list["next"] ?? list["next_page"]) is not null;
        }

        return body;
    }

    private sealed class DataTypeConverter : JsonConverter<IOTileDataType>
    {
        public override IOTileDataType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, IOTileDataType value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
