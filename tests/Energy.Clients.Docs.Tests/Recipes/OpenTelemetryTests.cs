using System.Diagnostics;
using System.Globalization;
using System.Text;
using Energy.Clients.Docs.Tests.Programs;
using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/recipes/opentelemetry.md, run: what comes out of the SDK is what the page shows.</summary>
[Collection(ConsoleCollection.Name)] // Sources and meters are those of the process: nobody else may read meanwhile.
public sealed class OpenTelemetryTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 10, 0, 0);

    [Fact]
    public async Task ADayOfFourVendors_WithOneRefusal_IsTracedAndCountedAsThePageShows()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 0)) { AutoAdvance = true };
        await using var vendors = await EnergyEmulators.StartAsync(o => o.TimeProvider = clock);
        var (activities, metrics) = (new List<Activity>(), new List<Metric>());
        var services = Clients(vendors);
        services.AddLogging().AddSingleton<TimeProvider>(clock);
        OpenTelemetrySnippets.Register(services, tracing => tracing.AddInMemoryExporter(activities), metering => metering.AddInMemoryExporter(metrics));
        await using var provider = services.BuildServiceProvider();
        var (traces, meters) = (provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>());
        vendors.Stem.Faults.Next(Fault.Status(503));

        foreach (var series in Addresses(vendors))
        {
            var opened = await provider.GetRequiredService<SeriesOpener>().OpenAsync(SeriesUri.Parse(series), new Interval(Start, Start + Duration.FromDays(1)));
            Assert.True(await opened.CountAsync() >= 24);
        }

        traces.ForceFlush();
        meters.ForceFlush();
        Shown.Equal(Documents.Blocks("docs/recipes/opentelemetry.md", "text")[0], Show(activities));
        Shown.Equal(Documents.Blocks("docs/recipes/opentelemetry.md", "text")[1], Show(metrics));
    }

    private static ServiceCollection Clients(EnergyEmulators vendors)
    {
        var services = new ServiceCollection();
        services.AddSeriesReader<StemClient>().AddStemClient(o => (o.BaseAddress, o.ApiKey) = (vendors.Stem.BaseAddress, vendors.Stem.ApiKey));
        services.AddSeriesReader<SundayaClient>().AddSundayaClient(o => o.BaseAddress = vendors.Sundaya.BaseAddress);
        services.AddSeriesReader<IOTileClient>()
            .AddIOTileClient(o => (o.BaseAddress, o.UserName, o.Password) = (vendors.IOTile.BaseAddress, vendors.IOTile.UserName, vendors.IOTile.Password));
        services.AddSeriesReader<FlexMeasuresClient>()
            .AddFlexMeasuresClient(o => (o.BaseAddress, o.Email, o.Password) = (vendors.FlexMeasures.BaseAddress, vendors.FlexMeasures.Email, vendors.FlexMeasures.Password));
        return services;
    }

    private static string[] Addresses(EnergyEmulators vendors) =>
    [
        $"stem:/sites/{vendors.World.Site("harbour").IdFor("stem")}/MONITOR",
        "sundaya:/sites/harbour/yield?period=hour",
        "iotile:/s--0000-0001--0000-0000-0000-0001--5001",
        "flexmeasures:/sensors/1",
    ];

    // Times and ids left out: what is the same in every run.
    private static string Show(List<Activity> activities)
    {
        var text = new StringBuilder();
        foreach (var activity in activities)
        {
            text.Append(activity.Source.Name).Append(": ").Append(activity.DisplayName).Append(' ').AppendLine(activity.Status == ActivityStatusCode.Error ? "Error" : "");
            text.Append("    ")
                .AppendJoin("  ", activity.TagObjects.Where(static t => t.Key is not ("server.port" or "http.request.method")).Select(static t => $"{t.Key}={t.Value}"))
                    .AppendLine();
        }

        return Clean(text);
    }

    private static string Show(List<Metric> metrics)
    {
        var lines = new List<string>();
        foreach (var metric in metrics)
        {
            foreach (var point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (var tag in point.Tags)
                {
                    tags.Add($"{tag.Key}={tag.Value}");
                }

                var value = metric.MetricType == MetricType.Histogram ? $"{point.GetHistogramCount()} measurements" : point.GetSumLong().ToString(CultureInfo.InvariantCulture);
                lines.Add($"{metric.MeterName}: {metric.Name} {string.Join(' ', tags)} = {value}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return Clean(new StringBuilder().AppendJoin('\n', lines));
    }

    private static string Clean(StringBuilder text) => string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(static line => line.TrimEnd()));
}
