using System.Globalization;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>The committed samples of tokens that earlier versions wrote.</summary>
internal static class StoredTokens
{
    private static readonly ILookup<string, (string Token, long? Remaining)> Samples =
        File.ReadLines(Path.Combine(Net.ProjectDirectory, "StoredTokens.txt"))
            .Where(static l => l.Length > 0 && l[0] != '#')
            .Select(static l => l.Split('\t'))
            .ToLookup(static c => c[0], static c => (c[1], c[2] == "refused" ? (long?)null : long.Parse(c[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    public static IReadOnlyList<string> Walks => [.. Samples.Select(static s => s.Key)];

    /// <summary>The tokens of a walk, and how many items each leaves; none where it is refused.</summary>
    public static IEnumerable<(string Token, long? Remaining)> Of(string walk) => Samples[walk];
}
