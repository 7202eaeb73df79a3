using System.Text.Json;

namespace Energy.Clients.Conformance.Tests;

/// <summary>Named checks for the tests of the rules.</summary>
public sealed class SelfTestChecks : RuleCheckSet
{
    public SelfTestChecks()
    {
        Predicates["self-test-has-s"] = content => content.TryGetProperty("s", out _);
        Assertions["self-test-is-one"] = (_, ours) => ours.Json.ValueKind == JsonValueKind.Number && ours.Json.GetInt32() == 1;
    }
}
