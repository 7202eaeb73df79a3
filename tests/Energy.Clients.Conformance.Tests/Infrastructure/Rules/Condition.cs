using System.Text.Json;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>
/// A condition on the content of a case. <c>{"path", one operator}</c> holds when any value at the path meets the operator; <c>any</c>,
/// <c>all</c> and <c>not</c> combine conditions; <c>check</c> names a predicate in code (<see cref="RuleChecks"/>) for what the rest cannot say.
/// </summary>
/// <remarks>
/// Operators: <c>equals</c> (JSON value), <c>in</c> (array of values), <c>matches</c> (regular expression on the text, or on the JSON text of what is
/// no string), <c>exists</c> (true or false), <c>type</c> (string, number, boolean, null, object, array), <c>lessThan</c>, <c>atMost</c>,
/// <c>greaterThan</c>, <c>atLeast</c> (numbers), <c>length</c> (an operator object on the count of items, members or characters),
/// <c>equalsPath</c> (the value at another path of the case).
/// </remarks>
public sealed class Condition
{
    private readonly Func<JsonElement, bool> _test;

    private Condition(Func<JsonElement, bool> test) => _test = test;

    /// <summary>Reads a condition.</summary>
    /// <exception cref="FormatException">It is malformed; the message says how.</exception>
    public static Condition Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"a condition is an object, not {json.GetRawText()}");
        }

        var members = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        if (members.Count == 1)
        {
            (string name, JsonElement value) = members.Single();
            switch (name)
            {
                case "any":
                    var any = ParseAll(value);
                    return new Condition(content => any.Any(c => c.Holds(content)));
                case "all":
                    var all = ParseAll(value);
                    return new Condition(content => all.All(c => c.Holds(content)));
                case "not":
                    var not = Parse(value);
                    return new Condition(content => !not.Holds(content));
                case "check":
                    var check = RuleChecks.Predicate(Text(value, "check"));
                    return new Condition(check);
                default:
                    throw new FormatException($"unknown condition '{name}'");
            }
        }

        if (members.Count != 2 || !members.Remove("path", out JsonElement pathText))
        {
            throw new FormatException($"a condition has 'path' and one operator, or one of any, all, not, check: {json.GetRawText()}");
        }

        var path = JsonPath.Parse(Text(pathText, "path"));
        (string op, JsonElement operand) = members.Single();
        if (op == "exists")
        {
            bool wanted = operand.GetBoolean();
            return new Condition(content => path.Select(content).Any() == wanted);
        }

        if (op == "equalsPath")
        {
            var other = JsonPath.Parse(Text(operand, op));
            return new Condition(content => path.Select(content).Any(a => other.Select(content).Any(b => JsonCompare.Compare(a, b).AreEqual)));
        }

        var meets = Operator(op, operand);
        return new Condition(content => path.Select(content).Any(meets));
    }

    /// <summary>Whether the condition holds for a case.</summary>
    public bool Holds(JsonElement content) => _test(content);

    internal static IReadOnlyList<Condition> ParseAll(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(Parse)]
        : throw new FormatException($"an array of conditions expected, not {json.GetRawText()}");

    private static Func<JsonElement, bool> Operator(string op, JsonElement operand)
    {
        switch (op)
        {
            case "equals":
                return value => JsonCompare.Compare(operand, value).AreEqual;
            case "in" when operand.ValueKind == JsonValueKind.Array:
                return value => operand.EnumerateArray().Any(wanted => JsonCompare.Compare(wanted, value).AreEqual);
            case "matches":
                var regex = Pattern(Text(operand, op));
                return value => regex.IsMatch(JsonText.Of(value));
            case "type":
                string type = Text(operand, op);
                return value => TypeOf(value) == type;
            case "length" when operand.ValueKind == JsonValueKind.Object && operand.EnumerateObject().Count() == 1:
                JsonProperty inner = operand.EnumerateObject().Single();
                var meets = Operator(inner.Name, inner.Value);
                return value => Length(value) is { } length && meets(JsonSerializer.SerializeToElement(length));
            case "lessThan" or "atMost" or "greaterThan" or "atLeast" when operand.ValueKind == JsonValueKind.Number:
                double bound = operand.GetDouble();
                return value => value.ValueKind == JsonValueKind.Number && op switch
                {
                    "lessThan" => value.GetDouble() < bound,
                    "atMost" => value.GetDouble() <= bound,
                    "greaterThan" => value.GetDouble() > bound,
                    _ => value.GetDouble() >= bound,
                };
            default:
                throw new FormatException($"unknown operator '{op}' or operand {operand.GetRawText()}");
        }
    }

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{pattern}' is no regular expression: {exception.Message}", exception);
        }
    }

    private static int? Length(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.EnumerateObject().Count(),
        JsonValueKind.String => JsonText.Of(value).Length,
        _ => null,
    };

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };

    private static string Text(JsonElement value, string member) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new FormatException($"'{member}' is a text, not {value.GetRawText()}");
}
