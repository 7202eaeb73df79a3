using System.Globalization;
using Energy.Clients.Emulators;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Docs.Tests.Programs;

/// <summary>Whole programs of the documents, as they are pasted into a new console project.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ProgramTests
{
    public static TheoryData<string> Pages() => [.. Documents.All.Where(static page => Documents.Programs(page).Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Programs_OfAPage_CompileAsPastedIntoANewConsoleProject(string page) =>
        Assert.All(Documents.Programs(page), static program => Assert.NotNull(ConsoleProgram.Compile(program).EntryPoint));

    [Fact]
    public async Task Program_OfTheReadme_PrintsWhatTheReadmeShows()
    {
        var shown = Documents.Blocks("README.md", "text")[0];

        var printed = await ConsoleProgram.RunAsync(Documents.Programs("README.md")[0]);

        Shown.Equal(shown, printed);
        var site = new World().Site("harbour");
        foreach (var line in shown.Split('\n').Skip(1))
        {
            var (start, end, value) = (InstantAt(line, 0), InstantAt(line, 1), double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
            Assert.Equal(site.Average(SimulatedFlow.Yield, start, end) - site.Average(SimulatedFlow.Harvest, start, end), value, 0.05001);
        }
    }

    [Fact]
    public async Task Program_OfTheCorePackage_PrintsWhatItsCommentsSay()
    {
        var program = Documents.Programs("src/Energy.Clients.Core/README.md")[0];
        var comments = program.Split('\n')
            .Where(static line => line.Contains("// ", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf("// ", StringComparison.Ordinal) + 3)..]);

        Shown.Equal(string.Join('\n', comments), await ConsoleProgram.RunAsync(program));
    }

    [Fact]
    public async Task Program_OfTheEmulatorsPackage_ReadsWhatTheWorldHas()
    {
        var printed = (await ConsoleProgram.RunAsync(Documents.Programs("src/Energy.Clients.Emulators/README.md")[0])).TrimEnd().Split('\n');

        Assert.EndsWith("were read, in 2 requests", printed[0], StringComparison.Ordinal);
        Assert.Equal(printed[0].Split(' ')[0], printed[1].Split(' ')[0]);
    }

    private static Instant InstantAt(string line, int index) => InstantPattern.General.Parse(line.Split(" to ")[index][..20]).Value;
}
