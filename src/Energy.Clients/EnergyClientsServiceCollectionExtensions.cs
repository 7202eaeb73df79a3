using Energy.Clients;
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
    /// <summary>Registers the client of every vendor that has a section (<c>Stem</c>, <c>Sundaya</c>, <c>OpenCec</c>, <c>IOTile</c>, <c>FlexMeasures</c>), and a <see cref="SeriesOpener"/> over those that have series.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">The configuration whose sections are named after the vendors.</param>
    /// <returns>The container.</returns>
    /// <remarks>To chain HTTP handlers, or for several accounts of one vendor, register that vendor by its own method.</remarks>
    public static IServiceCollection AddEnergyClients(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.GetSection("Stem") is var stem && stem.Exists())
        {
            services.AddStemClient(stem);
            services.AddSeriesReader<StemClient>();
        }

        if (configuration.GetSection("Sundaya") is var sundaya && sundaya.Exists())
        {
            services.AddSundayaClient(sundaya);
            services.AddSeriesReader<SundayaClient>();
        }

        if (configuration.GetSection("OpenCec") is var openCec && openCec.Exists())
        {
            services.AddOpenCecClient(openCec);
        }

        if (configuration.GetSection("IOTile") is var iotile && iotile.Exists())
        {
            services.AddIOTileClient(iotile);
            services.AddSeriesReader<IOTileClient>();
        }

        if (configuration.GetSection("FlexMeasures") is var flexMeasures && flexMeasures.Exists())
        {
            services.AddFlexMeasuresClient(flexMeasures);
            services.AddSeriesReader<FlexMeasuresClient>();
        }

        services.TryAddSingleton<SeriesOpener>();
        return services;
    }

    /// <summary>Makes a registered client one that <see cref="SeriesOpener"/> opens series with.</summary>
    /// <typeparam name="TClient">The client, registered by its own method.</typeparam>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddSeriesReader<TClient>(this IServiceCollection services)
        where TClient : class, ISeriesReader
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<ISeriesReader>(static provider => provider.GetRequiredService<TClient>());
        services.TryAddSingleton<SeriesOpener>();
        return services;
    }
}
