using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>
/// Values as the server's runtime sees them, which is more than JSON has: <see cref="Undefined"/> and numbers that are none. A tree of <see langword="null"/>, <see cref="bool"/>,
/// <see cref="double"/>, <see cref="string"/>, <see cref="List{T}"/> and <see cref="JsObject"/>.
/// </summary>
internal static class JsTree
{
    public static readonly object Undefined = new();

    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsObject(element.EnumerateObject().Select(m => new KeyValuePair<string, object?>(m.Name, Of(m.Value)))),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Undefined => Undefined,
        _ => null,
    };

    public static JsonNode? ToNode(object? value) => value switch
    {
        JsObject members => new JsonObject(members.Where(m => !ReferenceEquals(m.Value, Undefined)).Select(m => new KeyValuePair<string, JsonNode?>(m.Key, ToNode(m.Value)))),
        List<object?> items => new JsonArray([.. items.Select(ToNode)]),
        string text => JsonValue.Create(text),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => null,
    };

    /// <summary>The text that a template string makes of a value.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        List<object?> items => string.Join(',', items.Select(i => i is null || ReferenceEquals(i, Undefined) ? "" : Text(i))),
        JsObject => "[object Object]",
        _ => "undefined",
    };

    private static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
        {
            return text == "-0" ? "0" : text;
        }

        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is > -7 and < 21)
        {
            return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{text[..mark]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }
}
