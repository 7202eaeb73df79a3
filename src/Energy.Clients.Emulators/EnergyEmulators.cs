namespace Energy.Clients.Emulators;

/// <summary>The vendors' clouds, emulated over real HTTP on loopback, for your tests: one base address a vendor, one simulated world behind them all.</summary>
/// <remarks>
/// <code>
/// await using var vendors = await EnergyEmulators.StartAsync(o => o.Seed = 42);
/// vendors.Stem.Faults.Next(Fault.CutBody(afterBytes: 500));
/// </code>
/// Starting costs some ten milliseconds; instances do not share anything, so tests may run side by side.
/// </remarks>
public sealed class EnergyEmulators : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly StemEmulator? _stem;
    private readonly SundayaEmulator? _sundaya;
    private readonly IOTileEmulator? _iotile;
    private readonly OpenCecEmulator? _openCec;
    private readonly FlexMeasuresEmulator? _flexMeasures;

    private EnergyEmulators(EmulatorHost host, IReadOnlyList<VendorEmulator> vendors, World world, TimeProvider clock, FaultRules faults)
    {
        _host = host;
        World = world;
        TimeProvider = clock;
        Faults = faults;
        Vendors = vendors;
        _stem = vendors.OfType<StemEmulator>().FirstOrDefault();
        _sundaya = vendors.OfType<SundayaEmulator>().FirstOrDefault();
        _iotile = vendors.OfType<IOTileEmulator>().FirstOrDefault();
        _openCec = vendors.OfType<OpenCecEmulator>().FirstOrDefault();
        _flexMeasures = vendors.OfType<FlexMeasuresEmulator>().FirstOrDefault();
    }

    /// <summary>The simulated world that all vendors show.</summary>
    public World World { get; }

    /// <summary>The clock that they go by.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>What all vendors are to do wrong; a vendor's own rules go first.</summary>
    public FaultRules Faults { get; }

    /// <summary>The vendors that were started.</summary>
    public IReadOnlyList<VendorEmulator> Vendors { get; }

    /// <summary>The Stem emulator.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public StemEmulator Stem => _stem ?? throw NotStarted("Stem");

    /// <summary>The Sundaya emulator.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public SundayaEmulator Sundaya => _sundaya ?? throw NotStarted("Sundaya");

    /// <summary>The IOTile emulator.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public IOTileEmulator IOTile => _iotile ?? throw NotStarted("IOTile");

    /// <summary>The Open CEC emulator.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public OpenCecEmulator OpenCec => _openCec ?? throw NotStarted("OpenCec");

    /// <summary>The FlexMeasures emulator.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public FlexMeasuresEmulator FlexMeasures => _flexMeasures ?? throw NotStarted("FlexMeasures");

    /// <summary>Starts the emulators.</summary>
    /// <param name="configure">Sets options; without it, all vendors start on free ports with seed 0 and the system's clock.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running emulators. Dispose them to stop: requests in flight are then cut.</returns>
    /// <exception cref="ArgumentException">An option cannot be; the message names it, its value and the remedy.</exception>
    /// <exception cref="IOException">A port that was asked for is taken.</exception>
    public static async Task<EnergyEmulators> StartAsync(Action<EnergyEmulatorOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new EnergyEmulatorOptions();
        configure?.Invoke(options);
        options.Validate();
        var world = new World(options.Seed);
        var faults = new FaultRules();
        var vendors = Create(options, world).ToArray();
        var host = await EmulatorHost.StartAsync(vendors, faults, cancellationToken);
        return new EnergyEmulators(host, vendors, world, options.TimeProvider, faults);
    }

    /// <summary>Stops all emulators and frees their ports; answers that a fault holds up are cut.</summary>
    /// <returns>A task that ends when they have stopped.</returns>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static IEnumerable<VendorEmulator> Create(EnergyEmulatorOptions options, World world)
    {
        if (options.Stem.Enabled)
        {
            yield return new StemEmulator(options.Stem, world, options.TimeProvider);
        }

        if (options.Sundaya.Enabled)
        {
            yield return new SundayaEmulator(options.Sundaya, world, options.TimeProvider);
        }

        if (options.IOTile.Enabled)
        {
            yield return new IOTileEmulator(options.IOTile, world, options.TimeProvider);
        }

        if (options.OpenCec.Enabled)
        {
            yield return new OpenCecEmulator(options.OpenCec, world, options.TimeProvider);
        }

        if (options.FlexMeasures.Enabled)
        {
            yield return new FlexMeasuresEmulator(options.FlexMeasures, world, options.TimeProvider);
        }
    }

    private static InvalidOperationException NotStarted(string vendor) =>
        new($"The {vendor} emulator was not started: leave EnergyEmulatorOptions.{vendor}.Enabled true.");
}
