using System.Collections.Concurrent;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Fleet;

/// <summary>The clients that a fleet reads with: those of its own section, each made when it is first needed so that one that cannot be holds up no other, then those of the
/// host.</summary>
internal sealed class FleetReaders(IServiceProvider provider, FleetConfiguration configuration, FleetClocks clocks) : IAsyncDisposable, IDisposable
{
    private static readonly Dictionary<string, (string Section, Func<IServiceCollection, IConfigurationSection, IHttpClientBuilder> Add)> Vendors = new(StringComparer.Ordinal)
    {
        ["stem"] = ("Stem", static (services, section) => services.AddSeriesReader<StemClient>().AddStemClient(section)),
        ["sundaya"] = ("Sundaya", static (services, section) => services.AddSeriesReader<SundayaClient>().AddSundayaClient(section)),
        ["iotile"] = ("IOTile", static (services, section) => services.AddSeriesReader<IOTileClient>().AddIOTileClient(section)),
        ["flexmeasures"] = ("FlexMeasures", static (services, section) => services.AddSeriesReader<FlexMeasuresClient>().AddFlexMeasuresClient(section)),
    };

    private readonly ConcurrentDictionary<string, Lazy<(ServiceProvider? Services, ISeriesReader Reader)>> _own = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<(string Scheme, string? Key), ISeriesReader>> _hosts = new(() => HostsOf(provider));

    /// <summary>The client of a series' account.</summary>
    /// <exception cref="ArgumentException">The vendor or the account is not known.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The account lacks its credential, or another setting is wrong.</exception>
    public ISeriesReader Get(SeriesUri series)
    {
        if (SectionOf(series) is { } section)
        {
            var name = section.Path;
            var made = _own.GetOrAdd(name, _ => new Lazy<(ServiceProvider?, ISeriesReader)>(() => Make(series.Scheme, section)));
            try
            {
                return made.Value.Reader;
            }
            catch
            {
                // Settings may be mended while the fleet runs.
                _own.TryRemove(KeyValuePair.Create(name, made));
                throw;
            }
        }

        return _hosts.Value.TryGetValue((series.Scheme, series.Key), out var reader) ? reader : throw Unknown(series);
    }

    // Containers that are disposed without waiting ask for this one.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _own.Values.Where(static m => m.IsValueCreated))
        {
            if (made.Value.Services is { } services)
            {
                await services.DisposeAsync().ConfigureAwait(false);
            }
        }

        _own.Clear();
    }

    private static Dictionary<(string Scheme, string? Key), ISeriesReader> HostsOf(IServiceProvider provider)
    {
        var readers = new Dictionary<(string, string?), ISeriesReader>();
        foreach (var reader in provider.GetServices<ISeriesReader>())
        {
            readers.TryAdd((reader.SeriesScheme, null), reader);
        }

        foreach (var (key, reader) in provider.GetServices<KeyedSeriesReader>())
        {
            readers.TryAdd((reader.SeriesScheme, key), reader);
        }

        return readers;
    }

    private IConfigurationSection? SectionOf(SeriesUri series)
    {
        if (!Vendors.TryGetValue(series.Scheme, out var vendor) || configuration.Section is not { } root)
        {
            return null;
        }

        var section = series.Key is null ? root.GetSection(vendor.Section) : root.GetSection("Accounts").GetSection(series.Key).GetSection(vendor.Section);
        return section.Exists() ? section : null;
    }

    private (ServiceProvider Services, ISeriesReader Reader) Make(string scheme, IConfigurationSection section)
    {
        var services = new ServiceCollection();
        if (provider.GetService<ILoggerFactory>() is { } logs)
        {
            services.AddSingleton(logs);
        }

        if (provider.GetService<TimeProvider>() is { } time)
        {
            services.AddSingleton(time);
        }

        // The vendor's clock is all that an embedded fleet can compare its own with.
        Vendors[scheme].Add(services, section).AddHttpMessageHandler(() => new FleetClockHandler(clocks));
        var built = services.BuildServiceProvider();
        try
        {
            return (built, built.GetRequiredService<ISeriesReader>());
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    private ArgumentException Unknown(SeriesUri series)
    {
        var path = configuration.Section?.Path is { Length: > 0 } root ? root : "of the fleet";
        if (!Vendors.TryGetValue(series.Scheme, out var vendor))
        {
            return new ArgumentException(
                $"'{series.Scheme}' is no vendor whose series can be read. Known are {string.Join(", ", Vendors.Keys.Order(StringComparer.Ordinal))}; correct the address, or "
                    + $"register a reader for it.");
        }

        return new ArgumentException(series.Key is { } key
            ? $"The account '{key}' of {vendor.Section} is not configured. Add Accounts:{key}:{vendor.Section} with its credential to the section {path} of every process, or "
                + $"register a client under that key."
            : $"{vendor.Section} is not configured. Add {vendor.Section} with its credential to the section {path} of every process, or register its client.");
    }
}
