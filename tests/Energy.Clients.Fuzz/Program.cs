using System.Diagnostics;
using System.Globalization;
using Energy.Clients.Fuzz;
using SharpFuzz;

return await Cli.RunAsync(args);

/// <content>What the program does.</content>
internal static class Cli
{
    private const string Usage =
        """
        targets                        name and share of every target
        seeds                          writes the seeds anew, from the emulators' answers
        instrument <folder>            makes the copies of the packages in a folder tell afl what was reached
        afl <target>                   one target under afl-fuzz, which feeds it
        replay <target> <file> …       feeds files; 1 when one is a finding
        random [--minutes 5] [--seed 1] [<target> …]   feeds what is made of the seeds by chance, without coverage
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["targets"]:
                foreach (var target in FuzzTarget.All)
                {
                    Console.WriteLine($"{target.Name} {target.Share}");
                }

                return 0;
            case ["seeds"]:
                await Corpus.WriteAsync(Console.Out);
                return 0;
            case ["instrument", var folder]:
                foreach (var file in Directory.GetFiles(folder, "Energy.Clients*.dll")
                    .Where(static f => !f.Contains("Fuzz", StringComparison.Ordinal) && !f.Contains("Emulators", StringComparison.Ordinal)))
                {
                    Fuzzer.Instrument(file, static _ => true, Options.Value);
                }

                return 0;
            case ["afl", var name]:
                var fed = FuzzTarget.Of(name);
                Fuzzer.OutOfProcess.Run(stream =>
                {
                    var input = new MemoryStream();
                    stream.CopyTo(input);
                    fed.Feed(input.ToArray());
                });
                return 0;
            case ["replay", var name, .. var files]:
                return files.Select(f => Replay(FuzzTarget.Of(name), f)).ToList().Contains(false) ? 1 : 0;
            case ["random", .. var rest]:
                return FeedByChance(rest);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static bool Replay(FuzzTarget target, string file)
    {
        try
        {
            target.Feed(File.ReadAllBytes(file));
            return true;
        }
        catch (Exception e)
        {
            Console.WriteLine($"{file}: {(e as FindingException ?? new FindingException($"{target} threw {e.GetType().Name}: {e.Message}", e))}");
            return false;
        }
    }

    private static int FeedByChance(string[] args)
    {
        var (minutes, seed) = (5.0, 1);
        var names = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--minutes":
                    minutes = double.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    seed = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                default:
                    names.Add(args[i]);
                    break;
            }
        }

        var targets = FuzzTarget.All.Where(t => names.Count == 0 || names.Contains(t.Name)).ToList();
        var found = 0;
        foreach (var target in targets)
        {
            var corpus = Corpus.Seeds(target.Name).Concat(Corpus.Regressions(target.Name)).Select(File.ReadAllBytes).ToList();
            var mutator = new Mutator(seed);
            var limit = TimeSpan.FromMinutes(minutes * target.Share / targets.Sum(static t => t.Share));
            var (clock, inputs, kinds) = (Stopwatch.StartNew(), 0L, new HashSet<string>());
            for (; clock.Elapsed < limit; inputs++)
            {
                var input = mutator.Next(corpus);
                try
                {
                    target.Feed(input);
                }
                catch (Exception e)
                {
                    // One file a kind: by what was thrown and where.
                    if (kinds.Add((e.InnerException ?? e).GetType().Name + (e.InnerException ?? e).StackTrace?.Split('\n')[0]))
                    {
                        var file = $"finding-{target}-{kinds.Count}";
                        File.WriteAllBytes(file, input);
                        Console.WriteLine($"{file}: {e}");
                        found++;
                    }
                }
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                    $"{target}: {inputs} inputs in {clock.Elapsed.TotalSeconds:0} s, {inputs / clock.Elapsed.TotalSeconds:0} a second, {kinds.Count} findings"));
        }

        return found == 0 ? 0 : 1;
    }
}
