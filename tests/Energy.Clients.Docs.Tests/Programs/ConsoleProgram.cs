using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Energy.Clients.Docs.Tests.Programs;

/// <summary>A whole program of a document, compiled as it is pasted into a new console project: top-level statements, the usings that such a project has, nothing around
/// it.</summary>
internal static class ConsoleProgram
{
    // What `dotnet new console` switches on: ImplicitUsings, and nullable references.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // `#:package` lines of a program in one file are the SDK's affair; the compiler passes over them.
    private static readonly CSharpParseOptions Parsing = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>All that a program may use. Kept, so that the compiler reads the hundreds of assemblies once, and not once for each program.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles a program.</summary>
    /// <param name="source">Its text.</param>
    /// <returns>The program, loaded.</returns>
    /// <exception cref="InvalidOperationException">It has an error or a warning; the message holds them.</exception>
    public static Assembly Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Program" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, Parsing), CSharpSyntaxTree.ParseText(ImplicitUsings, Parsing)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var faults = result.Diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.ToString()).ToList();
        return faults.Count == 0 ? Assembly.Load(image.ToArray()) : throw new InvalidOperationException($"The program does not compile:\n{string.Join('\n', faults)}\n{source}");
    }

    /// <summary>Compiles a program and runs it to its end in this process.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to the standard output.</returns>
    public static async Task<string> RunAsync(string source, params string[] arguments)
    {
        var entry = Compile(source).EntryPoint!;
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            // Away from the test's synchronisation context: the entry point of a program with await blocks.
            await Task.Run(() => entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [arguments]));
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString().ReplaceLineEndings("\n");
    }
}
