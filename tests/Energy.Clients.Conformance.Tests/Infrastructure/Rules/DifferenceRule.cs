using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>
/// A known difference between a recording and us: where it applies (by content, never by name or position), the answer that we hold to be right, and why.
/// </summary>
public sealed class DifferenceRule
{
    private static readonly string[] Sides = ["vector", "client", "emulator"];

    // The members under which the corpora name, number and comment their cases.
    private static readonly string[] Names = ["name", "id", "case", "scenario", "description", "note"];

    private readonly IReadOnlyList<string> _operations;
    private readonly IReadOnlyList<Condition> _conditions;

    private DifferenceRule(string id, string side, string reason, IReadOnlyList<string> operations, IReadOnlyList<Condition> conditions, Expectation ours)
    {
        Id = id;
        Side = side;
        Reason = reason;
        Ours = ours;
        _operations = operations;
        _conditions = conditions;
    }

    /// <summary>The name of the rule, for messages and counts.</summary>
    public string Id { get; }

    /// <summary><c>vector</c>, <c>client</c> or <c>emulator</c>.</summary>
    public string Side { get; }

    /// <summary>Why the recording is not our answer.</summary>
    public string Reason { get; }

    /// <summary>What our answer is.</summary>
    public Expectation Ours { get; }

    /// <summary>Reads a rule.</summary>
    /// <exception cref="FormatException">It is malformed; the message names the rule and says how.</exception>
    public static DifferenceRule Parse(JsonElement json)
    {
        string id = "(rule without id)";
        try
        {
            var members = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            id = Take(members, "id").GetString() is { Length: > 0 } text ? text : throw new FormatException("'id' is empty");
            string side = Take(members, "side").GetString() ?? "";
            if (!Sides.Contains(side))
            {
                throw new FormatException($"'side' is one of {string.Join(", ", Sides)}, not '{side}'");
            }

            string reason = Take(members, "reason").GetString() ?? "";
            if (reason.Trim().Length < 12)
            {
                throw new FormatException("'reason' does not say why");
            }

            JsonElement operation = Take(members, "operation");
            string[] operations = operation.ValueKind == JsonValueKind.Array
                ? [.. operation.EnumerateArray().Select(o => o.GetString()!)]
                : [operation.GetString()!];
            JsonElement when = Take(members, "when");
            RefuseNames(when);
            var conditions = Condition.ParseAll(when);
            var ours = Expectation.Parse(Take(members, "ours"));
            return members.Count == 0
                ? new DifferenceRule(id, side, reason, operations, conditions, ours)
                : throw new FormatException($"unknown member '{members.Keys.First()}'");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new FormatException($"Rule '{id}' is malformed: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the rule speaks of this case.</summary>
    public bool Applies(string side, string operation, JsonElement content) =>
        Side == side && _operations.Contains(operation) && _conditions.All(condition => condition.Holds(content));

    // A rule must hold on a corpus whose cases are called otherwise.
    private static void RefuseNames(JsonElement conditions)
    {
        foreach (JsonElement path in JsonPath.Parse("**.path").Select(conditions))
        {
            if (path.ValueKind == JsonValueKind.String && Names.Contains(path.GetString()))
            {
                throw new FormatException($"a condition on '{path.GetString()}' is about the name of a case, not its content");
            }
        }
    }

    private static JsonElement Take(Dictionary<string, JsonElement> members, string name) =>
        members.Remove(name, out JsonElement value) ? value : throw new FormatException($"'{name}' is missing");
}
