namespace Energy.Clients.Fuzz;

/// <summary>A reader or parser that is fed with anything.</summary>
/// <param name="Name">Its name, also that of its folder of seeds.</param>
/// <param name="Share">How much of the time it gets, by how much it parses.</param>
/// <param name="Feed">Feeds it; throws when it does what it must not.</param>
internal sealed record FuzzTarget(string Name, int Share, Action<ReadOnlyMemory<byte>> Feed)
{
    /// <summary>All targets: the texts together, each vendor's answers, the binary formats.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [new("texts", 3, TextFuzz.Feed), .. AnswerFuzz.Targets, .. ReportFuzz.Targets, new("tokens", 1, TokenFuzz.Feed)];

    public static FuzzTarget Of(string name) =>
        All.FirstOrDefault(t => t.Name == name)
            ?? throw new ArgumentException($"There is no target '{name}'. There are {string.Join(", ", All.Select(static t => t.Name))}.", nameof(name));

    public override string ToString() => Name;
}
