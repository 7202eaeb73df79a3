using BenchmarkDotNet.Attributes;
using CsvHelper;
using Energy.Clients.Parquet;
using nietras.SeparatedValues;

namespace Energy.Clients.Benchmarks;

/// <summary>A million readings into a file: the sinks, with their checkpoints and flushes, beside the writers of two CSV libraries that get the same three fields. Budget: at least
/// half the speed of the library's writer.</summary>
[MemoryDiagnoser]
public class TextFileBenchmarks
{
    private const string Times = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    [Benchmark(Baseline = true, OperationsPerInvoke = QuarterHours.Count, Description = "Sep's writer")]
    public long SepWriter()
    {
        using var place = new TemporaryFile(".csv");
        using (var writer = Sep.New(',').Writer().ToFile(place.Path))
        {
            foreach (ref readonly var reading in QuarterHours.Readings.AsSpan())
            {
                using var row = writer.NewRow();
                row["start"].Set($"{reading.Start.ToDateTimeUtc():yyyy-MM-dd'T'HH:mm:ss'Z'}");
                row["end"].Set($"{reading.End.ToDateTimeUtc():yyyy-MM-dd'T'HH:mm:ss'Z'}");
                row["value"].Format(reading.Value.GetValueOrDefault());
            }
        }

        return place.Length;
    }

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "CsvHelper's writer")]
    public long CsvHelperWriter()
    {
        using var place = new TemporaryFile(".csv");
        using (var writer = CsvWriter.ToFile(place.Path, new CsvWriterOptions(), FileOptions.None))
        {
            writer.WriteHeader(["start", "end", "value"]);
            foreach (ref readonly var reading in QuarterHours.Readings.AsSpan())
            {
                writer.WriteField(reading.Start.ToDateTimeUtc(), Times);
                writer.WriteField(reading.End.ToDateTimeUtc(), Times);
                writer.WriteField(reading.Value.GetValueOrDefault(), default(ReadOnlySpan<char>));
                writer.EndRecord();
            }
        }

        return place.Length;
    }

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "FileSink, CSV")]
    public Task<long> FileSinkCsv() => TransferAsync(".csv", FileSink.Csv);

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "FileSink, JSON Lines")]
    public Task<long> FileSinkJsonLines() => TransferAsync(".jsonl", FileSink.JsonLines);

    [Benchmark(OperationsPerInvoke = QuarterHours.Count, Description = "ParquetSink")]
    public Task<long> Parquet() => TransferAsync(".parquet", ParquetSink.ToFile);

    private static async Task<long> TransferAsync(string extension, Func<string, ICheckpointedSink> open)
    {
        using var place = new TemporaryFile(extension);
        var sink = open(place.Path);
        await using (((IAsyncDisposable)sink).ConfigureAwait(false))
        {
            await new Transfer(sink, new TransferOptions { BatchSize = 50_000 }).RunAsync(TransferSource.Of(QuarterHours.Series())).ConfigureAwait(false);
        }

        return place.Length;
    }

    private sealed class TemporaryFile(string extension) : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "energy-clients-" + Guid.NewGuid().ToString("N") + extension);

        public long Length => new FileInfo(Path).Length;

        public void Dispose()
        {
            File.Delete(Path);
            File.Delete(Path + ".checkpoint");
        }
    }
}
