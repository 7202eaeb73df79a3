using System.Globalization;

namespace Energy.Clients.Crash.Tests;

/// <summary>The process that is killed (<c>write</c>), and the long run of the tests (<c>kill</c>).</summary>
internal static class Program
{
    private const string Usage = "kill [--kills 100] [--sink postgres|csv|jsonl|parquet|flexmeasures] [--seed 42]";

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [Writer.Verb, var kind, var place, var count, var version]:
                return await Writer.RunAsync(CrashTarget.Kinds[kind](), place, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(version, CultureInfo.InvariantCulture));
            case ["kill", .. var rest] when rest.Length % 2 == 0:
                return await KillAsync(rest.Chunk(2).ToDictionary(static p => p[0], static p => p[1]));
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> KillAsync(Dictionary<string, string> options)
    {
        var kills = int.Parse(options.GetValueOrDefault("--kills", "100"), CultureInfo.InvariantCulture);
        var seed = int.Parse(options.GetValueOrDefault("--seed", "42"), CultureInfo.InvariantCulture);
        string[] kinds = options.TryGetValue("--sink", out var named) ? [named] : [.. CrashTarget.Kinds.Keys];
        foreach (var kind in kinds)
        {
            if (!CrashTarget.Kinds.TryGetValue(kind, out var make))
            {
                await Console.Error.WriteLineAsync(Usage);
                return 2;
            }

            await using var target = make();
            await target.StartAsync();
            Console.WriteLine($"{kind}: {await KillRun.RunAsync(target, kills, seed)}");
        }

        return 0;
    }
}
