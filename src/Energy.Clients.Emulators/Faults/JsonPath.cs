using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A path into a JSON answer: <c>total</c>, <c>clients[0].id</c>, <c>clients[*].name</c>; the last part names a member.</summary>
internal sealed class JsonPath
{
    private readonly List<string> _steps = [];

    internal JsonPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            _steps.Add(bracket < 0 ? part : part[..bracket]);
            while (bracket >= 0)
            {
                var close = part.IndexOf(']', bracket);
                if (close < 0)
                {
                    throw Bad(path);
                }

                _steps.Add(part[bracket..(close + 1)]);
                bracket = part.IndexOf('[', close);
            }
        }

        if (_steps.Exists(s => s.Length == 0) || _steps[^1].StartsWith('['))
        {
            throw Bad(path);
        }
    }

    /// <summary>The objects that the path leads to, which have, lack or get the member <see cref="Member"/>.</summary>
    internal IEnumerable<JsonObject> Owners(JsonNode root) => Walk(root, 0).OfType<JsonObject>();

    internal string Member => _steps[^1];

    private static ArgumentException Bad(string path) =>
        new($"'{path}' is not a path to a member: write it like total, clients[0].id or clients[*].name.", nameof(path));

    private IEnumerable<JsonNode?> Walk(JsonNode? node, int step)
    {
        if (step == _steps.Count - 1)
        {
            return [node];
        }

        var name = _steps[step];
        return (node, name) switch
        {
            (JsonArray array, "[*]") => array.SelectMany(item => Walk(item, step + 1)),
            (JsonArray array, ['[', .. var index, ']']) when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < array.Count =>
                Walk(array[i], step + 1),
            (JsonObject obj, _) when obj.TryGetPropertyValue(name, out var value) => Walk(value, step + 1),
            _ => [],
        };
    }
}
