using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>
/// A vendor's committed rules for what differs in every run, <c>Volatile/&lt;vendor&gt;.json</c>: an array of
/// <c>{"side"?, "operation": text or texts or "*", "when"?: conditions, "path": "body.results[*].created_on", "mode": "ignored" | "shape", "reason"}</c>.
/// </summary>
public sealed class VolatileRules
{
    private static readonly ConcurrentDictionary<string, Lazy<VolatileRules>> Cache = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<Rule> _rules;

    private VolatileRules(IReadOnlyList<Rule> rules) => _rules = rules;

    /// <summary>The rules of a vendor; none when it has no file.</summary>
    /// <exception cref="FormatException">A rule is malformed.</exception>
    public static VolatileRules Of(string vendor) => Cache.GetOrAdd(vendor, key => new Lazy<VolatileRules>(() =>
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Volatile", $"{key}.json");
        return Parse(File.Exists(path) ? File.ReadAllText(path) : "[]");
    })).Value;

    /// <summary>Reads a rule file.</summary>
    /// <exception cref="FormatException">A rule is malformed.</exception>
    public static VolatileRules Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return new VolatileRules([.. document.RootElement.Clone().EnumerateArray().Select(ParseRule)]);
    }

    /// <summary>The volatile paths of a case.</summary>
    public IReadOnlyList<VolatilePath> For(string side, string operation, JsonElement content) =>
        [.. _rules.Where(rule => rule.Applies(side, operation, content)).Select(rule => rule.Path)];

    private static Rule ParseRule(JsonElement json)
    {
        try
        {
            var members = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            string path = Take("path").GetString()!;
            string mode = Take("mode").GetString()!;
            if ((Take("reason").GetString() ?? "").Trim().Length < 12)
            {
                throw new FormatException("'reason' does not say why");
            }

            JsonElement operation = Take("operation");
            string[] operations = operation.ValueKind == JsonValueKind.Array
                ? [.. operation.EnumerateArray().Select(o => o.GetString()!)]
                : [operation.GetString()!];
            string? side = members.Remove("side", out JsonElement sideText) ? sideText.GetString() : null;
            IReadOnlyList<Condition> when = members.Remove("when", out JsonElement conditions) ? Condition.ParseAll(conditions) : [];
            if (members.Count > 0)
            {
                throw new FormatException($"unknown member '{members.Keys.First()}'");
            }

            return new Rule(side, operations, when, new VolatilePath(JsonPath.Parse(path), mode switch
            {
                "ignored" => VolatileMode.Ignored,
                "present" => VolatileMode.Present,
                "shape" => VolatileMode.Shape,
                _ => throw new FormatException($"'mode' is ignored, present or shape, not '{mode}'"),
            }));

            JsonElement Take(string name) =>
                members.Remove(name, out JsonElement value) ? value : throw new FormatException($"'{name}' is missing");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new FormatException($"A volatile rule is malformed: {exception.Message}: {json.GetRawText()}", exception);
        }
    }

    private sealed record Rule(string? Side, IReadOnlyList<string> Operations, IReadOnlyList<Condition> When, VolatilePath Path)
    {
        public bool Applies(string side, string operation, JsonElement content) =>
            (Side is null || Side == side)
            && (Operations.Contains("*") || Operations.Contains(operation))
            && When.All(condition => condition.Holds(content));
    }
}
