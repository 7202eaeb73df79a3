using Energy.Clients;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="SundayaClient"/>.</summary>
public static class SundayaServiceCollectionExtensions
{
    private static readonly EnergyClientRegistration<SundayaClient, SundayaClientOptions> Registration =
        new(SundayaVendor.Instance, static transport => new SundayaClient(transport), static (section, options) => section.Bind(options));

    /// <summary>Registers a <see cref="SundayaClient"/> as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Sundaya</c>: handlers chained to it run behind the package's own, closest to the wire.</returns>
    /// <remarks>
    /// The options are checked at the start of a host and at the first resolve. Handlers live as long as the client, connections are renewed every
    /// <see cref="EnergyClientOptions.PooledConnectionLifetime"/>. Safe requests are retried 3 times and limited to 30 s a try and 100 s in all unless the options say otherwise.
    /// </remarks>
    public static IHttpClientBuilder AddSundayaClient(this IServiceCollection services, Action<SundayaClientOptions>? configure = null) => Registration.Add(services, configure);

    /// <summary>Registers a <see cref="SundayaClient"/> as a singleton, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Sundaya")</c>.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Sundaya</c>.</returns>
    public static IHttpClientBuilder AddSundayaClient(this IServiceCollection services, IConfigurationSection section) => Registration.Add(services, section);

    /// <summary>Registers a <see cref="SundayaClient"/> under a key, for several accounts or servers in one application.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Sundaya:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedSundayaClient(this IServiceCollection services, string key, Action<SundayaClientOptions>? configure = null) =>
        Registration.AddKeyed(services, key, configure);

    /// <summary>Registers a <see cref="SundayaClient"/> under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Sundaya:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedSundayaClient(this IServiceCollection services, string key, IConfigurationSection section) =>
        Registration.AddKeyed(services, key, section);
}
