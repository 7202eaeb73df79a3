using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Energy.Clients.Tests.Series;

public sealed class SeriesStatisticsTests
{
    private static readonly SeriesInfo Info = new() { Identity = "test", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower };

    [Fact]
    public async Task StatisticsAsync_ValuesAndMissing_CountsThemApart()
    {
        var statistics = await Series(4, null, -2, 0, null).StatisticsAsync();

        Assert.Equal(new SeriesStatistics(3, 2, 2.0 / 3, -2, 4), statistics);
    }

    [Fact]
    public async Task StatisticsAsync_NothingOrOnlyMissing_HasNoMeanAndNoExtremes()
    {
        Assert.Equal(new SeriesStatistics(0, 0, null, null, null), await Series().StatisticsAsync());
        Assert.Equal(new SeriesStatistics(0, 2, null, null, null), await Series(null, null).StatisticsAsync());
    }

    [Fact]
    public async Task StatisticsAsync_NotANumber_IsNotHidden()
    {
        var statistics = await Series(1, double.NaN, 3).StatisticsAsync();

        Assert.Equal((3, double.NaN, double.NaN, double.NaN), (statistics.Count, statistics.Mean!.Value, statistics.Min!.Value, statistics.Max!.Value));
    }

    [Fact]
    public void StatisticsAsync_AnyValues_AreThoseOfLinq() => Prop.ForAll<int?[]>(static values =>
    {
        var statistics = Series([.. values.Select(static v => (double?)v)]).StatisticsAsync().GetAwaiter().GetResult();
        var known = values.OfType<int>().Select(static v => (double)v).ToList();
        return statistics.Count == known.Count && statistics.Missing == values.Length - known.Count
            && (known.Count == 0
                ? statistics is { Mean: null, Min: null, Max: null }
                : statistics.Min == known.Min() && statistics.Max == known.Max() && Math.Abs(statistics.Mean!.Value - known.Average()) < 1e-6);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void StatisticsAsync_AMillionReadings_KeepsNoneOfThem()
    {
        static async IAsyncEnumerable<Reading> Million()
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                yield return new Reading(default, default, i % 2);
            }

            await Task.CompletedTask;
        }

        // Every step ends on this thread, so blocking waits for nothing and the count is of one thread.
        SeriesStatistics? statistics = null;
        var allocated = Allocations.Of(() => statistics = Million().StatisticsAsync().GetAwaiter().GetResult());

        Assert.Equal(new SeriesStatistics(1_000_000, 0, 0.5, 0, 1), statistics);
        Assert.InRange(allocated, 0, 64 * 1024);
    }

    [Fact]
    public async Task StatisticsAsync_Cancelled_StopsPlainly()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Series(1, 2).StatisticsAsync(stop.Token));
    }

    private static ReadingSeries Series(params double?[] values) =>
        ReadingSeries.FromReadings(Info, [.. values.Select(static (v, i) => new Reading(Instant.FromUnixTimeSeconds(900L * i), Instant.FromUnixTimeSeconds(900L * (i + 1)), v))]);
}
