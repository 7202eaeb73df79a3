using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli;

/// <summary>What a vendor brings to the tool. A new vendor is one class in its own folder and one line in <see cref="CliVendors"/>.</summary>
internal interface ICliVendor
{
    /// <summary>The vendor's name on the command line, lower case.</summary>
    string Name { get; }

    /// <summary>The section of the settings that configures it (<c>Stem</c>).</summary>
    string SettingsSection { get; }

    /// <summary>The vendor's own names of things on a command line, each with an example.</summary>
    IReadOnlyList<(string Thing, string Example)> Things { get; }

    /// <summary>The address of a series; null for a vendor without series.</summary>
    string? SeriesExample => Things.Select(static t => t.Example).FirstOrDefault(e => e.StartsWith(Name + ":/", StringComparison.Ordinal));

    /// <summary>Registers the client from its configuration section; false when there is none.</summary>
    bool TryAddClient(IServiceCollection services, IConfiguration configuration);

    /// <summary>The client, if it was registered.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Its settings cannot be.</exception>
    EnergyClient? FindClient(IServiceProvider services);

    /// <summary>One small request that needs the credential, if the vendor has one.</summary>
    /// <returns>What the server said of it, in a few words.</returns>
    Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Registers the client against the emulator that runs in this process.</summary>
    void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators);

    /// <summary>The vendor's part of the emulators' options.</summary>
    VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options);

    /// <summary>The settings with which this tool, or any program, reaches the emulator (<c>Stem:ApiKey</c>), for <c>energy emulate</c>.</summary>
    IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators);

    /// <summary>Adds the vendor's own options to <c>energy emulate</c>.</summary>
    /// <returns>What sets the emulator's options from them.</returns>
    Action<ParseResult, EnergyEmulatorOptions> AddEmulatorOptions(Command emulate) => static (_, _) => { };

    /// <summary>The commands under <c>energy list &lt;vendor&gt;</c>.</summary>
    IEnumerable<Command> CreateListCommands(CliIo io);

    /// <summary>The vendor's own commands under <c>energy &lt;vendor&gt;</c>; none makes no such command.</summary>
    IEnumerable<Command> CreateOwnCommands(CliIo io);

    /// <summary>What the demo reads of the building: one series, over one day; null for a vendor without series.</summary>
    Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken);
}
