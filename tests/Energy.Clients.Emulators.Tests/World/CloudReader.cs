using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Tests;

/// <summary>Reads what each cloud tells of a building's quarter hours, with plain requests and arithmetic by hand: in MJ, positive into the building (meter) and into the
/// battery.</summary>
internal sealed class CloudReader(EnergyEmulators clouds, SimulatedSite site, Interval day) : IDisposable
{
    private const int QuarterSeconds = 900;
    private const double MegajoulesPerKilowattHour = 3.6;

    private static readonly Duration Quarter = Duration.FromSeconds(QuarterSeconds);

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    public async Task<Dictionary<Instant, (double Meter, double Battery)>> StemAsync()
    {
        var origin = clouds.Stem.BaseAddress;
        Task<JsonElement> Get(string path) => GetAsync(new Uri(origin, path), "APIKEY " + clouds.Stem.ApiKey);
        var id = "";
        foreach (var client in (await Get("api/v1/clients?page=1&per_page=100")).GetProperty("clients").EnumerateArray())
        {
            foreach (var candidate in (await Get($"api/v1/clients/{client.GetProperty("id").GetString()}/sites?page=1&per_page=100")).GetProperty("sites").EnumerateArray())
            {
                id = candidate.GetProperty("name").GetString() == site.Name ? candidate.GetProperty("id").GetString()! : id;
            }
        }

        async Task<Dictionary<Instant, double>> Stream(string type)
        {
            var answer = await Get($"api/v1/sites/{id}/streams?start_datetime={Text(day.Start)}&end_datetime={Text(day.End)}&resolution={QuarterSeconds}&stream_type={type}");
            return Assert.Single(answer.GetProperty("stream_types").EnumerateArray()).GetProperty("streams").EnumerateArray()
                .ToDictionary(r => Time(r, "start_datetime") - Duration.FromSeconds(1), r => r.GetProperty("kw_total_avg").GetDouble() * QuarterSeconds / 1000);
        }

        return Join(await Stream("MONITOR"), await Stream("CONVERTER"));
    }

    public async Task<Dictionary<Instant, (double Meter, double Battery)>> IOTileAsync()
    {
        var origin = new Uri(clouds.IOTile.BaseAddress, "api/v1/");
        using var login = await _http.PostAsJsonAsync(new Uri(origin, "auth/login/"), new { email = clouds.IOTile.UserName, password = clouds.IOTile.Password });
        var key = "jwt " + (await JsonAsync(login)).GetProperty("jwt").GetString();
        var device = $"d--0000-0000-0000-{site.Number:x4}";
        var streams =
            (await GetAsync(new Uri(origin, $"stream/?device={device}"), key)).GetProperty("results").EnumerateArray().ToDictionary(s => s.GetProperty("var_name").GetString()!);

        async Task<Dictionary<Instant, double>> Flow(string name)
        {
            var stream = streams[name];
            var input = stream.GetProperty("input_unit");
            var output = stream.GetProperty("output_unit");
            Assert.Equal("kWh", output.GetProperty("unit_short").GetString());

            // A row stands at the end of its quarter hour.
            var rows = await GetAsync(
                new Uri(origin,
                    $"stream/{stream.GetProperty("slug").GetString()}/data/?start={Text(day.Start + Quarter)}&end={Text(day.End + Duration.FromSeconds(1))}&page_size=1000"), key);
            return rows.GetProperty("results").EnumerateArray().ToDictionary(r => Time(r, "timestamp") - Quarter, r =>
            {
                var stored = Mdo(input, Mdo(stream, r.GetProperty("int_value").GetInt64()));
                Assert.Equal(stored, r.GetProperty("value").GetDouble(), stored * 1e-12);
                return Mdo(output, stored) * MegajoulesPerKilowattHour;
            });
        }

        return Join(Less(await Flow("Grid import"), await Flow("Grid export")), Less(await Flow("Charge"), await Flow("Discharge")));
    }

