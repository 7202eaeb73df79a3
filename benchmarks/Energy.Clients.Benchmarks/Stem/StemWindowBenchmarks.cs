using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>A window of a month read by the client (the whole way: pipeline, body, rows, order), beside a bare pass over its tokens. Budget: 2.0 of it.</summary>
[MemoryDiagnoser]
public class StemWindowBenchmarks : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2024, 5, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2024, 6, 1, 0, 0);

    private readonly byte[] _body = StemWire.Window(Start, End);
    private StemClient? _client;

    [GlobalSetup]
    public void Open() => _client = new StemClient(new StemClientOptions { ApiKey = "benchmark" }, new CannedHandler(_body));

    [GlobalCleanup]
    public void Dispose()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader pass")]
    public int BarePass()
    {
        var reader = new Utf8JsonReader(_body);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark(Description = "StemClient, 2,976 readings")]
    public async Task<double> Readings()
    {
        var sum = 0.0;
        await foreach (var reading in _client!.Streams.ReadAsync("site", StemStreamType.Monitor, new StemStreamQuery { Range = new Interval(Start, End) }).ConfigureAwait(false))
        {
            sum += reading.Value ?? 0;
        }

        return sum;
    }
}
