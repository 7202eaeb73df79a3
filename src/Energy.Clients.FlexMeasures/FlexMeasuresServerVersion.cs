using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>Compares versions of servers by their release, so that a version under development counts as the release it leads to.</summary>
public static partial class FlexMeasuresServerVersion
{
    /// <summary>Whether a server is at least of a version.</summary>
    /// <param name="server">What the server says, such as <c>0.33.0.dev26</c>; <see langword="null"/> or a text like <c>Unknown</c> is older than all.</param>
    /// <param name="minimum">The version, such as <c>0.31.0</c>.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="ArgumentException">The minimum is not a version.</exception>
    public static bool IsAtLeast(string? server, string minimum)
    {
        var wanted = Release(minimum) ?? throw new ArgumentException($"'{minimum}' is not a version. Write it as 0.31.0.", nameof(minimum));
        return Release(server) is { } given && given >= wanted;
    }

    // The leading numbers; what follows them (dev26, rc1) only says how finished it is.
    private static Version? Release(string? text) =>
        Leading().Match(text ?? "") is { Success: true } match
            && Version.TryParse($"{match.Groups["numbers"]}{string.Concat(Enumerable.Repeat(".0", 3 - match.Groups["more"].Captures.Count))}", out var version) ? version : null;

    [GeneratedRegex("^v*(?<numbers>[0-9]+(?<more>\\.[0-9]+){0,3})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();
}
