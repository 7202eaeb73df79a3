using Energy.Clients.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Energy.Clients.Fleet.Tests;

/// <summary>A fleet in a folder of its own against the Stem emulator, on a clock that the test moves; shards are run by the test, as Quartz would.</summary>
public sealed class FleetFixture : IAsyncDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2024, 6, 15, 12, 0);

    private readonly ServiceProvider _services;

    private FleetFixture(EnergyEmulators vendors, ManualTimeProvider clock, string folder, ServiceProvider services)
    {
        Vendors = vendors;
        Clock = clock;
        Folder = folder;
        _services = services;
    }

    public EnergyEmulators Vendors { get; }

    public ManualTimeProvider Clock { get; }

    public string Folder { get; }

    public IFleetRegister Register => _services.GetRequiredService<IFleetRegister>();

    internal IFleetStore Store => _services.GetRequiredService<IFleetStore>();

    internal FleetRunner Runner => _services.GetRequiredService<FleetRunner>();

    public static async Task<FleetFixture> StartAsync(Action<IServiceCollection>? more = null, params (string Setting, string Value)[] settings)
    {
        var clock = new ManualTimeProvider(Noon) { AutoAdvance = true };
        var vendors = await EnergyEmulators.StartAsync(o =>
        {
            o.TimeProvider = clock;
            o.Only(o.Stem);
            o.Stem.StartsOnTheGrid = true;
        });
        var folder = NewFolder();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddEnergyFleet(Section(vendors, folder, settings));
        more?.Invoke(services);
        var fixture = new FleetFixture(vendors, clock, folder, services.BuildServiceProvider());
        await fixture.Store.PrepareAsync(default);
        return fixture;
    }

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), "energy-fleet-" + Guid.NewGuid().ToString("N"));

    /// <summary>Account north reads the emulator; south lacks its key.</summary>
    public static IConfigurationSection Section(EnergyEmulators vendors, string folder, params (string Setting, string Value)[] settings)
    {
        Dictionary<string, string?> values = new()
        {
            ["Fleet:Folder"] = folder,
            ["Fleet:Accounts:north:Stem:BaseAddress"] = vendors.Stem.BaseAddress.ToString(),
            ["Fleet:Accounts:north:Stem:ApiKey"] = vendors.Stem.ApiKey,
            ["Fleet:Accounts:south:Stem:BaseAddress"] = vendors.Stem.BaseAddress.ToString(),
        };
        foreach (var (setting, value) in settings)
        {
            values["Fleet:" + setting] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Fleet");
    }

    public FleetSeries Site(string key, string account = "north") => SiteOf(Vendors, key, Noon - Duration.FromDays(1), account);

    public static FleetSeries SiteOf(EnergyEmulators vendors, string key, Instant since, string account = "north") =>
        new() { Series = SeriesUri.Parse($"stem+{account}:/sites/{vendors.World.Site(key).IdFor("stem")}/MONITOR"), Since = since };

    /// <summary>Runs every shard once, one after the other.</summary>
    public async Task RunAsync()
    {
        foreach (var shard in (await Store.GetShardsAsync(default)).Keys)
        {
            Assert.True(await Runner.RunAsync("test", shard, default, default));
        }
    }

    public async Task<FleetSeriesStatus> StatusOfAsync(FleetSeries series) => Assert.Single((await Register.GetStatusAsync()).Series, s => s.Series.Series.Equals(series.Series));

    /// <summary>The starts of the readings in the file of a series, as they stand there.</summary>
    public List<Instant> StoredOf(FleetSeries series)
    {
        var name = series.Series.Segments[1];
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "readings"), $"*{name}*.csv"));
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new StreamReader(stream);
        return [.. text.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static l => NodaTime.Text.InstantPattern.ExtendedIso.Parse(l.Split(',')[0]).Value)];
    }

    public static IEnumerable<Instant> Quarters(Instant from, Instant to) =>
        Enumerable.Range(0, (int)((to - from) / Duration.FromMinutes(15))).Select(i => from + Duration.FromMinutes(15 * i));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Vendors.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
