using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>A million readings over loopback, beside draining the same bytes with <see cref="HttpClient"/> and a bare pass over their tokens. Budget: 1.3 of it.</summary>
[MemoryDiagnoser]
public class MillionReadingsBenchmarks : IDisposable
{
    public const int Count = 1_000_000;

    public static readonly Instant Start = Instant.FromUtc(1995, 1, 1, 0, 0);
    public static readonly Instant End = Start + Duration.FromMinutes(15L * Count);

    private ReplayServer? _server;
    private StemClient? _client;
    private HttpClient? _http;
    private List<Uri> _targets = [];

    [GlobalSetup]
    public void Open()
    {
        var windows = StemWire.Windows(Start, End);
        _server = new ReplayServer(windows);
        _targets = [.. windows.Keys.Select(t => new Uri(t, UriKind.Relative))];
        _client = new StemClient(new StemClientOptions { ApiKey = "benchmark", BaseAddress = _server.BaseAddress });
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
                var used = Pass(buffer.AsSpan(0, held), read == 0, ref state, ref tokens);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }
            while (read > 0);
        }

        return tokens;
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "StemClient")]
    public async Task<long> Read()
    {
        var count = 0L;
        await foreach (var reading in _client!.Streams.ReadAsync("site", StemStreamType.Monitor, new StemStreamQuery { Range = new Interval(Start, End) }).ConfigureAwait(false))
        {
            count += reading.Value is null ? 0 : 1;
        }

        return count == Count ? count : throw new InvalidOperationException($"{count} readings came.");
    }

    internal static int Pass(ReadOnlySpan<byte> bytes, bool last, ref JsonReaderState state, ref long tokens)
    {
        var reader = new Utf8JsonReader(bytes, last, state);
        while (reader.Read())
        {
            tokens++;
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }
}
