using System.Globalization;
using System.Text.Json;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Benchmarks;

/// <summary>
/// What the pipeline adds to one small request over a connection that is kept: a sensor of FlexMeasures, beside a bare <c>HttpClient</c> that reads the same JSON to its end.
/// Processor time of the whole process, the replaying server included, which costs the same for both. <c>-- request</c>
/// </summary>
internal static class RequestCost
{
    private const int Warmups = 4;
    private const int Runs = 11;
    private const int Requests = 4_000;

    public static async Task RunAsync()
    {
        const string Path = "/api/v3_0/sensors/1";
        var body = """
                   {"id":1,"name":"load","unit":"kW","timezone":"Europe/Amsterdam","event_resolution":"PT15M","generic_asset_id":2,
                   "entity_address":"ea1.2021-02.io.flexmeasures:fm1.1"}
                   """u8.ToArray();
        using var server = new ReplayServer(new Dictionary<string, byte[]> { [Path] = body });
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = server.BaseAddress };
        using var client = new FlexMeasuresClient(new() { BaseAddress = server.BaseAddress, Token = "a-token" });
        var bare = new Measure(() => BareAsync(http, Path));
        var ours = new Measure(() => client.Sensors.GetAsync(1));

        // In turn, so that what else the machine does falls on both.
        for (var run = 0; run < Warmups + Runs; run++)
        {
            await bare.RunAsync(run >= Warmups);
            await ours.RunAsync(run >= Warmups);
        }

        Console.WriteLine($"| path | µs of processor time a request, least of {Runs} | B a request |");
        Console.WriteLine("|---|---:|---:|");
        Console.WriteLine($"| bare HttpClient | {bare} |");
        Console.WriteLine($"| FlexMeasuresClient | {ours} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the difference | {ours.Microseconds - bare.Microseconds:0.0} | {ours.Bytes - bare.Bytes} |"));
    }

    private static async Task BareAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        var json = await answer.Content.ReadAsByteArrayAsync();
        Count(json);
    }

    private static void Count(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }

    private sealed class Measure(Func<Task> request)
    {
        public double Microseconds { get; private set; } = double.PositiveInfinity;

        public long Bytes { get; private set; } = long.MaxValue;

        public async Task RunAsync(bool counts)
        {
            GC.Collect();
            var (allocated, before) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
            for (var i = 0; i < Requests; i++)
            {
                await request();
            }

            if (counts)
            {
                Microseconds = Math.Min(Microseconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Requests);
                Bytes = Math.Min(Bytes, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Requests);
            }
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Microseconds:0.0} | {Bytes}");
    }
}
