using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.FlexMeasures;

/// <summary>FlexMeasures in the tool.</summary>
internal sealed class FlexMeasuresCliVendor : ICliVendor
{
    private const string Section = "FlexMeasures";

    public string Name => "flexmeasures";

    public string SettingsSection => Section;

    public IReadOnlyList<(string Thing, string Example)> Things { get; } =
    [
        ("a sensor, by its id (unit, resolution, prior, source may be asked)", "flexmeasures:/sensors/42?unit=kW&resolution=PT15M"),
        ("a connection of a server of 2021", "flexmeasures:/v2_0/connections/ea1.2021-02.io.flexmeasures:fm0.40:30?resolution=PT15M"),
    ];

    public EnergyClient? FindClient(IServiceProvider services) => services.GetService<FlexMeasuresClient>();

    public async Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await CliConnection.Client<FlexMeasuresClient>(services, Section).Sensors.ListAsync(null, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
            ? $"the account is accepted; it sees sensor {Number(first.Id)} ({first.Name})" : "the account is accepted; it sees no sensor";

    public bool TryAddClient(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(Section) is not { } section || !section.Exists())
        {
            return false;
        }

        services.AddFlexMeasuresClient(section);
        services.AddSeriesReader<FlexMeasuresClient>();
        return true;
    }

    public void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators)
    {
        services.AddFlexMeasuresClient(options =>
        {
            options.BaseAddress = emulators.FlexMeasures.BaseAddress;
            options.Email = emulators.FlexMeasures.Email;
            options.Password = emulators.FlexMeasures.Password;
        });
        services.AddSeriesReader<FlexMeasuresClient>();
    }

    public VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options) => options.FlexMeasures;

    public IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators) =>
        [($"{Section}:{nameof(FlexMeasuresClientOptions.BaseAddress)}", emulators.FlexMeasures.BaseAddress.ToString()),
            ($"{Section}:{nameof(FlexMeasuresClientOptions.Email)}", emulators.FlexMeasures.Email),
            ($"{Section}:{nameof(FlexMeasuresClientOptions.Password)}", emulators.FlexMeasures.Password)];

    public Action<ParseResult, EnergyEmulatorOptions> AddEmulatorOptions(Command emulate)
    {
        var triggers =
            new Option<int?>("--flexmeasures-triggers")
            {
                Description =
                "How many schedules and forecasts the FlexMeasures emulator lets an account trigger in five minutes; more are answered with 429."
            };
        var messages =
            new Option<bool>("--flexmeasures-2021") { Description = "Make the FlexMeasures emulator a server of 2021, which speaks messages (v1 to v2_0) and not v3_0." };
        var worker = new Option<bool>("--flexmeasures-worker")
        {
            Description =
            "Make the FlexMeasures emulator store posted and uploaded data by a worker: it answers 202 with a job, which stores them later or fails."
        };
        emulate.Options.Add(triggers);
        emulate.Options.Add(messages);
        emulate.Options.Add(worker);
        return (parsed, options) =>
        {
            options.FlexMeasures.TriggersPerFiveMinutes = parsed.GetValue(triggers) ?? options.FlexMeasures.TriggersPerFiveMinutes;
            options.FlexMeasures.SpeaksMessages = parsed.GetValue(messages);
            options.FlexMeasures.StoresLater = parsed.GetValue(worker);
        };
    }

    public IEnumerable<Command> CreateListCommands(CliIo io)
    {
        var assets = new Command("assets", "The assets: sites, devices and places.");
        var assetFilter = Filter();
        var assetsOutput = new ListOutput(assets);
        var assetsConnection = new CliConnection(io, assets);
        assets.Options.Add(assetFilter);
        assets.SetAction((parsed, ct) => assetsConnection.RunAsync(
            parsed,
            async (services, token) => await assetsOutput.WriteAsync(
                io,
                parsed,
                ["id", "parent", "name"],
                CliConnection.Client<FlexMeasuresClient>(services, Section).Assets
                    .ListAsync(new FlexMeasuresAssetQuery { Filter = parsed.GetValue(assetFilter) }, token)
                    .Select(static a => (IReadOnlyList<string?>)[Number(a.Id), a.ParentAssetId is { } parent ? Number(parent) : null, a.Name]),
                token),
            ct));

        var sensors = new Command("sensors", "The sensors, each a series that can be read by its id.");
        var asset = new Option<long?>("--asset") { Description = "The id of an asset; without it, the sensors of all." };
        var sensorFilter = Filter();
        var sensorsOutput = new ListOutput(sensors);
        var sensorsConnection = new CliConnection(io, sensors);
        sensors.Options.Add(asset);
        sensors.Options.Add(sensorFilter);
        sensors.SetAction((parsed, ct) => sensorsConnection.RunAsync(
            parsed,
            async (services, token) => await sensorsOutput.WriteAsync(
                io,
                parsed,
                ["id", "asset", "name", "unit", "resolution", "zone"],
                CliConnection.Client<FlexMeasuresClient>(services, Section).Sensors
                    .ListAsync(new FlexMeasuresSensorQuery { AssetId = parsed.GetValue(asset), Filter = parsed.GetValue(sensorFilter) }, token)
                    .Select(static s => (IReadOnlyList<string?>)[Number(s.Id), Number(s.AssetId), s.Name, s.Unit.ToString(), s.EventResolution.ToString(), s.TimeZone]),
                token),
            ct));
        return [assets, sensors];
    }

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [];

    public async Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken)
    {
        // What the meter and the battery see together, as the other vendors show it: use less what the panels give.
        var client = services.GetRequiredService<FlexMeasuresClient>();
        var building = await client.Assets.ListAsync(null, cancellationToken).FirstAsync(a => a.Name == emulators.World.Sites[0].Name, cancellationToken);
        var sensors = await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { AssetId = building.Id }, cancellationToken).ToListAsync(cancellationToken);
        var load = client.Data.ReadAsync(sensors.Single(static s => s.Name == "load"), day, cancellationToken);
        var production = client.Data.ReadAsync(sensors.Single(static s => s.Name == "production"), day, cancellationToken);
        return load - production;
    }

    private static Option<string?> Filter() => new("--filter") { Description = "Only those whose name (or asset) contains each word." };

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
