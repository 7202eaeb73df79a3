using System.CommandLine;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli;

/// <summary>The options with which a command finds its servers, and the container that comes of them.</summary>
internal sealed class CliConnection
{
    private const string EnvironmentPrefix = "ENERGY_";

    private readonly Option<FileInfo?> _settings =
        new("--settings")
        {
            Description =
            "A JSON file with a section for each vendor: { \"Stem\": { \"ApiKey\": \"…\" } }. Values from the environment (ENERGY_Stem__ApiKey) go before it."
        };
    private readonly Option<bool> _emulated = new("--emulated") { Description = "Start the emulators and ask them instead of the vendors; no key is needed." };

    private readonly CliIo _io;
    private readonly Func<ParseResult, IConfiguration, IReadOnlyDictionary<string, string?>>? _more;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="io">The run's outputs and clock.</param>
    /// <param name="command">The command.</param>
    /// <param name="more">Settings that go before all others, from the command's own options and what is configured already; not asked for with the emulators.</param>
    public CliConnection(CliIo io, Command command, Func<ParseResult, IConfiguration, IReadOnlyDictionary<string, string?>>? more = null)
    {
        _io = io;
        _more = more;
        command.Options.Add(_settings);
        command.Options.Add(_emulated);
    }

    /// <summary>The variable of the environment that holds a setting: <c>ENERGY_Stem__ApiKey</c> for <c>Stem:ApiKey</c>.</summary>
    public static string EnvironmentNameOf(string setting) => EnvironmentPrefix + setting.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Runs a command with the clients it needs, and with the emulators if they were asked for.</summary>
    public Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> run, CancellationToken cancellationToken) =>
        RunAsync(parsed, (services, _, token) => run(services, token), cancellationToken);

    /// <summary>As the other, with the settings; those of the emulators are their own and stand in none.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, IConfiguration, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddSingleton(_io.TimeProvider);
        if (parsed.GetValue(_emulated))
        {
            await using var emulators = await EnergyEmulators.StartAsync(null, cancellationToken);
            foreach (var vendor in CliVendors.All)
            {
                vendor.AddEmulatedClient(services, emulators);
            }

            await using var emulated = services.BuildServiceProvider();
            return await run(emulated, new ConfigurationBuilder().Build(), cancellationToken);
        }

        var configuration = new ConfigurationBuilder();
        if (parsed.GetValue(_settings) is { } file)
        {
            configuration.AddConfiguration(Read(file));
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        var root = configuration.Build();
        if (_more?.Invoke(parsed, root) is { Count: > 0 } settings)
        {
            root = configuration.AddInMemoryCollection(settings).Build();
        }

        foreach (var vendor in CliVendors.All)
        {
            vendor.TryAddClient(services, root);
        }

        services.AddEnergyClients(new ConfigurationBuilder().Build());
        await using var provider = services.BuildServiceProvider();
        return await run(provider, root, cancellationToken);
    }

    // Read and checked here, so that what is wrong with the file is said with its name.
    private static IConfigurationRoot Read(FileInfo file)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(File.ReadAllBytes(file.FullName))).Build();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliUsageException($"There is no settings file '{file}'. Write one ({{ \"Stem\": {{ \"ApiKey\": \"…\" }} }}), or correct --settings.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliUsageException($"The settings file '{file}' cannot be read: {e.Message} Check its path and who may read it.");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new CliUsageException($"The settings file '{file}' is not a JSON object with a section for each vendor: {(e.InnerException ?? e).Message}");
        }
    }

    /// <summary>The client of a vendor, or a sentence that says how to configure it.</summary>
    public static TClient Client<TClient>(IServiceProvider services, string section)
        where TClient : class => services.GetService<TClient>()
            ?? throw new CliUsageException(
                $"{section} is not configured. Set ENERGY_{section}__… in the environment or pass --settings with a section \"{section}\"; or try --emulated.");
}
