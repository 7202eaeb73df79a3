using NodaTime;

namespace Energy.Clients.Fleet.Tests;

/// <summary>A vendor whose series are quarter hours with their number for a value, and who can be made to wait before it answers.</summary>
public sealed class GatedReader : ISeriesReader
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private readonly TaskCompletionSource _isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A vendor that answers at once.</summary>
    public static GatedReader Open()
    {
        var reader = new GatedReader();
        reader.Release();
        return reader;
    }

    public string SeriesScheme => "gated";

    public Task IsAsked => _isAsked.Task;

    public void Release() => _gate.TrySetResult();

    public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => Read(range, cancellationToken).WithInfo(
        new SeriesInfo { Identity = series.ToString(), Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Quarter, Positive = PositiveDirection.Consumption },
        cancellationToken);

    public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => new(Open(series, range, cancellationToken));

    private async IAsyncEnumerable<Reading> Read(Interval range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _isAsked.TrySetResult();
        await _gate.Task.WaitAsync(cancellationToken);
        for (var at = range.Start; at + Quarter <= range.End; at += Quarter)
        {
            yield return new Reading(at, at + Quarter, (at - FleetFixture.Noon) / Quarter);
        }
    }
}
