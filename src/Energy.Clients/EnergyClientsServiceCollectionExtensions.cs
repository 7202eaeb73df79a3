using Energy.Clients;
using Energy.Clients.Authoring;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers all clients of the family at once.</summary>
public static class EnergyClientsServiceCollectionExtensions
{
    private static readonly (string Section, Action<IServiceCollection, IConfigurationSection> Add)[] Vendors =
    [
        ("Stem", static (services, section) => services.AddSeriesReader<StemClient>().AddStemClient(section)),
        ("Sundaya", static (services, section) => services.AddSeriesReader<SundayaClient>().AddSundayaClient(section)),
        ("OpenCec", static (services, section) => services.AddOpenCecClient(section)),
        ("IOTile", static (services, section) => services.AddSeriesReader<IOTileClient>().AddIOTileClient(section)),
        ("FlexMeasures", static (services, section) => services.AddSeriesReader<FlexMeasuresClient>().AddFlexMeasuresClient(section)),
    ];

    /// <summary>Registers the client of every vendor that has a section (<c>Stem</c>, <c>Sundaya</c>, <c>OpenCec</c>, <c>IOTile</c>, <c>FlexMeasures</c>), and a
    /// <see cref="SeriesOpener"/> over those that have series.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">The configuration whose sections are named after the vendors.</param>
    /// <returns>The container.</returns>
    /// <remarks>To chain HTTP handlers, or for several accounts of one vendor, register that vendor by its own method. Calling this twice is the same as once.</remarks>
    /// <exception cref="ArgumentException">The configuration is a section that is not there, or has a section whose name is a vendor's but for a letter or two.</exception>
    public static IServiceCollection AddEnergyClients(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration is IConfigurationSection given && !given.Exists())
        {
            throw new ArgumentException(
                $"The configuration has no section '{given.Path}', or it is empty. Give the section that holds those of the vendors, or the whole configuration.",
                nameof(configuration));
        }

        foreach (var child in configuration.GetChildren().Where(static child => child.GetChildren().Any()))
        {
            if (Vendors.All(vendor => !vendor.Section.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
                && Array.Find(Vendors, vendor => !configuration.GetSection(vendor.Section).Exists() && IsMisspelt(child.Key, vendor.Section)) is { Section: { } meant })
            {
                throw new ArgumentException(
                    $"The configuration has a section '{child.Path}' and none called '{meant}'. If the vendor is meant, write '{meant}'; if not, register the vendors by their "
                        + $"own methods.", nameof(configuration));
            }
        }

        foreach (var (name, add) in Vendors)
        {
            if (configuration.GetSection(name) is var section && section.Exists())
            {
                add(services, section);
            }
        }

        services.TryAddSingleton<SeriesOpener>();
        return services;
    }

    /// <summary>Makes a registered client one that <see cref="SeriesOpener"/> opens series with. Doing so twice is the same as once.</summary>
    /// <typeparam name="TClient">The client, registered by its own method.</typeparam>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddSeriesReader<TClient>(this IServiceCollection services)
        where TClient : class, ISeriesReader
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISeriesReader, TClient>(static provider => provider.GetRequiredService<TClient>()));
        services.TryAddSingleton<SeriesOpener>();
        return services;
    }

    /// <summary>Makes a client that is registered under a key one that <see cref="SeriesOpener"/> opens series with, by addresses with the key:
    /// <c>stem+north:/sites/…</c>.</summary>
    /// <typeparam name="TClient">The client, registered by its own keyed method.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="key">The key.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddSeriesReader<TClient>(this IServiceCollection services, string key)
        where TClient : class, ISeriesReader
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        services.AddSingleton(provider => new KeyedSeriesReader(key, provider.GetRequiredKeyedService<TClient>(key)));
        services.TryAddSingleton<SeriesOpener>();
        return services;
    }

    // At most two letters added, left out or replaced.
    private static bool IsMisspelt(string written, string meant)
    {
        var (text, name) = (written.ToUpperInvariant(), meant.ToUpperInvariant());
        var row = Enumerable.Range(0, name.Length + 1).ToArray();
        for (var i = 1; i <= text.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= name.Length; j++)
            {
                var replaced = diagonal + (text[i - 1] == name[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1] <= (name.Length > 4 ? 2 : 1);
    }
}
