using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.Sundaya;

/// <summary>Sundaya in the tool.</summary>
internal sealed class SundayaCliVendor : ICliVendor
{
    public const string Section = "Sundaya";

    public string Name => "sundaya";

    public string SettingsSection => Section;

    public IReadOnlyList<(string Thing, string Example)> Things { get; } =
    [
        ("a flow of a site (harvest, store.in, store.out, yield, sell, buy) by period", "sundaya:/sites/999/harvest?period=hour"),
        ("all flows of a site, for energy flow", "sundaya:/sites/999/hsy?period=hour"),
    ];

    public EnergyClient? FindClient(IServiceProvider services) => services.GetService<SundayaClient>();

    public async Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        $"version {await CliConnection.Client<SundayaClient>(services, Section).Admin.GetCurrentVersionAsync(cancellationToken)} answers";

    public bool TryAddClient(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(Section) is not { } section || !section.Exists())
        {
            return false;
        }

        services.AddSundayaClient(section);
        services.AddSeriesReader<SundayaClient>();
        return true;
    }

    public void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators)
    {
        services.AddSundayaClient(options => options.BaseAddress = emulators.Sundaya.BaseAddress);
        services.AddSeriesReader<SundayaClient>();
    }

    public VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options) => options.Sundaya;

    public IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators) =>
        [($"{Section}:{nameof(SundayaClientOptions.BaseAddress)}", emulators.Sundaya.BaseAddress.ToString())];

    public IEnumerable<Command> CreateListCommands(CliIo io)
    {
        var flows = new Command("flows", "The flows that a site has, and what stands behind them. Asks nothing.");
        var flowsOutput = new ListOutput(flows);
        flows.SetAction((parsed, ct) => flowsOutput.WriteAsync(
            io,
            parsed,
            ["flow", "type", "side", "assets", "devices"],
            SundayaFlow.All.Select(static f => (IReadOnlyList<string?>)[f.Name, f.Type.Name, f.IsSource ? "source" : "sink", f.Type.Assets, string.Join(", ", f.Type.Devices)])
                .ToAsyncEnumerable(),
            ct));

        var versions = new Command("versions", "The versions of the service.");
        var versionsOutput = new ListOutput(versions);
        var connection = new CliConnection(io, versions);
        versions.SetAction((parsed, ct) => connection.RunAsync(
            parsed,
            async (services, token) =>
            {
                var known = await CliConnection.Client<SundayaClient>(services, Section).Admin.GetVersionsAsync(token);
                IReadOnlyList<IReadOnlyList<string?>> rows = [["current", known.Current], .. known.Supported.Select(static v => (IReadOnlyList<string?>)["supported", v])];
                return await versionsOutput.WriteAsync(io, parsed, ["kind", "version"], rows.ToAsyncEnumerable(), token);
            },
            ct));
        return [flows, versions];
    }

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [];

    public async Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken)
    {
        // What the meter and the battery see together, as the other vendors show it: use less what the panels give.
        var site = emulators.World.Sites[0].Key;
        var readings = await services.GetRequiredService<SundayaClient>().Flows.ReadBalancesAsync(new SundayaSite(site), PeriodKind.Hour, day, cancellationToken)
            .Select(static i => new Reading(i.Range.Start, i.Range.End, i.Balance.Yield - i.Balance.Harvest))
            .ToListAsync(cancellationToken);
        return ReadingSeries.FromReadings(
            new SeriesInfo
            {
                Identity = $"sundaya:/sites/{site}/yield less harvest",
                Unit = Unit.Megajoule,
                Kind = SeriesKind.Energy,
                Resolution = Duration.FromHours(1),
                Positive = PositiveDirection.Consumption
            },
            readings);
    }
}
