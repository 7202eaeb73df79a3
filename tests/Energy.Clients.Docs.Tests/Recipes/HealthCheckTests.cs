using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/health-checks.md, run.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Check_KeyThatIsRevoked_TurnsFromHealthyToDegradedAndSaysWhy()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        var services = new ServiceCollection().AddLogging();
        services.AddStemClient(options =>
        {
            options.BaseAddress = vendors.Stem.BaseAddress;
            options.ApiKey = vendors.Stem.ApiKey;
        });
        HealthCheckSnippets.Register(services);
        await using var provider = services.BuildServiceProvider();
        var health = provider.GetRequiredService<HealthCheckService>();

        var before = await health.CheckHealthAsync();
        vendors.Stem.Faults.Always(Fault.ExpiredCredential());
        var after = await health.CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, before.Status);
        Assert.Equal(HealthStatus.Degraded, after.Status);
        Assert.Contains("401", after.Entries["stem"].Description, StringComparison.Ordinal);
        Assert.False((bool)after.Entries["stem"].Data["canRetry"]);
    }
}
