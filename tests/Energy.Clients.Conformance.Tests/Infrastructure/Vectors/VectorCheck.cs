using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>Checks one vector row: ours against theirs, under the vendor's known differences, with the canary.</summary>
public static class VectorCheck
{
    /// <summary>Fails the test unless ours equals theirs, or differs exactly as a rule for this operation and content says.</summary>
    /// <param name="row">The case; its JSON is what the rules' conditions read.</param>
    /// <param name="operation">The name that rules use, such as <c>slugs-python</c>.</param>
    /// <param name="ours">What our code did.</param>
    /// <param name="theirs">What the recorded code did.</param>
    /// <param name="options">How values are compared; exactly by default.</param>
    public static void Verify(VectorCase row, string operation, Outcome ours, Outcome theirs, CompareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var rules = KnownDifferences.Of(row.Vendor);
        Comparison comparison = Compare(theirs, ours, options);
        Verdict verdict = rules.Judge("vector", operation, row.Json, ours, comparison);
        ConformanceReport.Of(row.Vendor).Count("vector", verdict, comparison);
        Assert.True(verdict.Passed, $"{row}{Environment.NewLine}{verdict.Failure}{Environment.NewLine}ours: {ours}{Environment.NewLine}theirs: {theirs}");

        string? alive = CanaryFailure(row.ToString(), rules, verdict, operation, row.Json, ours, theirs, options);
        Assert.True(alive is null, $"{row}{Environment.NewLine}{alive}");
    }

    /// <summary>Compares two outcomes: both refused is equal (the texts are not compared), one refused is different.</summary>
    public static Comparison Compare(Outcome theirs, Outcome ours, CompareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(ours);
        if (!theirs.IsRefused && !ours.IsRefused)
        {
            return JsonCompare.Compare(theirs.Json, ours.Json, options);
        }

        var comparison = new Comparison();
        comparison.ExactLeaves.Add("");
        if (theirs.IsRefused != ours.IsRefused)
        {
            comparison.Differ("", $"theirs is {theirs}, ours is {ours}");
        }

        return comparison;
    }

    // An equal case must turn red when one leaf of the expectation changes; a known difference must turn red for at least one changed leaf of ours.
    internal static string? CanaryFailure(
        string caseId, KnownDifferences rules, Verdict verdict, string operation, JsonElement content, Outcome ours, Outcome theirs, CompareOptions? options)
    {
        Random random = Canary.For(caseId);
        if (verdict.Rule is null)
        {
            Outcome changed = Changed(theirs, Compare(theirs, ours, options).ExactLeaves, random);
            return Compare(changed, ours, options).AreEqual
                ? $"The canary is alive (seed {Canary.Seed}): ours also equals the changed expectation {changed}, so this case proves nothing."
                : null;
        }

        IEnumerable<Outcome> mutants = ours.IsRefused
            ? [Changed(ours, [], random)]
            : Canary.Shuffle(JsonCompare.Leaves(ours.Json), random).Select(leaf => Outcome.Value(Canary.Mutate(ours.Json, leaf)));
        bool red = mutants.Any(mutant => !rules.Judge("vector", operation, content, mutant, Compare(theirs, mutant, options)).Passed);
        return red ? null : $"The canary is alive: rule '{verdict.Rule.Id}' accepts any answer of ours, so this case proves nothing.";
    }

    private static Outcome Changed(Outcome outcome, List<string> leaves, Random random) => outcome switch
    {
        { IsRefused: true } => Outcome.Value(JsonText.Parse("\"canary\"")),
        _ when leaves.Count == 0 => Outcome.Refused("canary"),
        _ => Outcome.Value(Canary.Mutate(outcome.Json, leaves[random.Next(leaves.Count)])),
    };
}