    public async Task<Dictionary<Instant, (double Meter, double Battery)>> FlexMeasuresAsync()
    {
        var origin = new Uri(clouds.FlexMeasures.BaseAddress, "api/");
        using var login = await _http.PostAsJsonAsync(new Uri(origin, "requestAuthToken"), new { email = clouds.FlexMeasures.Email, password = clouds.FlexMeasures.Password });
        var key = (await JsonAsync(login)).GetProperty("auth_token").GetString()!;
        var assets = (await GetAsync(new Uri(origin, "v3_0/assets"), key)).EnumerateArray()
            .ToDictionary(a => a.GetProperty("name").GetString()!, a => a.GetProperty("id").GetInt64());

        async Task<Dictionary<Instant, double>> Sensor(string asset, string name)
        {
            var sensor = (await GetAsync(new Uri(origin, "v3_0/sensors"), key)).EnumerateArray()
                .Single(s => s.GetProperty("name").GetString() == name && Owner(s) == assets[asset]);
            var hours = (int)(day.End - day.Start).TotalHours;
            var answer = await GetAsync(
                new Uri(origin, $"v3_0/sensors/{sensor.GetProperty("id").GetInt64()}/data?start={Text(day.Start)}&duration=PT{hours}H&resolution=PT15M&unit=MW"), key);
            Assert.Equal("MW", answer.GetProperty("unit").GetString());
            return answer.GetProperty("values").EnumerateArray().Index().ToDictionary(v => day.Start + (v.Index * Quarter), v => v.Item.GetDouble() * QuarterSeconds);
        }

        return Join(await Sensor(site.Name, "grid"), await Sensor(site.Name + " battery", "power"));
    }

    public async Task<Dictionary<Instant, (double Meter, double Battery)>> SundayaAsync()
    {
        var first = day.Start.InUtc().Date;
        var days = Period.DaysBetween(first, (day.End - Duration.Epsilon).InUtc().Date) + 1;
        var cube = await GetAsync(new Uri(clouds.Sundaya.BaseAddress, FormattableString.Invariant($"energy/hsy/period/day/{first:uuuuMMdd}/{days}?site={site.Key}")), null);
        var flows = new Dictionary<string, Dictionary<Instant, double>>();
        foreach (var item in cube.EnumerateArray().SelectMany(c => c.GetProperty("collection").GetProperty("items").EnumerateArray()))
        {
            var minutes = item.GetProperty("data").EnumerateArray().Single(d => d.GetProperty("name").GetString() == "hour.minute");
            var from = Minute(minutes.GetProperty("value").GetString()!.Split('/')[0]);
            foreach (var flow in minutes.GetProperty("data").EnumerateArray())
            {
                var quarters = flows.TryGetValue(flow.GetProperty("name").GetString()!, out var known) ? known : flows[flow.GetProperty("name").GetString()!] = [];
                foreach (var (minute, text) in flow.GetProperty("value").GetString()!.Split(' ').Index())
                {
                    var at = from + Duration.FromMinutes(minute / 15 * 15);
                    if (day.Contains(at))
                    {
                        quarters[at] = quarters.GetValueOrDefault(at) + double.Parse(text, CultureInfo.InvariantCulture);
                    }
                }
            }
        }

        return Join(Less(flows["buy"], flows["sell"]), Less(flows["store.in"], flows["store.out"]));
    }

    private static long Owner(JsonElement sensor) => sensor.GetProperty("generic_asset_id").GetInt64();

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);

    private static Instant Time(JsonElement row, string member) => InstantPattern.General.Parse(row.GetProperty(member).GetString()!).GetValueOrThrow();

    private static Instant Minute(string text) => InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmm").Parse(text).GetValueOrThrow();

    // Of a stream the members have long names, of a unit short ones.
    private static double Mdo(JsonElement of, double value)
    {
        double Number(string name, string shortName, double byDefault) =>
            (of.TryGetProperty(name, out var number) || of.TryGetProperty(shortName, out number)) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : byDefault;
        return (value * Number("multiplication_factor", "m", 1) / Number("division_factor", "d", 1)) + Number("offset", "o", 0);
    }

    private static Dictionary<Instant, double> Less(Dictionary<Instant, double> plus, Dictionary<Instant, double> minus)
    {
        Assert.Equal(plus.Keys.Order(), minus.Keys.Order());
        return plus.ToDictionary(p => p.Key, p => p.Value - minus[p.Key]);
    }

    private static Dictionary<Instant, (double Meter, double Battery)> Join(Dictionary<Instant, double> meter, Dictionary<Instant, double> battery)
    {
        Assert.Equal(meter.Keys.Order(), battery.Keys.Order());
        return meter.ToDictionary(m => m.Key, m => (m.Value, battery[m.Key]));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task<JsonElement> GetAsync(Uri address, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await _http.SendAsync(request);
        return await JsonAsync(response);
    }
}
