using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The code of docs/series.md.</summary>
internal static class SeriesSnippets
{
    public static async Task OperateAsync(ReadingSeries load, ReadingSeries generation, ReadingSeries price, CancellationToken cancellationToken)
    {
        var amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

        #region docs/series.md
        var days = load.ToEnergy(Unit.KilowattHour).Resample(Period.FromDays(1), amsterdam);
        await foreach (var day in days.WithCancellation(cancellationToken))
        {
            Console.WriteLine($"{day.Start.InZone(amsterdam).Date}: {day.Value} {days.Info.Unit}");   // missing where a quarter hour is
        }
        #endregion

        #region docs/series.md
        var month = load.Resample(TimeStep.Months(amsterdam), new ResampleOptions { Aggregate = Aggregate.Maximum, Coverage = Coverage.AtLeast(0.95) });
        await foreach (var step in month.Steps.WithCancellation(cancellationToken))
        {
            Console.WriteLine($"peak {step.Value} {month.Info.Unit} at {step.Peak?.Start}, from {step.Count} of {step.Expected} readings");
        }
        #endregion

        #region docs/series.md
        var net = load - generation;                               // units converted, signs checked
        var cost = net.ToEnergy() * price;                         // kWh times EUR/MWh is EUR; an hourly price holds over its quarters
        var rows = ReadingSeries.Align(load, generation, net);     // one row an interval, one value a series
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            Console.WriteLine($"{row.Start}: {row[0]} {row[1]} {row[2]}");   // null where a series has none
        }
        #endregion

        Console.WriteLine(cost.Info.Unit);
    }

    public static async Task CopyAsync(ISeriesReader vendor, SeriesUri series, CancellationToken cancellationToken)
    {
        #region docs/series.md
        await using var sink = FileSink.Csv("load.csv");
        var source = TransferSource.Growing(vendor, series, since: Instant.FromUtc(2024, 1, 1, 0, 0), publishingDelay: Duration.FromHours(1));
        var result = await new Transfer(sink).RunAsync(source, cancellationToken: cancellationToken);   // run it again to read on
        #endregion
        Console.WriteLine(result.Readings);
    }

    #region docs/series.md
    public sealed class TableSink(Func<string, Reading, CancellationToken, Task> upsertAsync) : IReadingSink
    {
        public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < readings.Length; i++)
            {
                await upsertAsync(series.Identity, readings.Span[i], cancellationToken);   // keyed by series and start
            }
        }
    }
    #endregion

    public static async Task<Instant> PollAsync(ISeriesReader vendor, SeriesUri series, Instant last, Func<Reading, Task> storeAsync, CancellationToken cancellationToken)
    {
        #region docs/series.md
        var fresh = await vendor.ReadNewAsync(series, after: last, new ReadNewOptions { LookBack = Duration.FromHours(6) }, cancellationToken);
        await foreach (var reading in fresh.WithCancellation(cancellationToken))
        {
            await storeAsync(reading);                             // by series and start: what is read again may have been corrected
            last = Instant.Max(last, reading.End);                 // and not the present
        }
        #endregion
        return last;
    }
}
