using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>Compares JSON values leaf by leaf and tells where they differ.</summary>
public static partial class JsonCompare
{
    /// <summary>Compares the expected (recorded) value with the actual (our) one.</summary>
    public static Comparison Compare(JsonElement expected, JsonElement actual, CompareOptions? options = null)
    {
        var result = new Comparison();
        Walk("", expected, actual, options ?? CompareOptions.Exact, result);
        return result;
    }

    /// <summary>The paths of the scalar leaves of a value; an empty object or array is a leaf too.</summary>
    public static IEnumerable<string> Leaves(JsonElement value) => Leaves("", value);

    /// <summary>Whether two JSON numbers are the same number: 1, 1.0 and 1e0 are; integers of any size are compared exactly.</summary>
    public static bool NumbersEqual(JsonElement expected, JsonElement actual, CompareOptions? options = null)
    {
        options ??= CompareOptions.Exact;
        double left = expected.GetDouble();
        double right = actual.GetDouble();
        if (left == right)
        {
            return (!options.DistinguishNegativeZero || double.IsNegative(left) == double.IsNegative(right))
                && (!BigInteger.TryParse(expected.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger a)
                    || !BigInteger.TryParse(actual.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger b)
                    || a == b);
        }

        return Math.Abs(left - right) <= options.RelativeTolerance * Math.Max(Math.Abs(left), Math.Abs(right));
    }

    /// <summary>Reads an ISO 8601 date and time with an offset; false for anything else.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return InstantForm().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>The form of a text: a run of digits becomes 0, a run of letters (or of both, as in hexadecimal ids) a, all else stays.</summary>
    public static string Form(string text) => LettersAndDigits().Replace(Digits().Replace(text, "0"), "a");

