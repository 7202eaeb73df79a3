using System.Net;
using System.Text.Json;
using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/minimal-api.md, run.</summary>
public sealed class MinimalApiTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private EnergyEmulators _vendors = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        _app = MinimalApiSnippets.Build(
        [
            "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None",
            "--Energy:Stem:BaseAddress", _vendors.Stem.BaseAddress.ToString(), "--Energy:Stem:ApiKey", _vendors.Stem.ApiKey, "--Energy:Stem:MaxRetries", "0",
        ]);
        await _app.StartAsync();
    }

    public void Dispose() => _http.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _vendors.DisposeAsync();
    }

    [Fact]
    public async Task Readings_OfAnHour_ComeAsAJsonArray()
    {
        using var answer = await GetAsync();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (start, site) = (Instant.FromUtc(2024, 6, 10, 0, 0), _vendors.World.Site("harbour"));
        var quarter = Duration.FromMinutes(15);
        Assert.Equal(4, json.RootElement.GetArrayLength());
        foreach (var (reading, i) in json.RootElement.EnumerateArray().Select(static (r, i) => (r, i)))
        {
            var (from, to) = (start + (quarter * i), start + (quarter * (i + 1)));
            Assert.Equal(NodaTime.Text.InstantPattern.General.Format(from), reading.GetProperty("start").GetString());
            Assert.Equal(site.Average(SimulatedFlow.Buy, from, to) - site.Average(SimulatedFlow.Sell, from, to), reading.GetProperty("value").GetDouble(), 5);
        }
    }

    [Theory]
    [InlineData(401, 502, false)]
    [InlineData(404, 404, false)]
    [InlineData(429, 503, true)]
    [InlineData(503, 502, true)]
    public async Task Readings_ThatTheVendorRefuses_AreProblemDetails(int vendor, int ours, bool canRetry)
    {
        _vendors.Stem.Faults.Always(Fault.Status(vendor, vendor == 429 ? TimeSpan.FromSeconds(40) : null));

        using var answer = await GetAsync();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(ours, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Stem.Streams.Read", json.RootElement.GetProperty("operation").GetString());
        Assert.Equal(canRetry, json.RootElement.GetProperty("canRetry").GetBoolean());
        Assert.Equal(vendor == 429 ? TimeSpan.FromSeconds(40) : null, answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Readings_OfAnAddressThatIsNone_AreTheCallersMistake()
    {
        using var answer = await _http.GetAsync(new Uri($"{_app.Urls.First()}/readings?series=stem%3A%2Fsides%2F1&from=2024-06-10T00:00:00Z&to=2024-06-10T01:00:00Z"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Write stem:/sites/<site id>/MONITOR", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> GetAsync() => _http.GetAsync(new Uri(
        $"{_app.Urls.First()}/readings?series=stem%3A%2Fsites%2F{_vendors.World.Site("harbour").IdFor("stem")}%2FMONITOR&from=2024-06-10T00:00:00Z&to=2024-06-10T01:00:00Z"));
}
