using System.Text.RegularExpressions;

namespace Energy.Clients.Conventions.Tests;

public partial class LineConventions
{
    // As .editorconfig says.
    private const int MaxLength = 180;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Packages.ProjectDirectory, "..", ".."));

    [Fact]
    public void LineOfCode_IsNotLongerThanStated() => Packages.AssertNone(
        $"A line of code has {MaxLength} characters at most. Break it:",
        from file in Sources()
        from line in Lines(file)
        where line.Text.Length > MaxLength
        select $"{Path.GetRelativePath(Root, file)}:{line.Number}");

    [Fact]
    public void Length_IsTheOneOfTheEditorConfig() =>
        Assert.Contains($"max_line_length = {MaxLength}", File.ReadAllText(Path.Combine(Root, ".editorconfig")), StringComparison.Ordinal);

    // The one rule of style that a build does not check.
    [Fact]
    public void Member_IsNotQualified() => Packages.AssertNone(
        "A member is named without this. in front. Leave it out:",
        from file in Sources()
        from line in Lines(file)
        where Qualified().IsMatch(line.Text)
        select $"{Path.GetRelativePath(Root, file)}:{line.Number}");

    [GeneratedRegex(@"\bthis\.[A-Za-z_]")]
    private static partial Regex Qualified();

    private static IEnumerable<string> Sources() =>
        from folder in new[] { "src", "tests", "benchmarks", "docs" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".md" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        select file;

    // Prose of documents and what a program prints are not code, and what stands in a raw text of several lines is somebody else's.
    private static IEnumerable<(int Number, string Text)> Lines(string file)
    {
        var isDocument = Path.GetExtension(file) == ".md";
        var inside = false;
        foreach (var (index, text) in File.ReadLines(file).Index())
        {
            if (isDocument)
            {
                var isFence = text.TrimStart().StartsWith("```", StringComparison.Ordinal);
                inside = isFence ? !inside && text.Contains("csharp", StringComparison.Ordinal) : inside;
                if (inside && !isFence)
                {
                    yield return (index + 1, text);
                }
            }
            else
            {
                var isOdd = (text.Length - text.Replace("\"\"\"", "", StringComparison.Ordinal).Length) / 3 % 2 == 1;
                if (!inside)
                {
                    yield return (index + 1, text);
                }

                inside ^= isOdd;
            }
        }
    }
}
