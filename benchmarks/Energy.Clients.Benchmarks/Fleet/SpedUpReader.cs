using System.Runtime.CompilerServices;
using NodaTime;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>Stem with its quarter hours shown shorter, so that a poll of a quarter of an hour takes a minute: the emulator's clock runs as much faster.</summary>
internal sealed class SpedUpReader(ISeriesReader stem, VendorTime time) : ISeriesReader
{
    public string SeriesScheme => stem.SeriesScheme;

    public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
    {
        var opened = stem.Open(series, new Interval(time.ToVendor(range.Start), time.ToVendor(range.End)), cancellationToken);
        return MapAsync(opened, cancellationToken).WithInfo(opened.Info with { Resolution = opened.Info.Resolution / time.Speed }, cancellationToken);
    }

    public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => new(Open(series, range, cancellationToken));

    private async IAsyncEnumerable<Reading> MapAsync(ReadingSeries series, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var reading in series.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new Reading(time.FromVendor(reading.Start), time.FromVendor(reading.End), reading.Value);
        }
    }
}
