using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.OpenCec;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.OpenCec;

/// <summary>Open CEC in the tool.</summary>
internal sealed class OpenCecCliVendor : ICliVendor
{
    internal const string Section = "OpenCec";

    public string Name => "opencec";

    public string SettingsSection => Section;

    public IReadOnlyList<(string Thing, string Example)> Things { get; } =
    [
        ("listings of certified products; there are no series", "energy list opencec listings --manufacturer Banksia --status active"),
    ];

    public EnergyClient? FindClient(IServiceProvider services) => services.GetService<OpenCecClient>();

    public async Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await CliConnection.Client<OpenCecClient>(services, Section).Listings.ListAsync(null, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
            ? $"the key is accepted; the first listing is {first.Manufacturer} {first.Model}" : "the key is accepted; there is no listing";

    public bool TryAddClient(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(Section) is not { } section || !section.Exists())
        {
            return false;
        }

        services.AddOpenCecClient(section);
        return true;
    }

    public void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators) => services.AddOpenCecClient(options =>
    {
        options.BaseAddress = emulators.OpenCec.BaseAddress;
        options.ApiKey = emulators.OpenCec.ApiKey;
    });

    public VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options) => options.OpenCec;

    public IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators) =>
        [($"{Section}:{nameof(OpenCecClientOptions.BaseAddress)}", emulators.OpenCec.BaseAddress.ToString()),
            ($"{Section}:{nameof(OpenCecClientOptions.ApiKey)}", emulators.OpenCec.ApiKey)];

    public IEnumerable<Command> CreateListCommands(CliIo io)
    {
        var listings = new Command("listings", "The certified products.");
        var filter = new OpenCecListingFilter(listings);
        var output = new ListOutput(listings);
        var connection = new CliConnection(io, listings);
        listings.SetAction((parsed, ct) => connection.RunAsync(
            parsed,
            async (services, token) => await output.WriteAsync(
                io,
                parsed,
                ["id", "manufacturer", "model", "status"],
                CliConnection.Client<OpenCecClient>(services, Section).Listings.ListAsync(filter.Read(parsed), token)
                    .Select(static l => (IReadOnlyList<string?>)[l.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), l.Manufacturer, l.Model, l.Status.Name]),
                token),
            ct));
        var classes = new Command("device-classes", "The classes of devices that listings are of, for --device-class.");
        var classesOutput = new ListOutput(classes);
        var classesConnection = new CliConnection(io, classes);
        classes.SetAction((parsed, ct) => classesConnection.RunAsync(
            parsed,
            async (services, token) => await classesOutput.WriteAsync(
                io,
                parsed,
                ["id", "name", "description"],
                CliConnection.Client<OpenCecClient>(services, Section).Admin.DeviceClasses.ListAsync(null, token)
                    .Select(static c => (IReadOnlyList<string?>)[c.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), c.Name, c.Description]),
                token),
            ct));
        return [listings, classes];
    }

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [OpenCecListingsCommand.Create(io), OpenCecKeyCommand.Create(io)];

    public Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken) =>
        Task.FromResult<ReadingSeries?>(null);
}
