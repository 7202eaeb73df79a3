using Energy.Clients.Fleet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a fleet: many series, read on and on.</summary>
public static class EnergyFleetServiceCollectionExtensions
{
    /// <summary>The name of the health check.</summary>
    public const string HealthCheckName = "energy-fleet";

    /// <summary>Registers a fleet that runs with the host, its settings and accounts in a section.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">
    /// The settings of <see cref="FleetOptions"/>; the clients without a key as <c>Stem</c>, <c>Sundaya</c>, <c>IOTile</c>, <c>FlexMeasures</c>, those with one as
    /// <c>Accounts:north:Stem</c>. Clients that the host registers itself are used
    /// where the section has none.
    /// </param>
    /// <returns>The container; it has an <see cref="IFleetRegister"/> then.</returns>
    /// <remarks>Accounts are looked at when they are needed: one that is not right fails its own series, and nothing else.</remarks>
    public static IServiceCollection AddEnergyFleet(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        AddEnergyFleetRegister(services, section);
        return AddProcess(services);
    }

    /// <summary>Registers a fleet that runs with the host and reads with the clients that the host registers.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for one process that keeps everything in a folder.</param>
    /// <returns>The container; it has an <see cref="IFleetRegister"/> then.</returns>
    public static IServiceCollection AddEnergyFleet(this IServiceCollection services, Action<FleetOptions>? configure = null)
    {
        Add(services, null);
        services.Configure(configure ?? (static _ => { }));
        return AddProcess(services);
    }

    /// <summary>Registers only the <see cref="IFleetRegister"/> of a fleet that other processes run, to change it or look at it.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The settings of <see cref="FleetOptions"/>.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddEnergyFleetRegister(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Add(services, section);
        services.Configure<FleetOptions>(section.Bind);
        return services;
    }

    /// <summary>Adds a health check, <c>energy-fleet</c>: unhealthy when the process cannot check in or its clock is wrong, degraded when series are late or failing.</summary>
    /// <param name="builder">The health checks.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddEnergyFleet(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<FleetHealthCheck>(HealthCheckName);
    }

    private static void Add(IServiceCollection services, IConfigurationSection? section)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FleetOptions>, FleetOptionsValidator>());
        services.AddOptions<FleetOptions>().ValidateOnStart();
        services.TryAddSingleton(new FleetConfiguration(section));
        services.TryAddSingleton<IFleetStore>(static provider => provider.GetRequiredService<IOptions<FleetOptions>>().Value is { ConnectionString: not null } options
            ? new PostgresFleetStore(options)
            : new FileFleetStore(provider.GetRequiredService<IOptions<FleetOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IFleetRegister>(static provider => provider.GetRequiredService<IFleetStore>());
    }

    private static IServiceCollection AddProcess(IServiceCollection services)
    {
        if (services.Any(static d => d.ServiceType == typeof(FleetProcess)))
        {
            // Registered before: a host has one fleet.
            return services;
        }

        services.TryAddSingleton<FleetClocks>();
        services.TryAddSingleton<FleetMetrics>();
        services.TryAddSingleton<FleetReaders>();
        services.TryAddSingleton<FleetSinks>();
        services.TryAddSingleton(static provider => new FleetRunner(
            provider.GetRequiredService<IFleetStore>(),
            provider.GetRequiredService<FleetReaders>(),
            provider.GetRequiredService<FleetSinks>(),
            provider.GetRequiredService<IOptions<FleetOptions>>().Value,
            provider.GetRequiredService<FleetMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger<FleetRunner>()));
        services.TryAddSingleton<FleetProcess>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<FleetProcess>());
        return services;
    }
}
