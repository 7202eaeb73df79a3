using System.Globalization;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>What the harness is asked to do.</summary>
internal sealed record FleetHarnessOptions
{
    public int Sites { get; init; } = 2_000;

    public int Accounts { get; init; } = 6;

    public int Processes { get; init; } = 3;

    public int Minutes { get; init; } = 5;

    public int Speed { get; init; } = 15;

    public int CheckIn { get; init; } = 10;

    public double VendorRate { get; init; } = 100;

    public int Seed { get; init; } = 1;

    public double KillEvery { get; init; }

    public bool Stop { get; init; }

    public bool RestartDatabase { get; init; }

    public bool Verbose { get; init; }

    /// <summary>How many of the statements that were sent most often are shown.</summary>
    public int Statements { get; init; }

    public static FleetHarnessOptions Parse(string[] args)
    {
        var options = new FleetHarnessOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--sites" => options with { Sites = Number(args, ++i) },
                "--accounts" => options with { Accounts = Number(args, ++i) },
                "--processes" => options with { Processes = Number(args, ++i) },
                "--minutes" => options with { Minutes = Number(args, ++i) },
                "--speed" => options with { Speed = Number(args, ++i) },
                "--check-in" => options with { CheckIn = Number(args, ++i) },
                "--vendor-rate" => options with { VendorRate = Number(args, ++i) },
                "--seed" => options with { Seed = Number(args, ++i) },
                "--kill-every" => options with { KillEvery = Number(args, ++i) },
                "--stop" => options with { Stop = true },
                "--restart-database" => options with { RestartDatabase = true },
                "--verbose" => options with { Verbose = true },
                "--statements" => options with { Statements = Number(args, ++i) },
                _ => throw new ArgumentException(
                    $"'{args[i]}' is no option. There are --sites, --accounts, --processes, --minutes, --speed, --check-in, --vendor-rate, --seed, --kill-every (seconds), "
                        + $"--stop, --restart-database, --statements (how many) and --verbose."),
            };
        }

        return options;
    }

    private static int Number(string[] args, int place) =>
        place < args.Length && int.TryParse(args[place].TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ArgumentException($"{args[place - 1]} needs a whole number above zero.");
}
