using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>The IOTile emulator over real HTTP and a client of it, both on one manual clock, so that retries cost no time.</summary>
internal sealed class IOTileFixture : IAsyncDisposable
{
    public const string Device = "d--0000-0000-0000-0001";
    public const string Import = "s--0000-0001--0000-0000-0000-0001--5001";

    private readonly EnergyEmulators _emulators;

    private IOTileFixture(EnergyEmulators emulators, IOTileClient client, ManualTimeProvider clock)
    {
        _emulators = emulators;
        Client = client;
        Clock = clock;
    }

    public IOTileClient Client { get; }

    public ManualTimeProvider Clock { get; }

    public IOTileEmulator Server => _emulators.IOTile;

    public World World => _emulators.World;

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static StreamSlug Stream => StreamSlug.Parse(Import);

    public static IOTileNewData Row(Instant at, long value) => new() { Stream = Stream, Timestamp = at, IntValue = value };

    public static async Task<IOTileFixture> StartAsync(Action<IOTileClientOptions>? configure = null, int days = 2)
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 7, 9)) { AutoAdvance = true };
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.IOTile);
            o.TimeProvider = clock;
            o.Seed = 42;
            o.IOTile.Days = days;
        });
        return new IOTileFixture(emulators, new IOTileClient(Options(emulators.IOTile, configure), new() { TimeProvider = clock }), clock);
    }

    public IOTileClient Another(Action<IOTileClientOptions> configure) => new(Options(Server, configure), new() { TimeProvider = Clock });

    public IOTileClient Another(ILoggerFactory log) => new(Options(Server, null), new() { TimeProvider = Clock, LoggerFactory = log });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _emulators.DisposeAsync();
    }

    private static IOTileClientOptions Options(IOTileEmulator server, Action<IOTileClientOptions>? configure)
    {
        var options = new IOTileClientOptions { BaseAddress = server.BaseAddress, UserName = server.UserName, Password = server.Password };
        configure?.Invoke(options);
        return options;
    }
}
