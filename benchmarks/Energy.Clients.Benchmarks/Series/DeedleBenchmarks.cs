using BenchmarkDotNet.Attributes;
using Deedle;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>The same work on the same readings with Deedle, a data frame library, whose keys are told their local days beforehand.</summary>
[MemoryDiagnoser]
public class DeedleBenchmarks
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    // Each with an index of its own, as series from four vendors have.
    private Series<DateTimeOffset, double>[] _series = [];

    [GlobalSetup]
    public void Load()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        _series = [.. Names.Select(_ => new Series<DateTimeOffset, double>(
            [.. QuarterHours.Readings.Select(r => r.Start.InZone(zone).ToDateTimeOffset())], [.. QuarterHours.Readings.Select(static r => r.Value.GetValueOrDefault())]))];
    }

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "Deedle, to local days")]
    public double LocalDays() => _series[0].ResampleEquivalence(static at => at.Date, static day => day.Mean()).Sum();

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "Deedle, frame of four")]
    public int AlignOfFour() =>
        Frame.FromColumns<string, DateTimeOffset, double>(
            Names.Zip(_series, static (name, series) => new KeyValuePair<string, Series<DateTimeOffset, double>>(name, series))).RowCount;
}
