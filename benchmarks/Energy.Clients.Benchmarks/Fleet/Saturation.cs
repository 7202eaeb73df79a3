using System.Globalization;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>What the processors have done up to an instant, by Linux' own counters: a run on a machine without time to spare shows the machine and not the fleet.</summary>
internal sealed record Saturation
{
    private const double TicksPerSecond = 100;

    // Also where this process may use some of them only.
    private static int Cores => File.ReadLines("/proc/stat").Count(static l => l.StartsWith("cpu", StringComparison.Ordinal) && char.IsAsciiDigit(l[3]));

    private double At { get; init; }

    private double Busy { get; init; }

    private double Harness { get; init; }

    private double Database { get; init; }

    /// <summary>Looks.</summary>
    /// <param name="database">The first process of the database.</param>
    public static Saturation Now(int database)
    {
        // user, nice, system, idle, iowait, …
        var all = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number).ToArray();
        return new Saturation
        {
            At = TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency,
            Busy = (all.Sum() - all[3] - all[4]) / TicksPerSecond,
            Harness = Environment.CpuUsage.TotalTime.TotalSeconds,
            Database = Directory.GetDirectories("/proc").Select(static d => Path.GetFileName(d)).Where(static d => char.IsAsciiDigit(d[0])).Sum(d => TimeOf(d, database)),
        };
    }

    /// <summary>A line about what went on between two looks.</summary>
    public static string Between(Saturation from, Saturation to)
    {
        var length = to.At - from.At;
        var (busy, harness, database) = ((to.Busy - from.Busy) / length, (to.Harness - from.Harness) / length, Math.Max(0, to.Database - from.Database) / length);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"machine    {busy:0.00} of {Cores} cores busy: emulators {harness:0.00}, database {database:0.00}, "
                + $"workers and all else {busy - harness - database:0.00}");
    }

    // Those that have ended are counted by their parent; one that was started again meanwhile counts from there.
    private static double TimeOf(string process, int database)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var parts = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var isFirst = process == database.ToString(CultureInfo.InvariantCulture);
            return isFirst ? parts[11..15].Sum(Number) / TicksPerSecond : Number(parts[1]) == database ? parts[11..13].Sum(Number) / TicksPerSecond : 0;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
