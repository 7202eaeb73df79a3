using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>
/// Values as the server's runtime sees them, which is more than JSON has: numbers that are none. A tree of <see langword="null"/>, <see cref="bool"/>, <see cref="double"/>,
/// <see cref="string"/>,
/// <see cref="List{T}"/> and <see cref="JsObject"/>.
/// </summary>
internal static class JsTree
{
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Of(element.EnumerateObject()),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static List<object?>? List<T>(IEnumerable<T>? items) => items?.Select(i => (object?)i).ToList();

    public static JsonNode? ToNode(object? value) => value switch
    {
        JsObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, ToNode(m.Value)))),
        List<object?> items => new JsonArray([.. items.Select(ToNode)]),
        string text => JsonValue.Create(text),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        _ => null,
    };

    /// <summary>The text that a template string makes of a value.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        List<object?> items => string.Join(',', items.Select(i => i is null ? "" : Text(i))),
        _ => "[object Object]",
    };

    private static JsObject Of(JsonElement.ObjectEnumerator members)
    {
        var copy = new JsObject();
        foreach (var member in members)
        {
            copy[member.Name] = Of(member.Value);
        }

        return copy;
    }

    private static string Number(double number)
    {
        // A zero has no sign in a text.
        var text = (number + 0.0).ToString("R", NumberFormatInfo.InvariantInfo);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        return mark < 0 ? text
            : Math.Abs(number) is >= 1e-6 and < 1e21 ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text[..mark] + "e" + text[mark + 1] + text[(mark + 2)..].TrimStart('0');
    }
}
