using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/polling.md.</summary>
internal static class PollingSnippets
{
    #region docs/recipes/polling.md
    public static async Task<Instant> PollUpToNowAsync(ISeriesReader vendor, SeriesUri series, Instant last, TimeProvider clock, Func<Reading, Task> storeAsync)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        await foreach (var reading in vendor.Open(series, new Interval(last, now)))
        {
            await storeAsync(reading);
        }

        return now;   // wrong: where the next poll begins
    }
    #endregion

    #region docs/recipes/polling.md
    public static async Task PollAsync(ISeriesReader vendor, SeriesUri series, ICheckpointedSink sink, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var source = TransferSource.Growing(vendor, series, since: Instant.FromUtc(2024, 6, 1, 0, 0));
        var transfer = new Transfer(sink, new TransferOptions { TimeProvider = clock });
        while (true)
        {
            try
            {
                await transfer.RunAsync(source, cancellationToken: cancellationToken);
            }
            catch (EnergyApiException e) when (e.CanRetry)
            {
                // What came is stored, and the checkpoint stands behind it: the next poll goes on there.
                logger.LogWarning(e, "{Series} could not be read to its end", series);
            }

            await Task.Delay(TimeSpan.FromMinutes(15), clock, cancellationToken);
        }
    }
    #endregion
}
