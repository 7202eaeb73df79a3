using Energy.Clients.Fleet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The code of docs/fleet.md.</summary>
internal static class FleetSnippets
{
    public static async Task RunAsync(string[] args)
    {
        #region docs/fleet.md
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddEnergyFleet(builder.Configuration.GetSection("Fleet"));
        builder.Services.AddHealthChecks().AddEnergyFleet();
        await builder.Build().RunAsync();
        #endregion
    }

    public static async Task AddAsync(IServiceProvider services, IEnumerable<string> siteIds, Instant since, CancellationToken cancellationToken)
    {
        #region docs/fleet.md
        var register = services.GetRequiredService<IFleetRegister>();
        var added = await register.AddAsync(
            [.. siteIds.Select(id => new FleetSeries { Series = SeriesUri.Parse($"stem+north:/sites/{id}/MONITOR"), Since = since, Every = Duration.FromMinutes(15) })],
            cancellationToken);
        var status = await register.GetStatusAsync(cancellationToken);
        foreach (var series in status.Series.Where(s => s.Remark is not null))
        {
            Console.WriteLine($"{series.Series.Series}: {series.Remark}");
        }
        #endregion
        Console.WriteLine(added);
    }
}
