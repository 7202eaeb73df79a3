using System.Diagnostics;
using System.Globalization;

namespace Energy.Clients.Benchmarks;

/// <summary>Paths of the benchmarks by processor time, the least of several runs: for a machine that others use too, where time on the wall says little.</summary>
internal static class CpuTime
{
    private const int Warmups = 14;
    private const int Runs = 11;

    public static async Task RunAsync(string[] words)
    {
        var (resample, align, deedle, csv) = (new ResampleBenchmarks(), new AlignBenchmarks(), new DeedleBenchmarks(), new TextFileBenchmarks());
        var loaded = new Lazy<DeedleBenchmarks>(() =>
        {
            deedle.Load();
            return deedle;
        });
        using var flexMeasures = new FlexMeasuresDataBenchmarks();
        flexMeasures.Open();
        (string Name, Func<Task> Run)[] paths =
        [
            ("resample: loop over an array that adds", () => Task.FromResult(resample.Loop())),
            ("resample: enumerate the series", resample.Enumerate),
            ("resample: to local days", resample.LocalDays),
            ("resample: to hours", resample.Hours),
            ("resample: to energy, to local days, in MWh", resample.ChainOfThree),
            ("resample: Deedle, to local days", () => Task.FromResult(loaded.Value.LocalDays())),
            ("align: loop that makes rows of arrays", () => Task.FromResult(align.Loop())),
            ("align: align of four", align.AlignOfFour),
            ("align: sum of four", align.SumOfFour),
            ("align: Deedle, frame of four", () => Task.FromResult(loaded.Value.AlignOfFour())),
            ("csv: FileSink", csv.FileSinkCsv),
            ("csv: Sep", () => Task.FromResult(csv.SepWriter())),
            ("csv: CsvHelper", () => Task.FromResult(csv.CsvHelperWriter())),
            ("csv: FileSink, JSON Lines", csv.FileSinkJsonLines),
            ("csv: ParquetSink", csv.Parquet),
            ("flexmeasures: bare Utf8JsonReader pass", () => TimesAsync(FlexMeasuresDataBenchmarks.Slots, () => Task.FromResult(flexMeasures.BarePass()))),
            ("flexmeasures: the same, reading the numbers", () => TimesAsync(FlexMeasuresDataBenchmarks.Slots, () => Task.FromResult(flexMeasures.NumberPass()))),
            ("flexmeasures: readings", () => TimesAsync(FlexMeasuresDataBenchmarks.Slots, flexMeasures.Readings)),
        ];
        Console.WriteLine($"| path | ns of processor time a reading, least of {Runs} | B a reading |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var (name, run) in paths.Where(p => words.Length == 0 || words.Any(w => p.Name.Contains(w, StringComparison.OrdinalIgnoreCase))))
        {
            // What takes seconds says the same after fewer runs.
            var isSlow = false;
            var (least, bytes) = (TimeSpan.MaxValue, 0L);
            for (var i = 0; i < Warmups + Runs && !(isSlow && i >= 3); i++)
            {
                GC.Collect();
                var (allocated, before, clock) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
                await run();
                var time = Environment.CpuUsage.TotalTime - before;
                bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
                isSlow |= clock.Elapsed > TimeSpan.FromSeconds(8);
                least = i < Warmups && !isSlow || time >= least ? least : time;
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {name} | {least.TotalNanoseconds / QuarterHours.Count:0.0} | {(double)bytes / QuarterHours.Count:0.0} |"));
        }
    }

    // As often as it takes to read as many as the others do.
    private static async Task TimesAsync(int readings, Func<Task> run)
    {
        for (var i = 0; i < QuarterHours.Count / readings; i++)
        {
            await run();
        }
    }
}
