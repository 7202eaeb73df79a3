using System.Text.Json;
using Xunit.Sdk;

namespace Energy.Clients.Conformance;

/// <summary>
/// The right answer that a rule asserts over a recorded defect: <c>"refused"</c>; <c>{"equals": value}</c>; <c>{"path", "equals": value}</c>;
/// <c>{"equalsPath": path of the case}</c>; <c>{"path", "equalsPath"}</c>; <c>{"differsOnlyAt": [paths]}</c>; <c>{"assert": name}</c>; or an array
/// of these that must all hold.
/// </summary>
public sealed class Expectation
{
    private readonly Func<JsonElement, Outcome, Comparison, string?> _failure;

    private Expectation(Func<JsonElement, Outcome, Comparison, string?> failure) => _failure = failure;

    /// <summary>Reads an expectation.</summary>
    /// <exception cref="FormatException">It is malformed; the message says how.</exception>
    public static Expectation Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String && json.ValueEquals("refused"))
        {
            return new Expectation((_, ours, _) => ours.IsRefused ? null : $"ours should be refused, but is {ours}");
        }

        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
        {
            Expectation[] all = [.. json.EnumerateArray().Select(Parse)];
            return new Expectation((content, ours, comparison) =>
                all.Select(one => one._failure(content, ours, comparison)).FirstOrDefault(failure => failure is not null));
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"'ours' is \"refused\", an object or an array of them, not {json.GetRawText()}");
        }

        var members = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var path = members.Remove("path", out JsonElement pathText) ? JsonPath.Parse(pathText.GetString()!) : null;
        if (members.Count != 1)
        {
            throw new FormatException($"'ours' has one of equals, equalsPath, differsOnlyAt, assert: {json.GetRawText()}");
        }

        (string name, JsonElement value) = members.Single();
        return name switch
        {
            "equals" => new Expectation((_, ours, _) => EqualFailure(value, ours, path)),
            "equalsPath" => FromCase(JsonPath.Parse(value.GetString()!), path),
            "differsOnlyAt" when path is null => OnlyAt([.. value.EnumerateArray().Select(p => JsonPath.Parse(p.GetString()!))]),
            "assert" when path is null => Named(value.GetString()!),
            _ => throw new FormatException($"unknown assertion '{name}' in 'ours'"),
        };
    }

    /// <summary>Why our outcome is not the asserted one; null when it is.</summary>
    /// <param name="content">The case.</param>
    /// <param name="ours">Our outcome.</param>
    /// <param name="comparison">The comparison of their outcome with ours.</param>
    public string? Failure(JsonElement content, Outcome ours, Comparison comparison) => _failure(content, ours, comparison);

    private static Expectation FromCase(JsonPath source, JsonPath? path) => new((content, ours, _) =>
    {
        JsonElement[] wanted = [.. source.Select(content)];
        return wanted.Length == 1 ? EqualFailure(wanted[0], ours, path) : $"the case has {wanted.Length} values at '{source}', one expected";
    });

    private static Expectation OnlyAt(JsonPath[] allowed) => new((_, ours, comparison) =>
    {
        if (ours.IsRefused)
        {
            return $"ours should be a value, but is {ours}";
        }

        string? other = comparison.DifferentPaths.FirstOrDefault(path => !Array.Exists(allowed, a => a.Matches(path)));
        return other is null ? null : $"ours differs at '{other}' too, where the rule allows no difference";
    });

    private static Expectation Named(string name)
    {
        var assertion = RuleChecks.Assertion(name);
        return new Expectation((content, ours, _) =>
        {
            try
            {
                return assertion(content, ours) ? null : $"assertion '{name}' does not hold for ours: {ours}";
            }
            catch (XunitException exception)
            {
                return $"assertion '{name}' does not hold for ours: {exception.Message}";
            }
        });
    }

    private static string? EqualFailure(JsonElement wanted, Outcome ours, JsonPath? path)
    {
        if (ours.IsRefused)
        {
            return $"ours should be {wanted.GetRawText()}, but is {ours}";
        }

        JsonElement[] values = path is null ? [ours.Json] : [.. path.Select(ours.Json)];
        if (values.Length == 0)
        {
            return $"ours has no value at '{path}', {wanted.GetRawText()} expected";
        }

        foreach (JsonElement value in values)
        {
            Comparison comparison = JsonCompare.Compare(wanted, value);
            if (!comparison.AreEqual)
            {
                return $"the rule's answer{(path is null ? "" : $" at '{path}'")} is not ours:{Environment.NewLine}{comparison}";
            }
        }

        return null;
    }
}
