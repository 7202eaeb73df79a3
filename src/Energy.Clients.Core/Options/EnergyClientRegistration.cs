using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Authoring;

/// <summary>Registers a vendor's client in a container as a singleton, with its options checked at start, its HTTP client and its pipeline.</summary>
/// <typeparam name="TClient">The client.</typeparam>
/// <typeparam name="TOptions">Its options.</typeparam>
/// <param name="vendor">The vendor.</param>
/// <param name="create">Makes the client.</param>
/// <param name="bind">Binds a section to the options: <c>static (section, options) => section.Bind(options)</c>, written where the binding generator sees the options type.</param>
/// <remarks>For authors of vendor clients; users call <c>AddStemClient</c> and its sisters. All of them return the builder of the client's HTTP client, to chain handlers behind
/// the package's.</remarks>
public sealed class EnergyClientRegistration<TClient, TOptions>(EnergyVendor<TOptions> vendor, Func<EnergyTransport<TOptions>, TClient> create,
    Action<IConfiguration, TOptions> bind)
    where TClient : EnergyClient
    where TOptions : EnergyClientOptions, new()
{
    /// <summary>Registers the unkeyed client.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder.</returns>
    public IHttpClientBuilder Add(IServiceCollection services, Action<TOptions>? configure) => Register(services, null, configure);

    /// <summary>Registers the unkeyed client, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    public IHttpClientBuilder Add(IServiceCollection services, IConfigurationSection section) => Register(services, null, Binding(null, section));

    /// <summary>Registers a client under a key.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key, also the name of the options.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> when they are configured elsewhere.</param>
    /// <returns>The builder.</returns>
    public IHttpClientBuilder AddKeyed(IServiceCollection services, string key, Action<TOptions>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Register(services, key, configure);
    }

    /// <summary>Registers a client under a key, its options bound from a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key, also the name of the options.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    public IHttpClientBuilder AddKeyed(IServiceCollection services, string key, IConfigurationSection section) => AddKeyed(services, key, Binding(key, section));

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private Action<TOptions> Binding(string? key, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return options =>
        {
            if (Fault(section, options) is { } fault)
            {
                throw new OptionsValidationException(key ?? Microsoft.Extensions.Options.Options.DefaultName, typeof(TOptions), [$"{typeof(TOptions).Name}: {fault}"]);
            }
        };
    }

    private string? Fault(IConfigurationSection section, TOptions options)
    {
        if (!section.Exists())
        {
            return $"the configuration has no section '{section.Path}', or it is empty. Correct the name, or register the client without a section.";
        }

        var unknown = section.GetChildren().Select(static child => child.Key).Except(options.Settings, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            return $"the section '{section.Path}' has {string.Join(", ", unknown.Select(static name => $"'{name}'"))}, which is no setting. "
                + $"The settings are {string.Join(", ", options.Settings)}.";
        }

        try
        {
            bind(section, options);
            return null;
        }
        catch (InvalidOperationException e)
        {
            // The binder names the key and the type it wants; texts, which alone may be secrets, always fit.
            return e.Message;
        }
    }

    private IHttpClientBuilder Register(IServiceCollection services, string? key, Action<TOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var optionsName = key ?? Microsoft.Extensions.Options.Options.DefaultName;
        // Not the vendor's bare name: a host may have an HttpClient of its own called Stem.
        var clientName = key is null ? vendor.PackageName : vendor.PackageName + ":" + key;
        if (configure is not null)
        {
            services.Configure(optionsName, configure);
        }

        var builder = services.AddHttpClient(clientName);
        if (services.Any(d => d.ServiceType == typeof(TClient) && Equals(d.ServiceKey, key)))
        {
            // Registered before, perhaps by a library: the pipeline must not be chained twice, or every retry would be retried.
            return builder;
        }

        services.TryAddSingleton<EnergyAccounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton(vendor.Validator));
        services.AddOptions<TOptions>(optionsName).ValidateOnStart();
        services.TryAddKeyedSingleton(vendor.PackageName, (provider, _) => new EnergyTelemetry(vendor.PackageName, provider.GetService<ILoggerFactory>()));
        if (key is null)
        {
            services.TryAddSingleton(Create);
        }
        else
        {
            services.TryAddKeyedSingleton(key, (provider, _) => Create(provider));
        }

        // The client keeps its handlers for its whole life, and connections renew themselves. The framework's own request logging would repeat ours, with addresses.
        return builder
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => EnergyPipeline.CreatePrimaryHandler(Options(provider)))
            .ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
            {
                var index = 0;
                foreach (var handler in EnergyPipeline.CreateHandlers(vendor, Options(provider), Time(provider), Telemetry(provider)))
                {
                    handlers.Insert(index++, handler);
                }
            });

        TClient Create(IServiceProvider provider) => create(EnergyTransport.Create(
            vendor,
            Options(provider),
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(clientName),
            ownsClient: false,
            provider.GetRequiredService<EnergyAccounts>(),
            Time(provider),
            Telemetry(provider)));

        TOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(optionsName);

        EnergyTelemetry Telemetry(IServiceProvider provider) => provider.GetRequiredKeyedService<EnergyTelemetry>(vendor.PackageName);
    }
}
