using Energy.Clients.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli;

/// <summary>Series on the command line.</summary>
internal static class CliSeries
{
    /// <summary>The client that opens an address.</summary>
    public static ISeriesReader ReaderOf(IServiceProvider services, SeriesUri address) =>
        services.GetServices<ISeriesReader>().FirstOrDefault(r => r.SeriesScheme == address.Scheme)
        ?? throw new CliUsageException(CliVendors.All.FirstOrDefault(v => v.Name == address.Scheme) is { } vendor
            ? vendor.SeriesExample is null ? $"{vendor.SettingsSection} has no series. Try: energy list {vendor.Name}"
                : $"{vendor.SettingsSection} is not configured. Set {CliConnection.EnvironmentNameOf(vendor.SettingsSection + ":…")} in the environment or pass --settings "
                    + $"with a section \"{vendor.SettingsSection}\"; or try --emulated."
            : $"'{address.Scheme}' is no vendor. Known are {string.Join(", ", CliVendors.All.Where(static v => v.SeriesExample is not null).Select(static v => v.Name))}.");

    /// <summary>The readings, telling how far they came in a range.</summary>
    public static async IAsyncEnumerable<Reading> Tell(this IAsyncEnumerable<Reading> readings, Interval range, Progressing progress,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            progress.Share = ShareOf(range, reading.End);
            yield return reading;
        }
    }

    /// <summary>How much of a range has passed at an instant, from 0 to 1.</summary>
    public static double ShareOf(Interval range, Instant at) => range.Duration > Duration.Zero ? Math.Clamp((at - range.Start) / range.Duration, 0, 1) : 1;
}
