using System.Globalization;
using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>One process of the harness: an ordinary host with a fleet.</summary>
internal static class FleetWorker
{
    /// <summary>Runs until it is told to end, or killed.</summary>
    /// <param name="args">Connection string, check-in in seconds, start of the vendor's time, its speed, requests a second, and the address of each account.</param>
    public static async Task RunAsync(string[] args)
    {
        var time = new VendorTime(Instant.FromUnixTimeSeconds(long.Parse(args[2], CultureInfo.InvariantCulture)), int.Parse(args[3], CultureInfo.InvariantCulture));
        var rate = double.Parse(args[4], CultureInfo.InvariantCulture);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(static o => o.SingleLine = true);
        foreach (var (number, address) in args[5..].Index())
        {
            builder.Services.AddSingleton(provider => new KeyedSeriesReader(
                "a" + number.ToString(CultureInfo.InvariantCulture),
                new SpedUpReader(
                    new StemClient(
                        new StemClientOptions { BaseAddress = new Uri(address), ApiKey = "emulated-stem-key", RequestsPerSecond = rate, RequestBurst = 10 },
                        new() { LoggerFactory = provider.GetRequiredService<ILoggerFactory>() }),
                    time)));
        }

        builder.Services.AddEnergyFleet(options =>
        {
            options.ConnectionString = args[0];
            options.CheckIn = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));
            options.ShutdownLimit = TimeSpan.FromSeconds(10);
        });
        using var host = builder.Build();
        await host.RunAsync();
    }
}
