using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Benchmarks;

/// <summary>A binary report read and checked, beside a copy of its bytes plus their SHA-256. Budget: 2.0 of it.</summary>
[MemoryDiagnoser]
public class IOTileReportBenchmarks
{
    private byte[] _file = [];

    /// <summary>How many readings the report has: what a phone relays at once, and a backlog.</summary>
    [Params(100, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Write() => _file = new IOTileReport
    {
        Device = new DeviceSlug(0x1234),
        ReportId = 2_000_000,
        SentTimestamp = 100_000_000,
        Readings = [.. Enumerable.Range(1, Count).Select(static i => new IOTileReportReading(0x5001, (uint)i, (uint)i * 60, (uint)(i * 7919 % 4001)))],
    }.ToBytes();

    [Benchmark(Baseline = true, Description = "a copy and SHA-256")]
    public int CopyAndHash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var copy = _file.AsSpan().ToArray();
        SHA256.HashData(copy, hash);
        return copy.Length + hash[0];
    }

    [Benchmark(Description = "IOTileReport.Parse")]
    public int Parse()
    {
        var report = IOTileReport.Parse(_file);
        return report.Readings.Count == Count ? report.Readings.Count : throw new InvalidOperationException($"{report.Readings.Count} readings came.");
    }
}
