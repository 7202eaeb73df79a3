using System.Text.RegularExpressions;

namespace Energy.Clients.Docs.Tests;

/// <summary>The documents of the repository as they lie beside the tests: README.md, docs/, and the README of each package.</summary>
internal static partial class Documents
{
    /// <summary>The folder that stands for the repository's.</summary>
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "Documents");

    /// <summary>All pages, by their path in the repository.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The text of a page.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The blocks of a language in a page, in order.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language = "csharp") =>
        [.. Block().Matches(Read(page)).Where(m => m.Groups[1].Value == language).Select(static m => m.Groups[2].Value.TrimEnd())];

    /// <summary>Whether a block is a whole program: it brings its own usings.</summary>
    public static bool IsProgram(string block) =>
        block.StartsWith("using ", StringComparison.Ordinal) && block.Split('\n')[0].EndsWith(';') && !block.StartsWith("using var", StringComparison.Ordinal)
        || block.StartsWith("#:", StringComparison.Ordinal) || block.StartsWith("#!", StringComparison.Ordinal);

    /// <summary>The whole programs of a page.</summary>
    public static IReadOnlyList<string> Programs(string page) => [.. Blocks(page).Where(IsProgram)];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
