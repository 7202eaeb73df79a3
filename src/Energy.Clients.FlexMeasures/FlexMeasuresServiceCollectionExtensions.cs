using Energy.Clients;
using Energy.Clients.FlexMeasures;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="FlexMeasuresClient"/>.</summary>
public static class FlexMeasuresServiceCollectionExtensions
{
    private static readonly EnergyClientRegistration<FlexMeasuresClient, FlexMeasuresClientOptions> Registration =
        new(FlexMeasuresVendor.Instance, static transport => new FlexMeasuresClient(transport), static (section, options) => section.Bind(options));

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.FlexMeasures</c>: handlers chained to it run behind the package's own, closest to the wire.</returns>
    /// <remarks>
    /// The options are checked at the start of a host and at the first resolve. Handlers live as long as the client, connections are renewed every
    /// <see cref="EnergyClientOptions.PooledConnectionLifetime"/>. Safe requests are retried 3 times and limited to 30 s a try and 100 s in all unless the options say otherwise.
    /// </remarks>
    public static IHttpClientBuilder AddFlexMeasuresClient(this IServiceCollection services, Action<FlexMeasuresClientOptions>? configure = null) =>
        Registration.Add(services, configure);

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> as a singleton, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("FlexMeasures")</c>.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.FlexMeasures</c>.</returns>
    public static IHttpClientBuilder AddFlexMeasuresClient(this IServiceCollection services, IConfigurationSection section) => Registration.Add(services, section);

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> under a key, for several accounts or servers in one application.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.FlexMeasures:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedFlexMeasuresClient(this IServiceCollection services, string key, Action<FlexMeasuresClientOptions>? configure = null) =>
        Registration.AddKeyed(services, key, configure);

    /// <summary>Registers a <see cref="FlexMeasuresClient"/> under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.FlexMeasures:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedFlexMeasuresClient(this IServiceCollection services, string key, IConfigurationSection section) =>
        Registration.AddKeyed(services, key, section);
}
