using Energy.Clients;
using Energy.Clients.OpenCec;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="OpenCecClient"/>.</summary>
public static class OpenCecServiceCollectionExtensions
{
    private static readonly EnergyClientRegistration<OpenCecClient, OpenCecClientOptions> Registration =
        new(OpenCecVendor.Instance, static transport => new OpenCecClient(OpenCecClient.WarnOfWeakKey(transport)), static (section, options) => section.Bind(options));

    /// <summary>Registers an <see cref="OpenCecClient"/> as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.OpenCec</c>: handlers chained to it run behind the package's own, closest to the wire.</returns>
    /// <remarks>
    /// The options are checked at the start of a host and at the first resolve. Handlers live as long as the client, connections are renewed every
    /// <see cref="EnergyClientOptions.PooledConnectionLifetime"/>. Reads are retried 3 times and limited to 30 s a try and 100 s in all unless the options say otherwise; writes
    /// are never retried.
    /// </remarks>
    public static IHttpClientBuilder AddOpenCecClient(this IServiceCollection services, Action<OpenCecClientOptions>? configure = null) => Registration.Add(services, configure);

    /// <summary>Registers an <see cref="OpenCecClient"/> as a singleton, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("OpenCec")</c>.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.OpenCec</c>.</returns>
    public static IHttpClientBuilder AddOpenCecClient(this IServiceCollection services, IConfigurationSection section) => Registration.Add(services, section);

    /// <summary>Registers an <see cref="OpenCecClient"/> under a key, for several accounts or servers in one application.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.OpenCec:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedOpenCecClient(this IServiceCollection services, string key, Action<OpenCecClientOptions>? configure = null) =>
        Registration.AddKeyed(services, key, configure);

    /// <summary>Registers an <see cref="OpenCecClient"/> under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key; also the name of its options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder of its HTTP client, named <c>Energy.Clients.OpenCec:</c> and the key.</returns>
    public static IHttpClientBuilder AddKeyedOpenCecClient(this IServiceCollection services, string key, IConfigurationSection section) =>
        Registration.AddKeyed(services, key, section);
}
