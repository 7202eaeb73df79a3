using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Fleet;

/// <summary>The sinks by name.</summary>
internal sealed class FleetSinks(IServiceProvider provider, IFleetStore store)
{
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public ICheckpointedSink Get(string? name) => name is null
        ? store.Sink
        : provider.GetKeyedService<ICheckpointedSink>(name)
            ?? throw new ArgumentException(
                $"There is no sink '{name}'. Register it in every process: services.AddKeyedSingleton<ICheckpointedSink>(\"{name}\", …); or remove the series and add it "
                    + $"without a sink.");
}
