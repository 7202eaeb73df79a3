using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>
/// The paths of rules: <c>a.b[0].c</c>; <c>[*]</c> stands for any index, <c>*</c> for any member, <c>**</c> for any number of steps,
/// <c>['a.b']</c> names a member that holds a dot or bracket, and the empty path is the value itself.
/// </summary>
public sealed class JsonPath
{
    private readonly IReadOnlyList<Step> _steps;
    private readonly Lazy<Regex> _regex;

    private JsonPath(string text, IReadOnlyList<Step> steps)
    {
        Text = text;
        _steps = steps;
        _regex = new Lazy<Regex>(BuildRegex);
    }

    private enum StepKind
    {
        Member,
        Index,
        AnyMember,
        AnyIndex,
        AnyDepth,
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">The text is not a path; the message shows where.</exception>
    public static JsonPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = new List<Step>();
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '.' && at > 0)
            {
                at++;
            }
            else if (text[at] != '[' && at > 0)
            {
                throw new FormatException($"'{text}' is no path: '.' or '[' expected at {at}.");
            }

            Match match = at < text.Length && text[at] == '['
                ? Regex.Match(text[at..], @"^\[(?:(?<index>[0-9]+)|(?<any>\*)|'(?<name>[^']*)')\]")
                : Regex.Match(text[at..], @"^(?:(?<deep>\*\*)|(?<star>\*)|(?<name>[^.\[\]*']+))");
            if (!match.Success)
            {
                throw new FormatException($"'{text}' is no path: a member name, [index], [*], * or ** expected at {at}.");
            }

            steps.Add(match switch
            {
                _ when match.Groups["index"].Success =>
                    new Step(StepKind.Index, "", int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture)),
                _ when match.Groups["any"].Success => new Step(StepKind.AnyIndex, "", 0),
                _ when match.Groups["star"].Success => new Step(StepKind.AnyMember, "", 0),
                _ when match.Groups["deep"].Success => new Step(StepKind.AnyDepth, "", 0),
                _ => new Step(StepKind.Member, match.Groups["name"].Value, 0),
            });
            at += match.Length;
        }

        return new JsonPath(text, steps);
    }

    /// <summary>Adds a member to the text of a concrete path.</summary>
    public static string Member(string path, string name)
    {
        string step = name.Length == 0 || name.AsSpan().IndexOfAny(".[]*'") >= 0 ? $"['{name.Replace('\'', '_')}']" : name;
        return path.Length == 0 ? step : step[0] == '[' ? path + step : $"{path}.{step}";
    }

    /// <summary>Adds an index to the text of a concrete path.</summary>
    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>The path without its indexes, which is how leaves are grouped in messages.</summary>
    public static string Generalise(string path) => Regex.Replace(path, @"\[[0-9]+\]", "[*]");

    /// <summary>Whether a concrete path (as made by <see cref="Member"/> and <see cref="Item"/>) is meant by this one.</summary>
    public bool Matches(string concrete) => _regex.Value.IsMatch(concrete);

    /// <summary>Every value that this path names inside the given one, in document order.</summary>
    public IEnumerable<JsonElement> Select(JsonElement root) => Select(root, 0);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private IEnumerable<JsonElement> Select(JsonElement value, int step)
    {
        if (step == _steps.Count)
        {
            yield return value;
            yield break;
        }

        Step wanted = _steps[step];
        if (wanted.Kind == StepKind.AnyDepth)
        {
            foreach (JsonElement found in Select(value, step + 1))
            {
                yield return found;
            }
        }

        foreach ((JsonElement child, bool takes) in Children(value, wanted))
        {
            foreach (JsonElement found in Select(child, takes ? step + 1 : step))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(JsonElement Child, bool Takes)> Children(JsonElement value, Step wanted)
    {
        bool deep = wanted.Kind == StepKind.AnyDepth;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                if (deep || wanted.Kind == StepKind.AnyMember || (wanted.Kind == StepKind.Member && property.NameEquals(wanted.Name)))
                {
                    yield return (property.Value, !deep);
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                if (deep || wanted.Kind == StepKind.AnyIndex || (wanted.Kind == StepKind.Index && wanted.Index == index))
                {
                    yield return (item, !deep);
                }

                index++;
            }
        }
    }

    private Regex BuildRegex()
    {
        var pattern = new StringBuilder("^");
        foreach (Step step in _steps)
        {
            pattern.Append(step.Kind switch
            {
                StepKind.Member => Name(Regex.Escape(step.Name)),
                StepKind.Index => string.Create(CultureInfo.InvariantCulture, $@"\[{step.Index}\]"),
                StepKind.AnyMember => @"(?:(?:^|\.)[^.\[\]]+|\['[^']*'\])",
                StepKind.AnyIndex => @"\[[0-9]+\]",
                _ => @"(?:(?:^|\.)[^.\[\]]+|\['[^']*'\]|\[[0-9]+\])*",
            });
        }

        return new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant);

        static string Name(string escaped) => $@"(?:(?:^|\.){escaped}|\['{escaped}'\])";
    }

    private readonly record struct Step(StepKind Kind, string Name, int Index);
}
