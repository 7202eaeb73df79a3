using Energy.Clients.Parquet;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The code of docs/parquet.md.</summary>
internal static class ParquetSnippets
{
    public static async Task StoreAsync(TransferSource source, CancellationToken cancellationToken)
    {
        #region docs/parquet.md
        await using var sink = ParquetSink.ToFile("load.parquet");
        var transfer = new Transfer(sink, new TransferOptions { BatchSize = 100_000 });      // a write is a row group
        var result = await transfer.RunAsync(source, cancellationToken: cancellationToken);   // run it again to read on
        #endregion
        Console.WriteLine(result.Readings);
    }

    public static async Task ReadAsync(DateTimeZone amsterdam, CancellationToken cancellationToken)
    {
        #region docs/parquet.md
        var load = await ParquetSeries.OpenAsync("load.parquet", cancellationToken);
        await foreach (var day in load.ToEnergy(Unit.KilowattHour).Resample(Period.FromDays(1), amsterdam))
        {
            Console.WriteLine($"{day.Start.InZone(amsterdam).Date}: {day.Value} kWh");
        }
        #endregion
    }
}
