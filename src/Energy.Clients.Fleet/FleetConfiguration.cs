using Microsoft.Extensions.Configuration;

namespace Energy.Clients.Fleet;

/// <summary>The section that a fleet was registered with; where its accounts stand.</summary>
/// <param name="Section">The section; <see langword="null"/> when the fleet was configured in code.</param>
internal sealed record FleetConfiguration(IConfigurationSection? Section);
