using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/health-checks.md.</summary>
internal static class HealthCheckSnippets
{
    public static void Register(IServiceCollection services)
    {
        #region docs/recipes/health-checks.md
        services.AddHealthChecks().AddCheck<StemHealthCheck>("stem", HealthStatus.Degraded, ["ready"], timeout: TimeSpan.FromSeconds(10));
        #endregion
    }
}

#region docs/recipes/health-checks.md
public sealed class StemHealthCheck(StemClient stem) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await stem.Clients.ListAsync(new StemClientQuery { PageSize = 1 }, cancellationToken).FirstOrDefaultAsync(cancellationToken);   // one small request
            return HealthCheckResult.Healthy();
        }
        catch (EnergyApiException e)
        {
            var data = new Dictionary<string, object> { ["operation"] = e.Operation, ["canRetry"] = e.CanRetry };
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e, data);
        }
    }
}
#endregion
