using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Energy.Clients;

/// <summary>Registers a vendor's client in a container. For authors of vendor clients; users call <c>AddStemClient</c> and its sisters.</summary>
public static class EnergyClientRegistration
{
    /// <summary>Registers a client as a singleton, with its options checked at start, its HTTP client and its pipeline.</summary>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="key">The key of a keyed client, also the name of its options; <see langword="null"/> for the unkeyed one.</param>
    /// <param name="create">Makes the client.</param>
    /// <returns>The builder of the client's HTTP client, to chain handlers of your own behind the package's.</returns>
    public static IHttpClientBuilder Add<TClient, TOptions>(IServiceCollection services, EnergyVendor<TOptions> vendor, string? key, Func<EnergyTransport<TOptions>, TClient> create)
        where TClient : EnergyClient
        where TOptions : EnergyClientOptions, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(create);
        var optionsName = key ?? Microsoft.Extensions.Options.Options.DefaultName;
        var clientName = key is null ? vendor.Name : vendor.Name + ":" + key;
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
            services.TryAddSingleton(provider => Create(provider, null));
        }
        else
        {
            services.TryAddKeyedSingleton(key, (provider, _) => Create(provider, key));
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

        TClient Create(IServiceProvider provider, string? _)
        {
            var options = Options(provider);
            var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(clientName);
            return create(EnergyTransport.Create(vendor, options, client, ownsClient: false, provider.GetRequiredService<EnergyAccounts>(), Time(provider), Telemetry(provider)));
        }

        TOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(optionsName);

        EnergyTelemetry Telemetry(IServiceProvider provider) => provider.GetRequiredKeyedService<EnergyTelemetry>(vendor.PackageName);

        static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
    }
}
