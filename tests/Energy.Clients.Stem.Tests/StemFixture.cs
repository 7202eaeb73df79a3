using System.Text.Json;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Stem.Tests;

/// <summary>The Stem emulator over real HTTP and a client of it, both on one manual clock, so that retries cost no time.</summary>
internal sealed class StemFixture : IAsyncDisposable
{
    public const string Key = "emulated-stem-key";

    private readonly EnergyEmulators _emulators;

    private StemFixture(EnergyEmulators emulators, StemClient client, ManualTimeProvider clock)
    {
        _emulators = emulators;
        Client = client;
        Clock = clock;
    }

    public StemClient Client { get; }

    public ManualTimeProvider Clock { get; }

    public StemEmulator Server => _emulators.Stem;

    public FaultRules Faults => Server.Faults;

    public World World => _emulators.World;

    public SimulatedSite Site => World.Site("harbour");

    public string SiteId => Site.IdFor("stem").ToString();

    /// <summary>How many items a page of the lists has.</summary>
    public int PageSize { get; private set; } = StemListQuery.DefaultPageSize;

    public StemClientQuery ClientQuery => new() { PageSize = PageSize };

    public StemSiteQuery SiteQuery => new() { PageSize = PageSize };

    public string ClientId => World.Customers[0].IdFor("stem").ToString();

    public static async Task<StemFixture> StartAsync(Action<StemEmulatorOptions>? server = null, Action<StemClientOptions>? client = null, ILoggerFactory? loggers = null)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 7, 9)) { AutoAdvance = true };
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Stem);
            o.TimeProvider = clock;
            o.Seed = 42;
            server?.Invoke(o.Stem);
        });
        var options = new StemClientOptions { BaseAddress = emulators.Stem.BaseAddress, ApiKey = Key };
        client?.Invoke(options);
        return new StemFixture(emulators, new StemClient(options, new() { TimeProvider = clock, LoggerFactory = loggers }), clock);
    }

    /// <summary>An emulator with so many clients and, at the first of them, so many sites.</summary>
    public static async Task<StemFixture> WithListsAsync(int clients, int sites, int pageSize, Action<StemClientOptions>? client = null, Action<StemEmulatorOptions>? server = null)
    {
        var fixture = await StartAsync(
            o =>
            {
                o.SimulatedWorld = false;
                server?.Invoke(o);
            },
            client);
        fixture.PageSize = pageSize;
        fixture.Server.State.AddClients(Enumerable.Range(0, clients).Select(i => new StemClientState { Id = $"client-{i}", Name = $"Owner {i}" }));
        fixture.Server.State.AddSites("client-0", Enumerable.Range(0, sites).Select(i => Meter($"site-{i}")));
        return fixture;
    }

    public static StemSiteState Meter(string id, string monitor = "2021-01-01T00:00:00Z") => new()
    {
        Id = id,
        Name = "Meter " + id,
        StreamStartTimes = new Dictionary<string, JsonElement> { ["MONITOR"] = JsonElement.Parse($"\"{monitor}\"") },
    };

    public StemStreamQuery Query(Instant start, Instant end) => new() { Range = new Interval(start, end) };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _emulators.DisposeAsync();
    }
}
