using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Benchmarks;

/// <summary>A million IOTile readings over loopback, beside draining the same bytes with <see cref="HttpClient"/> and a bare pass over their tokens. Budget: 1.3 of it.</summary>
[MemoryDiagnoser]
public class IOTileMillionBenchmarks : IDisposable
{
    public const int Count = 1_000_000;

    private ReplayServer? _server;
    private IOTileClient? _client;
    private HttpClient? _http;
    private List<Uri> _targets = [];

    [GlobalSetup]
    public async Task OpenAsync()
    {
        var pages = await IOTileWire.PagesAsync(Count).ConfigureAwait(false);
        _server = new ReplayServer(pages);
        _targets = [.. pages.Keys.Select(t => new Uri(t, UriKind.Relative))];
        _client = new IOTileClient(new IOTileClientOptions { Token = new string('a', 40), BaseAddress = _server.BaseAddress });
        _http = new HttpClient { BaseAddress = _server.BaseAddress };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _client?.Dispose();
        _http?.Dispose();
        _server?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count, Description = "HttpClient and a bare pass")]
    public async Task<long> Drain()
    {
        var tokens = 0L;
        var buffer = new byte[64 * 1024];
        foreach (var target in _targets)
        {
            using var response = await _http!.GetAsync(target, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            var state = new JsonReaderState();
            var held = 0;
            int read;
            do
            {
                read = await body.ReadAsync(buffer.AsMemory(held)).ConfigureAwait(false);
                held += read;
                var used = MillionReadingsBenchmarks.Pass(buffer.AsSpan(0, held), read == 0, ref state, ref tokens);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }
            while (read > 0);
        }

        return tokens;
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "IOTileClient")]
    public async Task<long> Read()
    {
        var count = 0L;
        await foreach (var reading in _client!.Streams.ReadAsync(IOTileWire.Stream, new IOTileStreamDataQuery { PageSize = IOTileWire.PageSize }).ConfigureAwait(false))
        {
            count += reading.Value is null ? 0 : 1;
        }

        return count == Count ? count : throw new InvalidOperationException($"{count} readings came.");
    }
}
