using Energy.Clients;
using Energy.Clients.FlexMeasures;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="FlexMeasuresClient"/>.</summary>
public static class FlexMeasuresServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="FlexMeasuresClient"/> as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>FlexMeasures</c>: handlers chained to it run behind the package's own, closest to the wire.</returns>
    /// <remarks>
    /// The options are checked at the start of a host and at the first resolve. Handlers live as long as the client, connections are renewed every
    /// <see cref="EnergyClientOptions.PooledConnectionLifetime"/>. Safe requests are retried 3 times and limited to 30 s a try and 100 s in all unless the options say otherwise.
    /// </remarks>
    public static IHttpClientBuilder AddFlexMeasuresClient(this IServiceCollection services, Action<FlexMeasuresClientOptions>? configure = null) => Add(services, null, configure);

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> as a singleton, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("FlexMeasures")</c>.</param>
    /// <returns>The builder of its HTTP client, named <c>FlexMeasures</c>.</returns>
    public static IHttpClientBuilder AddFlexMeasuresClient(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.Configure<FlexMeasuresClientOptions>(section);
        return Add(services, null, null);
    }

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> under a key, for several accounts or servers in one application.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>FlexMeasures:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedFlexMeasuresClient(this IServiceCollection services, string key, Action<FlexMeasuresClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add(services, key, configure);
    }

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of its HTTP client, named <c>FlexMeasures:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedFlexMeasuresClient(this IServiceCollection services, string key, IConfigurationSection section)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(section);
        services.Configure<FlexMeasuresClientOptions>(key, section);
        return Add(services, key, null);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? key, Action<FlexMeasuresClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(key ?? Options.Options.DefaultName, configure);
        }

        return EnergyClientRegistration.Add(services, FlexMeasuresVendor.Instance, key, static transport => new FlexMeasuresClient(transport));
    }
}
