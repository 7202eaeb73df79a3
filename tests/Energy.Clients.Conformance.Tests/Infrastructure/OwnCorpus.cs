namespace Energy.Clients.Conformance;

/// <summary>The committed corpus that the emulators made, for whoever has no recordings.</summary>
public static class OwnCorpus
{
    /// <summary>Its folder; null outside a checkout.</summary>
    public static string? Folder { get; } = Corpus.RepositoryRoot is { } root ? Path.Combine(root, "tests", "Energy.Clients.Conformance.Tests", "own-corpus") : null;
}
