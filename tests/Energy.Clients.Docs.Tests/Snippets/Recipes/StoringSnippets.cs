using Energy.Clients.Postgres;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/storing.md.</summary>
internal static class StoringSnippets
{
    public static async Task StoreAsync(ISeriesReader vendor, IReadOnlyList<SeriesUri> series, string connectionString, TimeProvider clock, CancellationToken cancellationToken)
    {
        #region docs/recipes/storing.md
        await using var sink = new PostgresSink(connectionString);
        var sources = series.Select(s => TransferSource.Growing(vendor, s, since: Instant.FromUtc(2024, 6, 1, 0, 0))).ToList();
        var transfer = new Transfer(sink, new TransferOptions { LookBack = Duration.FromDays(2), TimeProvider = clock });   // corrections of two days

        foreach (var result in await transfer.RunAsync(sources, cancellationToken: cancellationToken))
        {
            Console.WriteLine($"{result.Source}: {result.Readings} readings, to {result.Checkpoint?.Through}{(result.Failure is { } failure ? ", then: " + failure.Message : "")}");
        }
        #endregion
    }
}
