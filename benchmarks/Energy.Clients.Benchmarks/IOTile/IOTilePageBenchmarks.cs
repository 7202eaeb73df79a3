using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Benchmarks;

/// <summary>A page of 10,000 rows read by the client (the whole way: pipeline, body, rows), beside a bare pass over its tokens. Budgets: 1.5 of it as readings, 1.9 as full rows,
/// no allocation for a reading.</summary>
[MemoryDiagnoser]
public class IOTilePageBenchmarks : IDisposable
{
    private static readonly IOTileStreamDataQuery Query = new() { PageSize = IOTileWire.PageSize };

    private readonly byte[] _body = IOTileWire.Page(0, IOTileWire.PageSize);
    private IOTileClient? _client;

    [GlobalSetup]
    public void Open() => _client = new IOTileClient(new IOTileClientOptions { Token = new string('a', 40) }, new CannedHandler(_body));

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

    [Benchmark(Description = "IOTileClient, 10,000 readings")]
    public async Task<double> Readings()
    {
        var sum = 0.0;
        await foreach (var reading in _client!.Streams.ReadAsync(IOTileWire.Stream, Query).ConfigureAwait(false))
        {
            sum += reading.Value ?? 0;
        }

        return sum;
    }

    [Benchmark(Description = "IOTileClient, 10,000 full rows")]
    public async Task<double> Rows()
    {
        var sum = 0.0;
        await foreach (var row in _client!.Streams.ListRowsAsync(IOTileWire.Stream, Query).ConfigureAwait(false))
        {
            sum += row.OutputValue ?? 0;
        }

        return sum;
    }
}
