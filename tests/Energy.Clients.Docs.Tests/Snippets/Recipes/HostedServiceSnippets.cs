using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/hosted-service.md.</summary>
internal static class HostedServiceSnippets
{
    public static IHost Build(string[] args, Action<IServiceCollection> more)
    {
        #region docs/recipes/hosted-service.md
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddEnergyClients(builder.Configuration.GetSection("Energy"));
        builder.Services.AddSingleton<ICheckpointedSink>(_ => FileSink.CsvFolder("readings"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<SeriesPoller>();
        #endregion
        more(builder.Services);
        return builder.Build();
    }
}

#region docs/recipes/hosted-service.md
public sealed class SeriesPoller(StemClient stem, ICheckpointedSink sink, IConfiguration configuration, TimeProvider clock, ILogger<SeriesPoller> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sources = configuration.GetSection("Sites").GetChildren()
            .Select(site => SeriesUri.Create("stem", "sites", site.Value!, "MONITOR"))
            .Select(series => TransferSource.Growing(stem, series, since: Instant.FromUtc(2024, 6, 1, 0, 0)))
            .ToList();
        var transfer = new Transfer(sink, new TransferOptions { TimeProvider = clock });
        while (true)
        {
            foreach (var result in await transfer.RunAsync(sources, cancellationToken: stoppingToken))
            {
                if (result.Failure is { } failure)
                {
                    logger.LogError(failure, "{Source} stands at {Through}", result.Source, result.Checkpoint?.Through);
                }
            }

            await Task.Delay(TimeSpan.FromMinutes(15), clock, stoppingToken);
        }
    }
}
#endregion
