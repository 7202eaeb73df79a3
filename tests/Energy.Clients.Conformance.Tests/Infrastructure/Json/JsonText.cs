using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>Small helpers around the texts of JSON values.</summary>
public static class JsonText
{
    private const int MaxShown = 400;

    /// <summary>The text of a string, or the JSON text of anything else. Strings with unpaired surrogates keep their escaped form.</summary>
    public static string Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value.GetRawText();
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate is valid JSON but no valid UTF-16; its escaped text still compares equal to itself.
            return value.GetRawText();
        }
    }

    /// <summary>Turns a node into an immutable element; null is JSON null.</summary>
    public static JsonElement ToElement(JsonNode? node) =>
        node is null ? JsonSerializer.SerializeToElement<object?>(null) : JsonSerializer.SerializeToElement(node);

    /// <summary>Turns an element into a node that can be changed; JSON null gives null.</summary>
    public static JsonNode? ToNode(JsonElement element) => JsonNode.Parse(element.GetRawText());

    /// <summary>A copy in which every string value (not member names) went through a function.</summary>
    public static JsonNode? MapStrings(JsonNode? node, Func<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, MapStrings(member.Value, map)))),
            JsonArray items => new JsonArray([.. items.Select(item => MapStrings(item, map))]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(map(value.GetValue<string>())),
            _ => node?.DeepClone(),
        };
    }

    /// <summary>Parses a text that tests of the runner write down.</summary>
    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>Cuts a text for messages.</summary>
    public static string Shorten(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}... ({text.Length} characters)";
}
