using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>The Sundaya emulator over real HTTP and a client of it, both on one manual clock, so that retries cost no time.</summary>
internal sealed class SundayaFixture : IAsyncDisposable
{
    private readonly EnergyEmulators _emulators;

    private SundayaFixture(EnergyEmulators emulators, SundayaClient client)
    {
        _emulators = emulators;
        Client = client;
    }

    public static Instant Now { get; } = Instant.FromUtc(2024, 6, 15, 12, 7, 9);

    public SundayaClient Client { get; }

    public SundayaEmulator Server => _emulators.Sundaya;

    public FaultRules Faults => Server.Faults;

    public SimulatedSite Site => _emulators.World.Sites[0];

    public static async Task<SundayaFixture> StartAsync(
        Action<SundayaEmulatorOptions>? server = null, Action<SundayaClientOptions>? client = null, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        var clock = time ?? new ManualTimeProvider(Now) { AutoAdvance = true };
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Sundaya);
            o.TimeProvider = clock;
            o.Seed = 42;
            server?.Invoke(o.Sundaya);
        });
        var options = new SundayaClientOptions { BaseAddress = emulators.Sundaya.BaseAddress };
        client?.Invoke(options);
        return new SundayaFixture(emulators, new SundayaClient(options, new() { TimeProvider = clock, LoggerFactory = loggers }));
    }

    public static EpochText Epoch(string text) => EpochText.Parse(text);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _emulators.DisposeAsync();
    }
}
