using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>
/// What the server's validator expects at one place of a body, grown from a table of paths. Every member may be absent; the first violation is reported alone:
/// members in the order of the table, then a member that no row names.
/// </summary>
internal sealed class SundayaShape
{
    private readonly OrderedDictionary<string, SundayaShape> _members = new(StringComparer.Ordinal);
    private SundayaShape? _item;
    private int _least;
    private int _most = int.MaxValue;
    private bool _isDistinct;
    private Func<JsonNode?, (JsonNode? Taken, string? Fault)>? _end;

    /// <summary>
    /// Datasets whose members are those of the rows. A path has <c>[]</c> after the name of a list, with <c>[3]</c> or <c>[1-4]</c> items where their number matters,
    /// and <c>[0-2!]</c> where none may come twice; the row's second part is what the value at its end is
    /// taken for (a text for the number in it), and what is wrong with it.
    /// </summary>
    public static SundayaShape Of(params (string Path, Func<JsonNode?, (JsonNode? Taken, string? Fault)> End)[] rows)
    {
        var root = new SundayaShape();
        foreach (var (path, end) in rows)
        {
            var shape = root.Items("");
            foreach (var step in path.Split('.'))
            {
                var parts = step.TrimEnd(']').Split('[');
                shape = shape.Member(parts[0]);
                shape = parts.Length > 1 ? shape.Items(parts[1]) : shape;
            }

            shape._end = end;
        }

        return root;
    }

    /// <summary>The first violation in the server's words, or <see langword="null"/>.</summary>
    public string? Check(JsonNode? value) => Check(value, "").Violation;

    private (JsonNode? Taken, string? Violation) Check(JsonNode? value, string path)
    {
        if (_end is not null)
        {
            var (taken, fault) = _end(value);
            return (taken, fault is null ? null : Say(path, fault, taken));
        }

        return (value, _item is null ? CheckMembers(value, path) : CheckItems(value, path, _item));
    }

    private string? CheckMembers(JsonNode? value, string path)
    {
        if (value is not JsonObject given)
        {
            return Say(path, "must be of type object", value);
        }

        foreach (var (name, shape) in _members)
        {
            if (given.TryGetPropertyValue(name, out var member) && shape.Check(member, $"{path}.{name}").Violation is { } violation)
            {
                return violation;
            }
        }

        var stranger = given.FirstOrDefault(m => !_members.ContainsKey(m.Key));
        return stranger.Key is null ? null : Say($"{path}.{stranger.Key}", "is not allowed", stranger.Value);
    }

    private string? CheckItems(JsonNode? value, string path, SundayaShape item)
    {
        if (value is not JsonArray given)
        {
            return Say(path, "must be an array", value);
        }

        var all = new JsonArray();
        for (var i = 0; i < given.Count; i++)
        {
            var (taken, violation) = SundayaJson.IsHole(given[i]) ? (null, Say(At(i), "must not be a sparse array item", given[i])) : item.Check(given[i], At(i));
            if (violation is not null)
            {
                return violation;
            }

            all.Add(taken?.DeepClone());
        }

        var numbers = new HashSet<double?>();
        var repeated = _isDistinct ? all.FirstOrDefault(item => !numbers.Add(SundayaJson.AsNumber(item))) : null;
        if (repeated is not null)
        {
            return Say(At(all.IndexOf(repeated)), "contains a duplicate value", repeated);
        }

        return all.Count < _least ? Say(path, FormattableString.Invariant($"must contain at least {_least} items"), all)
            : all.Count > _most ? Say(path, FormattableString.Invariant($"must contain less than or equal to {_most} items"), all)
            : null;

        string At(int index) => FormattableString.Invariant($"{path}[{index}]");
    }

    private SundayaShape Member(string name)
    {
        _members.TryAdd(name, new SundayaShape());
        return _members[name];
    }

    private SundayaShape Items(string bounds)
    {
        _isDistinct = bounds.EndsWith('!');
        if (bounds.TrimEnd('!').Split('-') is { } ends && ends[0].Length > 0)
        {
            _least = int.Parse(ends[0], CultureInfo.InvariantCulture);
            _most = int.Parse(ends[^1], CultureInfo.InvariantCulture);
        }

        return _item ??= new SundayaShape();
    }

    private static string Say(string path, string what, JsonNode? value) => $"\"{(path.Length == 0 ? "value" : path)}\" {what} | {SundayaJson.Show(value)}";
}
