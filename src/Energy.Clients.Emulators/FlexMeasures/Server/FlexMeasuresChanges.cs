using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>What changed of an asset, in the words of its audit log.</summary>
internal static class FlexMeasuresChanges
{
    /// <summary>The entries of a change of one field.</summary>
    internal static IEnumerable<string> Of(string field, JsonNode? from, JsonNode? to) => field switch
    {
        "flex_context" or "flex_model" => [$"Updated {field}:\n{Numbered(Nested("", Document(from), Document(to)))}"],
        "sensors_to_show" => [$"Updated {field}:\n{Numbered(Graphs(Document(from) as JsonArray ?? [], Document(to) as JsonArray ?? []))}"],
        "attributes" => Attributes(Document(from) as JsonObject ?? [], Document(to) as JsonObject ?? []),
        _ => [$"Updated: {field}, From: {Shown(from)}, To: {Shown(to)}"],
    };

    private static JsonNode? Document(JsonNode? node) => FlexMeasuresSensorRoutes.Document(node);

    private static string Numbered(IEnumerable<string> changes) => string.Join('\n', changes.Select((change, i) => $"{i + 1}. {change}").DefaultIfEmpty("No changes"));

    private static IEnumerable<string> Attributes(JsonObject from, JsonObject to) =>
        to.Where(m => !JsonNode.DeepEquals(from[m.Key], m.Value)).Select(m => $"Updated Attr: {m.Key}, From: {Shown(from[m.Key])}, To: {Shown(m.Value)}");

    private static IEnumerable<string> Nested(string path, JsonNode? from, JsonNode? to)
    {
        switch (from, to)
        {
            case (JsonObject old, JsonObject now):
                return old.Select(m => m.Key).Union(now.Select(m => m.Key)).Order(StringComparer.Ordinal).SelectMany(key => Member(
                    path.Length == 0 ? key : $"{path}.{key}", old.ContainsKey(key), now.ContainsKey(key), old[key], now[key]));
            case (JsonArray old, JsonArray now):
                return Enumerable.Range(0, Math.Max(old.Count, now.Count)).SelectMany(i => Member(
                    $"{path}[{i}]", i < old.Count, i < now.Count, i < old.Count ? old[i] : null, i < now.Count ? now[i] : null));
            default:
                return JsonNode.DeepEquals(from, to) ? [] : [$"Changed {path}: {Shown(from)} → {Shown(to)}"];
        }
    }

    private static IEnumerable<string> Member(string path, bool was, bool isThere, JsonNode? from, JsonNode? to) =>
        was && isThere ? Nested(path, from, to) : was ? [$"Removed {path} (was: {Shown(from)})"] : [$"Added {path}: {Shown(to)}"];

    // Of a graph that is changed only its title is told: what it plots is for the server's own pages.
    private static IEnumerable<string> Graphs(JsonArray from, JsonArray to)
    {
        for (var i = 0; i < Math.Max(from.Count, to.Count); i++)
        {
            if (i >= from.Count)
            {
                yield return $"Added graph {i + 1}: {Label(to[i])}";
            }
            else if (i >= to.Count)
            {
                yield return $"Removed graph {i + 1}: {Label(from[i])}";
            }
            else if (Title(from[i], "Untitled") is var old && Title(to[i], "Untitled") is var now && old != now)
            {
                yield return $"Changed graph {i + 1} ({old}): title: \"{old}\" → \"{now}\"";
            }
        }
    }

    private static string Title(JsonNode? graph, string without) => (graph as JsonObject)?["title"]?.ToString() is { Length: > 0 } title ? title : without;

    private static string Label(JsonNode? graph)
    {
        var sensors =
            ((graph as JsonObject)?["plots"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(p => p["sensor"] is { } one ? [one] : p["sensors"] as JsonArray ?? []).ToList();
        return $"\"{Title(graph, "Untitled graph")}\" ({(sensors.Count == 0 ? "no sensors" : $"sensors [{string.Join(", ", sensors)}]")})";
    }

    // As the server's language shows a value: texts bare, but quoted inside of others.
    private static string Shown(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.ToString() : Literal(value);

    private static string Literal(JsonNode? value) => value switch
    {
        null => "None",
        JsonObject members => $"{{{string.Join(", ", members.Select(m => $"'{m.Key}': {Literal(m.Value)}"))}}}",
        JsonArray items => $"[{string.Join(", ", items.Select(Literal))}]",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => $"'{value}'",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        },
    };
}
