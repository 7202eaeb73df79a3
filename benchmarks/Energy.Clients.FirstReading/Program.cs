// Reads the first reading of a day and prints the milliseconds of processor time that the process has used until then, the start of the runtime included.
// Arguments: what reads it (nothing, bare, client), the server's address, the key, the site.
using System.Globalization;
using System.Text.Json;
using Energy.Clients.Stem;
using NodaTime;

var value = args switch
{
    ["bare", var address, var key, var site] => await BareAsync(address, key, site),
    ["client", var address, var key, var site] => await ClientAsync(address, key, site),
    _ => 0,
};
var used = Environment.CpuUsage.TotalTime.TotalMilliseconds;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{used} {value}"));

static async Task<double?> ClientAsync(string address, string key, string site)
{
    using var stem = new StemClient(new StemClientOptions { BaseAddress = new Uri(address), ApiKey = key });
    var start = Instant.FromUtc(2024, 5, 1, 0, 0);
    var reading = await stem.Streams.ReadAsync(site, StemStreamType.Monitor, new StemStreamQuery { Range = new Interval(start, start + Duration.FromDays(1)) }).FirstAsync();
    return reading.Value;
}

// The least that does the same: no retries, no limits, no paging, no times.
static async Task<double?> BareAsync(string address, string key, string site)
{
    using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
    using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
    http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "APIKEY " + key);
    var path = $"api/v1/sites/{site}/streams?start_datetime=2024-05-01T00%3A00%3A00Z&end_datetime=2024-05-02T00%3A00%3A00Z&resolution=900&stream_type=MONITOR";
    using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
    answer.EnsureSuccessStatusCode();
    return First(await answer.Content.ReadAsByteArrayAsync());
}

static double? First(byte[] body)
{
    double? value = null;
    var isFound = false;
    var json = new Utf8JsonReader(body);
    while (json.Read())
    {
        if (!isFound && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("kw_total_avg"u8))
        {
            json.Read();
            value = json.TokenType == JsonTokenType.Null ? null : json.GetDouble();
            isFound = true;
        }
    }

    return value;
}
