using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>A vendor's named predicates and assertions for its rules; derive, and fill the tables in the constructor.</summary>
public abstract class RuleCheckSet
{
    /// <summary>For <c>{"check": name}</c> in a condition: whether the case (its JSON) is of the kind meant.</summary>
    public Dictionary<string, Func<JsonElement, bool>> Predicates { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// For <c>{"assert": name}</c> in <c>ours</c>: whether our outcome is the right one for the case; it may also throw an assertion of xunit.
    /// </summary>
    public Dictionary<string, Func<JsonElement, Outcome, bool>> Assertions { get; } = new(StringComparer.Ordinal);
}
