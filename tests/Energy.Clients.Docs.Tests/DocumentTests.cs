using System.Text.RegularExpressions;

namespace Energy.Clients.Docs.Tests;

/// <summary>Code in the documents is code that compiles: each C# block of a document is a whole program (see ProgramTests), or stands, word for word, in a region of that name
/// under Snippets/.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Pages() => [.. Documents.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void CSharpBlocks_OfAPage_StandInACompiledSnippet(string page)
    {
        var blocks = Documents.Blocks(page).Where(static block => !Documents.IsProgram(block)).ToList();
        var regions = Directory.EnumerateFiles(Path.Combine(Documents.Root, "snippets"), "*.cs").SelectMany(f => RegionsOf(File.ReadAllText(f), page)).ToHashSet();

        Assert.All(blocks, block => Assert.True(regions.Contains(block), $"{page} has a C# block that no region '{page}' under Snippets/ holds word for word:\n{block}"));
    }

    [Fact]
    public void Sample_OfTheReadme_IsThereAndShort()
    {
        var block = Assert.Single(Documents.Blocks("README.md"));

        Assert.InRange(block.Split('\n').Length, 5, 35);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToFilesThatExist(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Documents.Root, page))!;
        var missing = MarkdownLink().Matches(Documents.Read(page))
            .Select(static m => m.Groups[1].Value)
            .Where(static target => target.EndsWith(".md", StringComparison.Ordinal)
                && !target.Contains("CHANGELOG", StringComparison.Ordinal) && !target.Contains("CONTRIBUTING", StringComparison.Ordinal))
            .Where(target => !File.Exists(Path.Combine(folder, target)))
            .ToList();

        Assert.True(missing.Count == 0, $"{page} links to what is not there: {string.Join(", ", missing)}");
    }

    private static IEnumerable<string> RegionsOf(string source, string name)
    {
        foreach (Match region in Region().Matches(source.ReplaceLineEndings("\n")))
        {
            if (region.Groups[1].Value == name)
            {
                yield return Unindent(region.Groups[2].Value);
            }
        }
    }

    private static string Unindent(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(static l => l.Trim().Length > 0).Min(static l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length >= indent ? l[indent..] : l.TrimStart()));
    }

    [GeneratedRegex(@"#region (\S+)\n(.*?)\n\s*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex MarkdownLink();
}
