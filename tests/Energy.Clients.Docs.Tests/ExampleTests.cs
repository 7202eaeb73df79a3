using System.Xml.Linq;
using Energy.Clients.Docs.Tests.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Energy.Clients.Docs.Tests;

/// <summary>The examples in the documentation comments of the packages compile, all in one compilation. What an example does not make itself is in <see cref="Given"/>.</summary>
public sealed class ExampleTests
{
    // Names that examples take for given. Members of a base class, so that an example may have a variable of that name.
    private const string Given = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Energy.Clients;
        global using Energy.Clients.Authoring;
        global using Energy.Clients.FlexMeasures;
        global using Energy.Clients.FlexMeasures.Messages;
        global using Energy.Clients.IOTile;
        global using Energy.Clients.OpenCec;
        global using Energy.Clients.Stem;
        global using Energy.Clients.Sundaya;
        global using Microsoft.Extensions.Logging;
        global using NodaTime;

        public abstract class Given
        {
            protected StemClient stem = null!;
            protected SundayaClient sundaya = null!;
            protected FlexMeasuresClient flexMeasures = null!;
            protected FlexMeasuresClient client = null!;
            protected OpenCecClient cec = null!;
            protected IOTileClient iotile = null!;
            protected StemClientOptions options = null!;
            protected TimeProvider clock = null!;
            protected ILoggerFactory loggers = null!;
            protected Uri address = null!;
            protected string user = "", email = "", password = "", key = "", clientId = "", siteId = "", connection = "", jobId = "";
            protected int sensorId, assetId, certificateId;
            protected uint uptime;
            protected Interval january, tomorrow;
            protected Instant now;
            protected OffsetDateTime start;
            protected ReadingSeries measured = null!;
            protected TransferSource source = null!;
            protected EnergyResponseException exception = null!;
            protected DeviceSlug device;
            protected IOTileReportReading[] readings = null!;
            protected SundayaFlowInterval first = null!, second = null!;
            protected SundayaMpptDataset[] datasets = null!;
        }
        """;

    [Fact]
    public void Example_OfEachDocumentationComment_Compiles()
    {
        var examples = Directory.EnumerateFiles(AppContext.BaseDirectory, "Energy.Clients*.xml").SelectMany(ExamplesOf).ToList();
        var trees = examples.Select(static (e, i) => CSharpSyntaxTree.ParseText(Wrap(e.Code, i), path: e.Member)).Append(CSharpSyntaxTree.ParseText(Given, path: nameof(Given)));
        var compilation = CSharpCompilation.Create("Examples", trees, ConsoleProgram.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        // Warnings are of what is given and not used, and of what is made and not used; a member that is obsolete is no example.
        var faults = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error || d.Id is "CS0612" or "CS0618")
            .Select(static d => $"{d.Location.SourceTree?.FilePath}: {d.GetMessage()}\n    {LineOf(d.Location)}").ToList();

        Assert.True(faults.Count == 0, $"An example does not compile. Mend it, or add what it takes for given to {nameof(Given)}:\n  {string.Join("\n  ", faults)}");
        Assert.True(examples.Count >= 90, $"Only {examples.Count} examples were found.");
    }

    private static string? LineOf(Location place) => place.SourceTree?.GetText().Lines[place.GetLineSpan().StartLinePosition.Line].ToString();

    private static IEnumerable<(string Member, string Code)> ExamplesOf(string file) => XDocument.Load(file).Descendants("code")
        .Where(static c => c.Ancestors("example").Any())
        .Select(static c => ((string)c.Ancestors("member").Single().Attribute("name")!, c.Value));

    // An example of a declaration stands by itself, and one of statements in a method.
    private static string Wrap(string code, int index) => code.TrimStart().StartsWith("public ", StringComparison.Ordinal)
        ? $"namespace Example{index};\n{code}"
        : $"public sealed class Example{index} : Given\n{{\npublic async Task RunAsync()\n{{\n{code}\nawait Task.CompletedTask;\n}}\n}}";
}
