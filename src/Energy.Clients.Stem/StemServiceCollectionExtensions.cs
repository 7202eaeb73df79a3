using Energy.Clients;
using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="StemClient"/>.</summary>
public static class StemServiceCollectionExtensions
{
    private static readonly EnergyClientRegistration<StemClient, StemClientOptions> Registration =
        new(StemVendor.Instance, static transport => new StemClient(transport), static (section, options) => section.Bind(options));

    /// <summary>Registers a <see cref="StemClient"/> as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Stem</c>: handlers chained to it run behind the package's own, closest to the wire.</returns>
    /// <remarks>
    /// The options are checked at the start of a host and at the first resolve. Handlers live as long as the client, connections are renewed every
    /// <see cref="EnergyClientOptions.PooledConnectionLifetime"/>. Safe requests are retried 3 times and limited to 30 s a try and 100 s in all unless the options say otherwise.
    /// </remarks>
    public static IHttpClientBuilder AddStemClient(this IServiceCollection services, Action<StemClientOptions>? configure = null) => Registration.Add(services, configure);

    /// <summary>Registers a <see cref="StemClient"/> as a singleton, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Stem")</c>.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Stem</c>.</returns>
    public static IHttpClientBuilder AddStemClient(this IServiceCollection services, IConfigurationSection section) => Registration.Add(services, section);

    /// <summary>Registers a <see cref="StemClient"/> under a key, for several accounts or servers in one application.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Stem:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedStemClient(this IServiceCollection services, string key, Action<StemClientOptions>? configure = null) =>
        Registration.AddKeyed(services, key, configure);

    /// <summary>Registers a <see cref="StemClient"/> under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.Stem:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedStemClient(this IServiceCollection services, string key, IConfigurationSection section) =>
        Registration.AddKeyed(services, key, section);
}
