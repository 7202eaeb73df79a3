using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.FlexMeasures;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>An answer with 10,000 values of a sensor read as readings by the client (the whole way: pipeline, body, numbers, slots), beside a bare pass over its tokens. Budget:
/// 1.9 of it.</summary>
[MemoryDiagnoser]
public class FlexMeasuresDataBenchmarks : IDisposable
{
    internal const int Slots = 10_000;

    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Instant End = Start + Duration.FromMinutes(5 * Slots);
    private static readonly FlexMeasuresSensor Sensor =
        new() { Id = 42, Name = "load", Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT5M"), TimeZone = "Europe/Amsterdam" };

    private readonly byte[] _body = Answer();
    private FlexMeasuresClient? _client;

    [GlobalSetup]
    public void Open() =>
        _client = new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://flexmeasures.example.com"), Token = "a-token" }, new Server(_body));

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

    [Benchmark(Description = "the same, reading the numbers")]
    public double NumberPass()
    {
        var reader = new Utf8JsonReader(_body);
        var sum = 0.0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                sum += reader.GetDouble();
            }
        }

        return sum;
    }

    [Benchmark(Description = "FlexMeasuresClient, 10,000 readings")]
    public async Task<double> Readings()
    {
        var sum = 0.0;
        await foreach (var reading in _client!.Data.ReadAsync(Sensor, new Interval(Start, End)).ConfigureAwait(false))
        {
            sum += reading.Value ?? 0;
        }

        return sum;
    }

    private static byte[] Answer()
    {
        var values = string.Join(", ", Enumerable.Range(0, Slots).Select(static i => i % 50 == 0 ? "null" : (i % 288 * 0.01234567).ToString("R", CultureInfo.InvariantCulture)));
        var duration = new IsoDuration(End - Start).ToString(IsoDurationStyle.Hours);
        return Encoding.UTF8.GetBytes(
            $$"""
              {"values": [{{values}}], "start": "2024-06-01T00:00:00+00:00", "duration": "{{duration}}",
              "unit": "kW", "resolution": "PT5M", "status": "PROCESSED", "message": "Request has been processed."}
              """);
    }

    // Answers with the values, and with no statistics.
    private sealed class Server(byte[] values) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(request.RequestUri!.AbsolutePath.EndsWith("/stats", StringComparison.Ordinal) ? "{}"u8.ToArray() : values),
                RequestMessage = request,
            });
    }
}
