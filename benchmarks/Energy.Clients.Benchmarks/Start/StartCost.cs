using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Energy.Clients.Emulators;

namespace Energy.Clients.Benchmarks;

/// <summary>
/// What the first reading costs in a new process: a small program, published ready-to-run and as native code, that reads one from an emulator in this process, beside the same
/// program with a bare <c>HttpClient</c> and one that does nothing. User and system time of the child, from its start to the reading. <c>-- start</c>
/// </summary>
internal static class StartCost
{
    private const int Warmups = 2;
    private const int Runs = 15;
    private const string Project = "Energy.Clients.FirstReading";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("first-reading-");
        try
        {
            var alone = Path.Combine(folder.FullName, "self-contained");
            var native = Path.Combine(folder.FullName, "native");
            string[] publish = ["publish", ProjectFolder(), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--nologo", "-v", "quiet"];
            await RunAsync("dotnet", [.. publish, "--self-contained", "false", "-o", folder.FullName]);

            // The framework is part of the program here, so that generic code of one over types of the other is compiled ahead too.
            await RunAsync("dotnet", [.. publish, "--self-contained", "true", "-p:PublishTrimmed=true", "-p:PublishReadyToRunComposite=true", "-o", alone]);
            await RunAsync("dotnet", [.. publish, "-p:SelfContained=true", "-p:PublishAot=true", "-p:PublishReadyToRun=false", "-o", native]);
            await using var emulators = await EnergyEmulators.StartAsync(static o =>
            {
                o.Only(o.Stem);
                o.Seed = 42;
            });
            string[] server = [emulators.Stem.BaseAddress.ToString(), emulators.Stem.ApiKey, emulators.World.Site("harbour").IdFor("stem").ToString()];
            var measures = new (string Folder, string Mode, string Name, List<double> Milliseconds)[]
            {
                (folder.FullName, "nothing", "the runtime alone", []),
                (folder.FullName, "bare", "bare HttpClient and Utf8JsonReader", []),
                (folder.FullName, "client", "StemClient", []),
                (alone, "bare", "bare, self-contained, trimmed, one image", []),
                (alone, "client", "StemClient, self-contained, trimmed, one image", []),
                (native, "bare", "bare, native AOT", []),
                (native, "client", "StemClient, native AOT", []),
            };

            // In turn, so that what else the machine does falls on all.
            for (var run = 0; run < Warmups + Runs; run++)
            {
                foreach (var (program, mode, _, milliseconds) in measures)
                {
                    var told = await RunAsync(Path.Combine(program, Project), [mode, .. server]);
                    if (run >= Warmups)
                    {
                        milliseconds.Add(double.Parse(told.Split(' ')[0], CultureInfo.InvariantCulture));
                    }
                }
            }

            Console.WriteLine($"| program | ms of processor time to the first reading, median of {Runs} | least | most |");
            Console.WriteLine("|---|---:|---:|---:|");
            foreach (var (_, _, name, milliseconds) in measures)
            {
                milliseconds.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds[Runs / 2]:0} | {milliseconds[0]:0} | {milliseconds[^1]:0} |"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "benchmarks", Project) is var project && Directory.Exists(project))
            {
                return project;
            }
        }

        throw new InvalidOperationException($"Run it from the repository: benchmarks/{Project} is not above {AppContext.BaseDirectory}.");
    }

    private static async Task<string> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {args[0]} ended with {process.ExitCode}: {output}");
    }
}