    private static void Walk(string path, JsonElement expected, JsonElement actual, CompareOptions options, Comparison result)
    {
        foreach (VolatilePath rule in options.Volatile)
        {
            if (!rule.Path.Matches(path))
            {
                continue;
            }

            int leaves = Leaves(path, expected).Count();
            if (rule.Mode == VolatileMode.Ignored)
            {
                result.IgnoredLeaves += leaves;
            }
            else if (rule.Mode == VolatileMode.Present)
            {
                result.IgnoredLeaves += leaves;
                if (expected.ValueKind != actual.ValueKind)
                {
                    result.Differ(path, $"expected a {expected.ValueKind}, ours is {Show(actual)}");
                }
            }
            else
            {
                result.ShapeLeaves += leaves;
                Shape(path, expected, actual, result);
            }

            return;
        }

        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            WalkObject(path, expected, actual, options, result);
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            WalkArray(path, expected, actual, options, result);
        }
        else
        {
            WalkLeaf(path, expected, actual, options, result);
        }
    }

    private static void WalkObject(string path, JsonElement expected, JsonElement actual, CompareOptions options, Comparison result)
    {
        if (!expected.EnumerateObject().Any())
        {
            result.ExactLeaves.Add(path);
        }

        foreach (JsonProperty property in expected.EnumerateObject())
        {
            string child = JsonPath.Member(path, property.Name);
            if (actual.TryGetProperty(property.Name, out JsonElement value))
            {
                Walk(child, property.Value, value, options, result);
            }
            else if (options.Volatile.Any(rule => rule.Mode == VolatileMode.Ignored && rule.Path.Matches(child)))
            {
                result.IgnoredLeaves += Leaves(child, property.Value).Count();
            }
            else if (options.NullMayBeMissing && property.Value.ValueKind == JsonValueKind.Null)
            {
                result.ExactLeaves.Add(child);
            }
            else
            {
                result.Differ(child, $"expected {Show(property.Value)}, but ours has no such member");
            }
        }

        if (options.AllowExtraMembers || options.ExtraMembersAt.Any(open => open.Matches(path)))
        {
            return;
        }

        foreach (JsonProperty property in actual.EnumerateObject())
        {
            string child = JsonPath.Member(path, property.Name);
            if (!expected.TryGetProperty(property.Name, out _)
                && !options.Volatile.Any(rule => rule.Mode == VolatileMode.Ignored && rule.Path.Matches(child)))
            {
                result.Differ(child, $"ours has {Show(property.Value)}, theirs has no such member");
            }
        }
    }

    private static void WalkArray(string path, JsonElement expected, JsonElement actual, CompareOptions options, Comparison result)
    {
        int wanted = expected.GetArrayLength();
        int got = actual.GetArrayLength();
        if (wanted == 0)
        {
            result.ExactLeaves.Add(path);
        }

        if (wanted != got)
        {
            result.Differ(path, $"expected {wanted} items, ours has {got}");
        }

        if (options.UnorderedAt.Any(unordered => unordered.Matches(path)))
        {
            WalkSet(path, expected, actual, options, result);
            return;
        }

        for (int i = 0; i < Math.Min(wanted, got); i++)
        {
            Walk(JsonPath.Item(path, i), expected[i], actual[i], options, result);
        }
    }

    private static void WalkSet(string path, JsonElement expected, JsonElement actual, CompareOptions options, Comparison result)
    {
        var free = actual.EnumerateArray().ToList();
        for (int i = 0; i < expected.GetArrayLength(); i++)
        {
            Comparison? best = null;
            int chosen = -1;
            for (int j = 0; j < free.Count; j++)
            {
                var attempt = new Comparison();
                Walk(JsonPath.Item(path, i), expected[i], free[j], options, attempt);
                if (best is null || attempt.Differences.Count < best.Differences.Count)
                {
                    (best, chosen) = (attempt, j);
                }

                if (attempt.AreEqual)
                {
                    break;
                }
            }

            if (best is null)
            {
                continue; // The difference in length has been told.
            }

            result.Add(best);
            if (best.AreEqual)
            {
                free.RemoveAt(chosen);
            }
        }
    }

    private static void WalkLeaf(string path, JsonElement expected, JsonElement actual, CompareOptions options, Comparison result)
    {
        result.ExactLeaves.Add(path);
        bool equal = (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => NumbersEqual(expected, actual, options),
            (JsonValueKind.String, JsonValueKind.String) => TextsEqual(path, JsonText.Of(expected), JsonText.Of(actual), options),
            (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null, _) => expected.ValueKind == actual.ValueKind,
            _ => false,
        };
        if (!equal)
        {
            result.Differ(path, $"expected {Show(expected)}, ours is {Show(actual)}");
        }
    }

    private static bool TextsEqual(string path, string expected, string actual, CompareOptions options) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
        || (options.InstantsAt.Any(instants => instants.Matches(path))
            && TryInstant(expected, out DateTimeOffset left)
            && TryInstant(actual, out DateTimeOffset right)
            && left == right);

    private static void Shape(string path, JsonElement expected, JsonElement actual, Comparison result)
    {
        bool bothBoolean = expected.ValueKind is JsonValueKind.True or JsonValueKind.False
            && actual.ValueKind is JsonValueKind.True or JsonValueKind.False;
        if (expected.ValueKind != actual.ValueKind && !bothBoolean)
        {
            result.Differ(path, $"expected a value like {Show(expected)}, ours is {Show(actual)}");
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.String when Form(JsonText.Of(expected)) != Form(JsonText.Of(actual)):
                result.Differ(path, $"expected a text like {Show(expected)}, ours is {Show(actual)}");
                break;
            case JsonValueKind.Array when expected.GetArrayLength() != actual.GetArrayLength():
                result.Differ(path, $"expected {expected.GetArrayLength()} items, ours has {actual.GetArrayLength()}");
                break;
            case JsonValueKind.Array:
                for (int i = 0; i < expected.GetArrayLength(); i++)
                {
                    Shape(JsonPath.Item(path, i), expected[i], actual[i], result);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    string child = JsonPath.Member(path, property.Name);
                    if (actual.TryGetProperty(property.Name, out JsonElement value))
                    {
                        Shape(child, property.Value, value, result);
                    }
                    else
                    {
                        result.Differ(child, "ours has no such member");
                    }
                }

                foreach (JsonProperty property in actual.EnumerateObject())
                {
                    if (!expected.TryGetProperty(property.Name, out _))
                    {
                        result.Differ(JsonPath.Member(path, property.Name), "theirs has no such member");
                    }
                }

                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Leaves(string path, JsonElement value)
    {
        bool empty = true;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                empty = false;
                foreach (string leaf in Leaves(JsonPath.Member(path, property.Name), property.Value))
                {
                    yield return leaf;
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                empty = false;
                foreach (string leaf in Leaves(JsonPath.Item(path, index++), item))
                {
                    yield return leaf;
                }
            }
        }

        if (empty)
        {
            yield return path;
        }
    }

    private static string Show(JsonElement value) => JsonText.Shorten(value.GetRawText());

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex InstantForm();

    [GeneratedRegex(@"(?<![\p{L}0-9])[0-9]+(?![\p{L}0-9])")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[\p{L}0-9]*\p{L}[\p{L}0-9]*")]
    private static partial Regex LettersAndDigits();
}
