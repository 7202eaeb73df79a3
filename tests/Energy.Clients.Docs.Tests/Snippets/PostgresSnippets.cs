using Energy.Clients.Postgres;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The code of docs/postgres.md.</summary>
internal static class PostgresSnippets
{
    public static async Task StoreAsync(ISeriesReader vendor, SeriesUri series, string password, CancellationToken cancellationToken)
    {
        #region docs/postgres.md
        await using var sink = new PostgresSink("Host=db;Database=energy;Username=writer;Password=" + password);
        var source = TransferSource.Growing(vendor, series, since: Instant.FromUtc(2024, 1, 1, 0, 0));
        var transfer = new Transfer(sink, new TransferOptions { LookBack = Duration.FromDays(2) });   // late corrections take the place of what was stored
        var result = await transfer.RunAsync(source, cancellationToken: cancellationToken);           // run it again to read on
        #endregion
        Console.WriteLine(result.Readings);
    }
}
