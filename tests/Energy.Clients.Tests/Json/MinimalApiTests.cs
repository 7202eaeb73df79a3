using System.Net.Http.Json;
using Energy.Clients.IOTile;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using NodaTime;

namespace Energy.Clients.Tests.Json;

public sealed class MinimalApiTests : IAsyncLifetime
{
    private static readonly Instant Midnight = Instant.FromUtc(2026, 1, 31, 0, 0);
    private static readonly Reading[] Readings =
    [
        new(Midnight, Midnight + Duration.FromMinutes(15), 1.5),
        new(Midnight + Duration.FromMinutes(15), Midnight + Duration.FromMinutes(30), null),
    ];

    private static readonly SeriesInfo Info =
        new()
        {
            Identity = "stem:/sites/42/MONITOR",
            Unit = Unit.Kilowatt,
            Kind = SeriesKind.AveragePower,
            Resolution = Duration.FromMinutes(15),
            Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]
        };

    private readonly WebApplication _app;

    public MinimalApiTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        _app.MapGet("/readings", static IAsyncEnumerable<Reading> () => Readings.ToAsyncEnumerable().WithInfo(Info));
        _app.MapGet("/info", static () => Info);
        _app.MapPost("/echo", static (Reading reading) => reading);
        _app.MapPatch("/device", static (IOTileDeviceUpdate update) => update.Label.IsSet && !update.Lat.IsSet ? update.Label.Value : "(another)");
    }

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Readings_StreamedByAnEndpoint_AreIsoText()
    {
        using var client = _app.GetTestClient();

        Assert.Equal(
            """[{"start":"2026-01-31T00:00:00Z","end":"2026-01-31T00:15:00Z","value":1.5},{"start":"2026-01-31T00:15:00Z","end":"2026-01-31T00:30:00Z","value":null}]""",
            await client.GetStringAsync("/readings"));
        Assert.Equal(Readings, await client.GetFromJsonAsync<Reading[]>("/readings"));
    }

    [Fact]
    public async Task SeriesInfo_OfAnEndpoint_IsIsoTextAndReadsBackEqual()
    {
        using var client = _app.GetTestClient();
        var text = await client.GetStringAsync("/info");

        Assert.Contains("\"resolution\":\"PT15M\"", text, StringComparison.Ordinal);
        Assert.Contains("\"zone\":\"Europe/Amsterdam\"", text, StringComparison.Ordinal);
        Assert.Equal(Info, await client.GetFromJsonAsync<SeriesInfo>("/info"));
    }

    [Fact]
    public async Task Reading_GivenToAnEndpoint_IsRead()
    {
        using var client = _app.GetTestClient();
        using var answer = await client.PostAsJsonAsync("/echo", Readings[0]);

        Assert.Equal(Readings[0], await answer.Content.ReadFromJsonAsync<Reading>());
    }

    [Fact]
    public async Task Update_GivenToAnEndpoint_KeepsWhatIsLeftOutApart()
    {
        using var client = _app.GetTestClient();
        using var answer = await client.PatchAsJsonAsync("/device", new IOTileDeviceUpdate { Label = "Meter 1" });

        Assert.Equal("Meter 1", await answer.Content.ReadAsStringAsync());
    }
}
