using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Energy.Clients.Fleet;

/// <summary>Whether this process does its part.</summary>
internal sealed class FleetHealthCheck(FleetProcess process, FleetMetrics metrics) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>
        {
            ["process"] = process.Name,
            ["accounts"] = string.Join(", ", process.Active),
            ["series"] = process.Series,
            ["late"] = metrics.Late,
            ["failing"] = metrics.Failing,
        };
        var result = !process.IsIn
            ? HealthCheckResult.Unhealthy($"{process.Name} has not checked in for a while: it cannot reach its database, or is only starting. Look at its log.", null, data)
            : process.Remark is { } remark ? HealthCheckResult.Unhealthy(remark, null, data)
            : metrics.Late > 0 ? HealthCheckResult.Degraded(Count(metrics.Late, "late: the accounts' rates are too low for their series, or the vendor is slow"), null, data)
            : metrics.Failing > 0 ? HealthCheckResult.Degraded(Count(metrics.Failing, "failing; the status says why"), null, data)
            : HealthCheckResult.Healthy(Count(process.Series, "read in time"), data);
        return Task.FromResult(result);
    }

    private static string Count(int series, string what) => string.Create(CultureInfo.InvariantCulture, $"{series} series {what}.");
}
