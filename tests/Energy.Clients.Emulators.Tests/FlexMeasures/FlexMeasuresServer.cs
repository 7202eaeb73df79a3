using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>A FlexMeasures emulator with a small state of its own: a site with a battery, a neighbour, and sensors of several grids.</summary>
internal sealed class FlexMeasuresServer : IAsyncDisposable
{
    public const string Ann = "TOKEN_ANN";
    public const string Boss = "TOKEN_BOSS";
    public const string Eve = "TOKEN_EVE";

    public const int HourlyOfKolkata = 1;
    public const int DailyOfAmsterdam = 2;
    public const int BatteryPower = 3;
    public const int BatteryCharge = 4;
    public const int Price = 5;
    public const int Foreign = 6;
    public const int Temperature = 7;

    public const int Site = 1;
    public const int Battery = 2;

    private const string State = """
        {
          "roles": [{ "id": 1, "name": "account-admin" }, { "id": 2, "name": "admin" }, { "id": 3, "name": "consultant" }],
          "accounts": [{ "id": 1, "name": "Here" }, { "id": 2, "name": "There" }],
          "users": [
            { "id": 1, "email": "ann@here.example", "username": "ann", "roles": [], "accountId": 1, "dataSourceId": 1, "token": "TOKEN_ANN" },
            { "id": 2, "email": "boss@here.example", "username": "boss", "roles": ["account-admin"], "accountId": 1, "dataSourceId": 2, "token": "TOKEN_BOSS" },
            { "id": 3, "email": "eve@there.example", "username": "eve", "roles": [], "accountId": 2, "dataSourceId": 3, "token": "TOKEN_EVE" }
          ],
          "dataSources": [{ "id": 1, "name": "ann", "userId": 1, "accountId": 1 }, { "id": 2, "name": "boss", "userId": 2, "accountId": 1 }, { "id": 3, "name": "eve", "userId": 3, "accountId": 2 }],
          "assetTypes": [{ "id": 5, "name": "battery", "description": "stationary battery" }, { "id": 6, "name": "building", "description": "building" }],
          "assets": [
            { "id": 1, "name": "site", "accountId": 1, "assetTypeId": 6 },
            { "id": 2, "name": "cellar", "accountId": 1, "parentAssetId": 1, "assetTypeId": 5 },
            { "id": 3, "name": "neighbour", "accountId": 2, "assetTypeId": 6 }
          ],
          "sensors": [
            { "id": 1, "name": "hourly", "assetId": 1, "unit": "kW", "timezone": "Asia/Kolkata", "eventResolution": "PT1H" },
            { "id": 2, "name": "daily", "assetId": 1, "unit": "kWh", "timezone": "Europe/Amsterdam", "eventResolution": "P1D" },
            { "id": 3, "name": "power", "assetId": 2, "unit": "kW", "timezone": "Europe/Amsterdam", "eventResolution": "PT15M" },
            { "id": 4, "name": "charge", "assetId": 2, "unit": "kWh", "timezone": "Europe/Amsterdam", "eventResolution": "PT0S" },
            { "id": 5, "name": "price", "assetId": 1, "unit": "EUR/MWh", "timezone": "Europe/Amsterdam", "eventResolution": "PT1H" },
            { "id": 6, "name": "hidden", "assetId": 3, "unit": "kW", "timezone": "Europe/Amsterdam", "eventResolution": "PT1H" },
            { "id": 7, "name": "temperature", "assetId": 1, "unit": "°C", "timezone": "Europe/Amsterdam", "eventResolution": "PT0S" }
          ]
        }
        """;

    private readonly EnergyEmulators _emulators;
    private readonly HttpClient _http;

    private FlexMeasuresServer(EnergyEmulators emulators, ManualTimeProvider clock)
    {
        _emulators = emulators;
        Clock = clock;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = emulators.FlexMeasures.BaseAddress };
    }

    public ManualTimeProvider Clock { get; }

    public FlexMeasuresEmulatorState Known => _emulators.FlexMeasures.State;

    public static async Task<FlexMeasuresServer> StartAsync(Action<FlexMeasuresEmulatorOptions>? configure = null)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2026, 6, 1, 12, 0));
        var emulators = await EnergyEmulators.StartAsync(options =>
        {
            options.Only(options.FlexMeasures);
            options.TimeProvider = clock;
            options.FlexMeasures.SimulatedWorld = false;
            configure?.Invoke(options.FlexMeasures);
        });
        using var state = JsonDocument.Parse(State);
        emulators.FlexMeasures.State.Load(state.RootElement);
        return new FlexMeasuresServer(emulators, clock);
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path, string token = Ann) => SendAsync(HttpMethod.Get, path, null, token);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, string json, string token = Ann) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), token);

    public Task<(int Status, JsonElement Body)> PatchAsync(string path, string json, string token = Ann) =>
        SendAsync(HttpMethod.Patch, path, new StringContent(json, Encoding.UTF8, "application/json"), token);

    /// <summary>Posts values, written as JSON; more members may follow.</summary>
    public Task<(int Status, JsonElement Body)> PostDataAsync(int sensor, string values, string start, string duration, string unit = "kW",
        string more = """ "prior": "2026-01-01T00:00:00Z" """) =>
        PostAsync($"sensors/{sensor}/data",
            $$"""{ "values": {{values}}, "start": "{{start}}", "duration": "{{duration}}", "unit": "{{unit}}"{{(more.Length == 0 ? "" : ", " + more)}} }""");

    public async Task<(int Status, JsonElement Body)> UploadAsync(int sensor, string name, string type, byte[] content)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await SendAsync(HttpMethod.Post, $"sensors/{sensor}/data/upload", new MultipartFormDataContent { { part, "uploaded-files", name } }, Ann);
    }

    public Task<(int Status, JsonElement Body)> UploadAsync(int sensor, params string[] rows) =>
        UploadAsync(sensor, "rows.csv", "text/csv", Encoding.UTF8.GetBytes("event_start,event_value\n" + string.Join('\n', rows) + "\n"));

    /// <summary>What is read, as text: values parted by spaces, a dash for null.</summary>
    public async Task<string> ReadAsync(int sensor, string start, string duration, string unit = "kW", string? resolution = null)
    {
        var query = $"start={Uri.EscapeDataString(start)}&duration={duration}&unit={Uri.EscapeDataString(unit)}{(resolution is null ? "" : "&resolution=" + resolution)}";
        var (status, body) = await GetAsync($"sensors/{sensor}/data?{query}");
        Assert.Equal(200, status);
        return Values(body);
    }

    public static string Values(JsonElement body) =>
        string.Join(' ', body.GetProperty("values")
            .EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? "-" : (Math.Round(v.GetDouble(), 9) + 0.0).ToString(CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulators.DisposeAsync();
    }

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content, string token)
    {
        using var request = new HttpRequestMessage(method, "/api/v3_0/" + path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text.StartsWith('{') || text.StartsWith('[') ? text : "{}");
        return ((int)response.StatusCode, document.RootElement.Clone());
    }
}
