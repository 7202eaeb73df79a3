using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>What the server's runtime does with values that JSON leaves open: repeated names, numbers that are none, an item that is not there, and the text of a value.</summary>
internal static class SundayaJson
{
    /// <summary>A tree of its own for a parsed value: numbers are <see cref="double"/>, and of a repeated name the last value counts.</summary>
    public static JsonNode? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = Read(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Read)]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Number:
                return JsonValue.Create(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(element.GetBoolean());
            default:
                return null;
        }
    }

    /// <summary>A place in a list that holds nothing, not even <c>null</c>.</summary>
    public static JsonNode Hole() => JsonValue.Create(default(JsonElement))!;

    public static bool IsHole(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.Undefined;

    /// <summary>A copy as it goes over a wire: what JSON cannot say is <c>null</c>.</summary>
    public static JsonNode? Write(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Write(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Write)]),
        _ when IsHole(node) || (AsNumber(node) is { } number && !double.IsFinite(number)) => null,
        _ => node?.DeepClone(),
    };

    public static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static double? AsNumber(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>A number, also one that is written as a text; anything else is not a number.</summary>
    public static double ToNumber(JsonNode? node) => AsNumber(node)
        ?? (double.TryParse(AsText(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) ? read : double.NaN);

    /// <summary>The text that a value becomes inside a sentence.</summary>
    public static string Show(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "[object Object]",
        JsonArray items => string.Join(',', items.Select(i => i is null || IsHole(i) ? "" : Show(i))),
        _ when IsHole(node) => "undefined",
        _ when AsText(node) is { } text => text,
        _ when AsNumber(node) is { } number => Show(number),
        _ => node.GetValue<bool>() ? "true" : "false",
    };

    // The shortest digits, plain from 1e-6 up to 1e21.
    private static string Show(double number)
    {
        if (number == 0 || !double.IsFinite(number))
        {
            return number == 0 ? "0" : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (text.Split('E') is not [var mantissa, var power])
        {
            return text;
        }

        var exponent = int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -6 or > 20)
        {
            return FormattableString.Invariant($"{mantissa}e{exponent:+0;-0}");
        }

        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var plain = exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length > exponent + 1 ? digits.Insert(exponent + 1, ".")
            : digits.PadRight(exponent + 1, '0');
        return number < 0 ? "-" + plain : plain;
    }
}
