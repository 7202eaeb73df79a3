using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>Judges one case of any side: compares, applies the known differences, counts, and sends the canary.</summary>
/// <param name="Vendor">The vendor's folder.</param>
/// <param name="Side"><c>vector</c>, <c>client</c> or <c>emulator</c>.</param>
/// <param name="Operation">The name that rules use.</param>
/// <param name="CaseId">For messages, and for the canary's choices.</param>
/// <param name="Content">The case, which the conditions of rules read.</param>
public sealed record CaseCheck(string Vendor, string Side, string Operation, string CaseId, JsonElement Content)
{
    /// <summary>The rules; the vendor's committed ones by default.</summary>
    public KnownDifferences Rules { get; init; } = KnownDifferences.Of(Vendor);

    /// <summary>Where cases are counted; the vendor's report by default.</summary>
    public ConformanceReport Report { get; init; } = ConformanceReport.Of(Vendor);

    /// <summary>How values are compared.</summary>
    public CompareOptions Options { get; init; } = CompareOptions.Exact;

    /// <summary>Whether only a named fault of the emulator can give the recorded answer; such cases are counted apart.</summary>
    public bool ByFault { get; init; }

    /// <summary>Leaves among which the canary chooses first; null for all. Where none of them was compared, it takes any that was.</summary>
    public JsonPath? CanaryAt { get; init; }

    /// <summary>Fails the test unless ours equals theirs or differs exactly as one rule says, and unless the canary turns the case red.</summary>
    /// <returns>The verdict; always passed.</returns>
    public Verdict Verify(Outcome ours, Outcome theirs)
    {
        Comparison comparison = Compare(theirs, ours);
        Verdict verdict = Rules.Judge(Side, Operation, Content, ours, comparison);
        string? canary = verdict.Passed ? CanaryFailure(verdict, ours, theirs, comparison) : null;
        Report.Count(Side, canary is null ? verdict : Verdict.Failed(canary), comparison, ByFault);
        Assert.True(
            verdict.Passed, $"{CaseId} ({Operation}){Environment.NewLine}{verdict.Failure}{Environment.NewLine}ours: {ours}{Environment.NewLine}theirs: {theirs}");
        Assert.True(canary is null, $"{CaseId} ({Operation}){Environment.NewLine}{canary}");
        return verdict;
    }

    /// <summary>The verdict over another answer to the same case; counts nothing.</summary>
    public Verdict Judge(Outcome ours, Outcome theirs) => Rules.Judge(Side, Operation, Content, ours, Compare(theirs, ours));

    /// <summary>Compares two outcomes: both refused is equal (the texts are not compared), one refused is different.</summary>
    public Comparison Compare(Outcome theirs, Outcome ours)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(ours);
        if (!theirs.IsRefused && !ours.IsRefused)
        {
            return JsonCompare.Compare(theirs.Json, ours.Json, Options);
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
    private string? CanaryFailure(Verdict verdict, Outcome ours, Outcome theirs, Comparison comparison)
    {
        Random random = Canary.For(CaseId);
        if (verdict.Rule is null)
        {
            Outcome changed = ChangedExpectation(theirs, comparison.ExactLeaves, random);
            return Compare(changed, ours).AreEqual
                ? $"The canary is alive (seed {Canary.Seed}): ours also equals the changed expectation {changed}, so this case proves nothing."
                : null;
        }

        IEnumerable<Outcome> mutants = ours.IsRefused
            ? [Outcome.Value(JsonText.Parse("\"canary\""))]
            : Canary.Shuffle(JsonCompare.Leaves(ours.Json), random).Select(leaf => Outcome.Value(Canary.Mutate(ours.Json, leaf)));
        bool red = mutants.Any(mutant => !Rules.Judge(Side, Operation, Content, mutant, Compare(theirs, mutant)).Passed);
        return red ? null : $"The canary is alive: rule '{verdict.Rule.Id}' accepts any answer of ours, so this case proves nothing.";
    }

    private Outcome ChangedExpectation(Outcome theirs, List<string> compared, Random random)
    {
        if (theirs.IsRefused)
        {
            return Outcome.Value(JsonText.Parse("\"canary\""));
        }

        List<string> preferred = CanaryAt is null ? compared : compared.FindAll(CanaryAt.Matches);
        List<string> leaves = preferred.Count > 0 ? preferred : compared;
        return leaves.Count == 0 ? Outcome.Refused("canary") : Outcome.Value(Canary.Mutate(theirs.Json, leaves[random.Next(leaves.Count)]));
    }
}
