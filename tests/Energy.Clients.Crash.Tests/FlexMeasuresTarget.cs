using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using NodaTime;

namespace Energy.Clients.Crash.Tests;

/// <summary>A sensor of the FlexMeasures emulator, with checkpoints in files; a place is a folder that also names the sensor.</summary>
internal sealed class FlexMeasuresTarget : FolderTarget
{
    private EnergyEmulators? _emulators;
    private FlexMeasuresClient? _client;

    public override string Kind => "flexmeasures";

    public override int Readings => 10_000;

    public override async Task StartAsync()
    {
        _emulators = await EnergyEmulators.StartAsync(static o => o.Only(o.FlexMeasures));
        _client = ClientOf(_emulators.FlexMeasures.BaseAddress.ToString());
    }

    public override async Task<string> NewPlaceAsync()
    {
        var folder = await base.NewPlaceAsync();
        var sensor = await _client!.Sensors.CreateAsync(new FlexMeasuresNewSensor
        {
            Name = "killed " + Path.GetFileName(folder),
            AssetId = 1,
            Unit = Unit.Kilowatt,
            EventResolution = new IsoDuration(Duration.FromMinutes(15)),
            TimeZone = "Europe/Amsterdam",
        });
        return $"{folder} {_emulators!.FlexMeasures.BaseAddress} {sensor.Id}";
    }

    public override async Task<OpenedSink> OpenAsync(string place)
    {
        var client = ClientOf(place.Split(' ')[1]);
        var sink = new FlexMeasuresSink(client, await client.Sensors.GetAsync(SensorOf(place)));
        return new OpenedSink(new Transfer(sink, new FileCheckpoints(FolderOf(place)), OpenedSink.Options), client);
    }

    public override async Task<IReadOnlyList<Reading>> ReadAsync(string place)
    {
        var stored = await ReadLatestAsync(place);

        // One belief a reading: what was posted again was known, and not stored once more.
        var held = (await _client!.Sensors.GetStatsAsync(SensorOf(place))).BySource.Sum(static s => s.Value.Count);
        return held == stored.Count ? stored : throw new InvalidOperationException($"The sensor holds {held} beliefs of {stored.Count} events.");
    }

    /// <summary>What is believed last of each event.</summary>
    public async Task<IReadOnlyList<Reading>> ReadLatestAsync(string place)
    {
        const int Slots = 5_000;
        var all = CrashSource.Readings(Readings, 0);
        var step = all[0].Length;
        List<Reading> stored = [];
        for (var at = all[0].Start; at < all[^1].End; at += step * Slots)
        {
            var data = await _client!.Data.GetAsync(SensorOf(place),
                new FlexMeasuresDataQuery { Start = at.WithOffset(Offset.Zero), Duration = new IsoDuration(step * Slots), Unit = Unit.Kilowatt });
            stored.AddRange(data.Values.Select((v, i) => new Reading(at + (step * i), at + (step * (i + 1)), v)).Where(static r => r.Value is not null));
        }

        return stored;
    }

    /// <summary>A sensor has no belief of a missing value.</summary>
    public override IReadOnlyList<Reading> Expect(IReadOnlyList<Reading> readings) => [.. readings.Where(static r => r.Value is not null)];

    public override async Task<KillMark> LookAsync(string place)
    {
        var counted = await CountAsync(place);
        var beliefs = (await _client!.Sensors.GetStatsAsync(SensorOf(place))).BySource.Sum(static s => s.Value.Count);
        return new KillMark(counted, beliefs > CrashSource.Readings((int)counted, 0).Count(static r => r.Value is not null));
    }

    public override async Task<long> CountAsync(string place) => (await new FileCheckpoints(FolderOf(place)).GetAsync(CrashSource.Name))?.Readings ?? 0;

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private static FlexMeasuresClient ClientOf(string address) => new(new FlexMeasuresClientOptions
    {
        BaseAddress = new Uri(address),
        Email = FlexMeasuresEmulatorOptions.DefaultEmail,
        Password = FlexMeasuresEmulatorOptions.DefaultPassword,
    });

    private static string FolderOf(string place) => place.Split(' ')[0];

    private static long SensorOf(string place) => long.Parse(place.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
}
