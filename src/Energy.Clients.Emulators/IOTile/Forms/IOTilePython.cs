using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>JSON as the server's language reads and prints it.</summary>
internal static partial class IOTilePython
{
    /// <summary>Reads a JSON text.</summary>
    /// <returns>The value, or what the server's decoder says of the text.</returns>
    internal static (JsonNode? Value, string? Fault) Parse(byte[] utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        try
        {
            return (Node(new PythonJson(text).Read()), null);
        }
        catch (PythonJsonException e)
        {
            var before = text.AsSpan(0, Math.Min(e.Position, text.Length));
            return (null,
                string.Create(CultureInfo.InvariantCulture, $"{e.Message}: line {before.Count('\n') + 1} column {e.Position - before.LastIndexOf('\n')} (char {e.Position})"));
        }
        catch (NotFiniteNumberException e)
        {
            return (null, $"Out of range float values are not JSON compliant: '{e.Message}'");
        }
    }

    /// <summary>A value as its text, <c>str(x)</c>.</summary>
    internal static string Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string)node! : Repr(node);

    /// <summary>A value as the language writes it, <c>repr(x)</c>.</summary>
    internal static string Repr(JsonNode? node) => node switch
    {
        null => "None",
        JsonObject json => "{" + string.Join(", ", json.Select(m => $"'{m.Key}': {Repr(m.Value)}")) + "}",
        JsonArray array => "[" + string.Join(", ", array.Select(Repr)) + "]",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => $"'{(string)node!}'",
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => IsWhole(node) ? node.ToJsonString() : IOTileFrames.Number((double)node),
        },
    };

    /// <summary>The name of a value's type.</summary>
    internal static string TypeOf(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        JsonValueKind.String => "str",
        JsonValueKind.Number => IsWhole(node) ? "int" : "float",
        _ => "bool",
    };

    /// <summary>Reads a whole number as the language's <c>int(text)</c> does: with blanks around it, a sign, single underscores inside.</summary>
    internal static bool TryWhole(string text, out BigInteger number)
    {
        number = default;
        return WholeText().IsMatch(text) && BigInteger.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Whether a number is one without point or exponent, of any size.</summary>
    internal static bool IsWhole(JsonNode node) =>
        node is JsonValue whole && (whole.TryGetValue(out long _) || (whole.TryGetValue(out JsonElement element) && element.GetRawText().AsSpan().IndexOfAny(".eE") < 0));

    [GeneratedRegex(@"^\s*[+-]?[0-9]+(_[0-9]+)*\s*$")]
    private static partial Regex WholeText();

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        string text => text,
        double real => double.IsFinite(real) ? real : throw new NotFiniteNumberException(double.IsNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity"),
        BigInteger whole => whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : JsonNode.Parse(whole.ToString(CultureInfo.InvariantCulture)),
        List<object?> items => new JsonArray([.. items.Select(Node)]),
        Dictionary<string, object?> members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Node(m.Value)))),
        _ => throw new InvalidOperationException($"JSON gives no {value.GetType()}."),
    };
}
