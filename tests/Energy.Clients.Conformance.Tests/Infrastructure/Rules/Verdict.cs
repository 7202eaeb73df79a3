namespace Energy.Clients.Conformance;

/// <summary>What became of a case.</summary>
/// <param name="Failure">Why it failed; null when it passed.</param>
/// <param name="Rule">The rule under which it passed; null when it equals the recording or failed.</param>
public sealed record Verdict(string? Failure, DifferenceRule? Rule)
{
    /// <summary>Ours equals the recording.</summary>
    public static Verdict Equal { get; } = new(null, null);

    /// <summary>Whether the case passed.</summary>
    public bool Passed => Failure is null;

    /// <summary>Ours differs as a rule says it should.</summary>
    public static Verdict Known(DifferenceRule rule) => new(null, rule);

    /// <summary>Ours is wrong, or a rule is.</summary>
    public static Verdict Failed(string why) => new(why, null);
}
