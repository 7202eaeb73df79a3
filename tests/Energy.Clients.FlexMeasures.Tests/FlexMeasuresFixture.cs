using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>The FlexMeasures emulator over real HTTP and a client of it, both on one manual clock, so that waits cost no time.</summary>
internal sealed class FlexMeasuresFixture : IAsyncDisposable
{
    private readonly EnergyEmulators _emulators;

    private FlexMeasuresFixture(EnergyEmulators emulators, FlexMeasuresClient client, ManualTimeProvider clock)
    {
        _emulators = emulators;
        Client = client;
        Clock = clock;
    }

    public FlexMeasuresClient Client { get; }

    public ManualTimeProvider Clock { get; }

    public FlexMeasuresEmulator Server => _emulators.FlexMeasures;

    public World World => _emulators.World;

    public static async Task<FlexMeasuresFixture> StartAsync(
        Action<FlexMeasuresEmulatorOptions>? server = null, Action<FlexMeasuresClientOptions>? client = null, ILoggerFactory? loggers = null)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 7, 9)) { AutoAdvance = true };
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.FlexMeasures);
            o.TimeProvider = clock;
            o.Seed = 42;
            server?.Invoke(o.FlexMeasures);
        });
        var options =
            new FlexMeasuresClientOptions { BaseAddress = emulators.FlexMeasures.BaseAddress, Email = emulators.FlexMeasures.Email, Password = emulators.FlexMeasures.Password };
        client?.Invoke(options);
        return new FlexMeasuresFixture(emulators, new FlexMeasuresClient(options, new() { TimeProvider = clock, LoggerFactory = loggers }), clock);
    }

    /// <summary>Makes a sensor on the first asset.</summary>
    public Task<FlexMeasuresSensor> AddSensorAsync(string name = "made by a test", Unit? unit = null, int minutes = 15) => Client.Sensors.CreateAsync(new FlexMeasuresNewSensor
    {
        Name = name,
        AssetId = 1,
        Unit = unit ?? Unit.Kilowatt,
        EventResolution = new IsoDuration(Duration.FromMinutes(minutes)),
        TimeZone = "Europe/Amsterdam",
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _emulators.DisposeAsync();
    }
}
