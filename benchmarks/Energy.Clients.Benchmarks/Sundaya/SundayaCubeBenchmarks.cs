using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Benchmarks;

/// <summary>A month's cube read as hours by the client (the whole way: pipeline, body, numbers), beside a bare pass over its tokens. Budget: 2.0 of it.</summary>
[MemoryDiagnoser]
public class SundayaCubeBenchmarks : IDisposable
{
    private static readonly EnergyPeriod Month = EnergyPeriod.Parse("month/20240501");

    private readonly byte[] _body = Cube();
    private SundayaClient? _client;

    [GlobalSetup]
    public void Open() => _client = new SundayaClient(new SundayaClientOptions(), new CannedHandler(_body));

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

    // The numbers stand in texts, which the bare pass leaps over.
    [Benchmark(Description = "the same, reading the numbers")]
    public double NumberPass()
    {
        var reader = new Utf8JsonReader(_body);
        var sum = 0.0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Contains((byte)' '))
            {
                var text = reader.ValueSpan;
                while (Utf8Parser.TryParse(text, out double number, out var used))
                {
                    sum += number;
                    text = text[Math.Min(used + 1, text.Length)..];
                }
            }
        }

        return sum;
    }

    [Benchmark(Description = "SundayaClient, 744 readings")]
    public async Task<double> Readings()
    {
        var sum = 0.0;
        await foreach (var reading in _client!.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Hour, Month.Interval).ConfigureAwait(false))
        {
            sum += reading.Value ?? 0;
        }

        return sum;
    }

    private static byte[] Cube()
    {
        var items = Month.Children.Select(static day =>
        {
            var hours = string.Join(' ', Enumerable.Range(0, 24).Select(static h => (h * 1.234567).ToString("F6", CultureInfo.InvariantCulture)));
            return $$"""
                {"href":"https://sundaya.example.com/energy/harvest/period/day/{{day.Epoch}}/1?site=999","links":[{"rel":"self","name":"month.day","prompt":"{{day.Prompt}}","title":"{{day.Title}}","href":"https://sundaya.example.com/energy/harvest/period/day/{{day.Epoch}}/1?site=999","render":"link"}],"data":[{"name":"month.day","value":"{{day.Epoch}}/1","data":[{"name":"harvest","value":"340.741"}]},{"name":"day.hour","value":"{{day.Epoch}}T0000/24","data":[{"name":"harvest","value":"{{hours}}"}]}]}
                """;
        });
        return Encoding.UTF8.GetBytes(
            $$$"""[{"collection":{"href":"https://sundaya.example.com/energy/harvest/period/month/20240501/1?site=999","version":"0.6","links":[],"items":["""
                + $$$"""{{{string.Join(',', items)}}}]}}]""");
    }
}
