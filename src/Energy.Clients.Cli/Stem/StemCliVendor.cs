using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.Stem;

/// <summary>Stem in the tool.</summary>
internal sealed class StemCliVendor : ICliVendor
{
    private const string Section = "Stem";

    public string Name => "stem";

    public string SettingsSection => Section;

    public IReadOnlyList<(string Thing, string Example)> Things { get; } =
    [
        ("a meter stream of a site (MONITOR, CONVERTER; resolution in seconds)", "stem:/sites/b1a2c3/MONITOR?resolution=900"),
        ("what a site uses and its battery does (building-load, charge, discharge)", "stem:/sites/b1a2c3/building-load"),
    ];

    public EnergyClient? FindClient(IServiceProvider services) => services.GetService<StemClient>();

    public async Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await CliConnection.Client<StemClient>(services, Section).Clients.ListAsync(null, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
            ? $"the key is accepted; it sees {first.Name}" : "the key is accepted; it sees no client";

    public bool TryAddClient(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(Section) is not { } section || !section.Exists())
        {
            return false;
        }

        services.AddStemClient(section);
        services.AddSeriesReader<StemClient>();
        return true;
    }

    public void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators)
    {
        services.AddStemClient(options =>
        {
            options.BaseAddress = emulators.Stem.BaseAddress;
            options.ApiKey = emulators.Stem.ApiKey;
        });
        services.AddSeriesReader<StemClient>();
    }

    public VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options) => options.Stem;

    public IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators) =>
        [($"{Section}:{nameof(StemClientOptions.BaseAddress)}", emulators.Stem.BaseAddress.ToString()), ($"{Section}:{nameof(StemClientOptions.ApiKey)}", emulators.Stem.ApiKey)];

    public IEnumerable<Command> CreateListCommands(CliIo io)
    {
        var clients = new Command("clients", "The clients (building owners) that the key may see.");
        var clientFilter = new Option<string?>("--name") { Description = "Only names that contain this text." };
        var clientsOutput = new ListOutput(clients);
        var clientsConnection = new CliConnection(io, clients);
        clients.Options.Add(clientFilter);
        clients.SetAction((parsed, ct) => clientsConnection.RunAsync(
            parsed,
            async (services, token) => await clientsOutput.WriteAsync(
                io,
                parsed,
                ["id", "name"],
                CliConnection.Client<StemClient>(services, Section).Clients
                    .ListAsync(new StemClientQuery { NameContains = parsed.GetValue(clientFilter) }, token)
                    .Select(static c => (IReadOnlyList<string?>)[c.Id, c.Name]),
                token),
            ct));

        var sites = new Command("sites", "The sites (meters) of one client, or of all.");
        var client = new Option<string?>("--client") { Description = "The id of the client; without it, all clients are walked." };
        var sitesOutput = new ListOutput(sites);
        var sitesConnection = new CliConnection(io, sites);
        sites.Options.Add(client);
        sites.SetAction((parsed, ct) => sitesConnection.RunAsync(
            parsed,
            async (services, token) => await sitesOutput.WriteAsync(
                io,
                parsed,
                ["client", "id", "name", "streams"],
                Sites(CliConnection.Client<StemClient>(services, Section), parsed.GetValue(client), token),
                token),
            ct));
        return [clients, sites];
    }

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [];

    public Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken)
    {
        var site = emulators.World.Sites[0];
        var series = services.GetRequiredService<StemClient>().Streams.ReadDerivedAsync(
            site.IdFor("stem").ToString(),
            StemDerivedStream.BuildingLoad,
            new StemStreamQuery { Range = day },
            cancellationToken);
        return Task.FromResult<ReadingSeries?>(series);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Sites(StemClient stem, string? clientId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clients = clientId is null
            ? stem.Clients.ListAsync(null, cancellationToken).Select(static c => c.Id)
            : new[] { clientId }.ToAsyncEnumerable();
        await foreach (var id in clients)
        {
            await foreach (var site in stem.Sites.ListAsync(id, null, cancellationToken))
            {
                yield return [id, site.Id, site.Name, string.Join(' ', site.StreamTypes)];
            }
        }
    }
}
