using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/opentelemetry.md.</summary>
internal static class OpenTelemetrySnippets
{
    public static void Register(IServiceCollection services, Action<TracerProviderBuilder> exportTraces, Action<MeterProviderBuilder> exportMetrics)
    {
        #region docs/recipes/opentelemetry.md
        services.AddOpenTelemetry()
            .WithTracing(tracing => exportTraces(tracing.AddSource("Energy.Clients.*")))      // then .AddOtlpExporter(), .AddConsoleExporter(), …
            .WithMetrics(metrics => exportMetrics(metrics.AddMeter("Energy.Clients.*")));
        #endregion
    }
}
