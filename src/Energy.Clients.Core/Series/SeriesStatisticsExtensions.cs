namespace Energy.Clients;

/// <summary>Statistics over a series.</summary>
public static class SeriesStatisticsExtensions
{
    /// <summary>Counts the values of a series and finds their mean and extremes, in one pass and constant memory.</summary>
    /// <param name="readings">The readings of any series or stream, in any order.</param>
    /// <param name="cancellationToken">Cancels the pass.</param>
    /// <returns>
    /// The statistics; without values, mean and extremes are <see langword="null"/>. The values are added from left to right, so the same readings give the same bits; a value that
    /// is not a number makes mean and extremes NaN.
    /// </returns>
    /// <exception cref="EnergyApiException">The readings could not be read to their end: there are no statistics of a part.</exception>
    public static async Task<SeriesStatistics> StatisticsAsync(this IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readings);
        long count = 0;
        long missing = 0;
        var sum = 0.0;
        var least = double.PositiveInfinity;
        var most = double.NegativeInfinity;
        await foreach (var reading in readings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (reading.Value is not { } value)
            {
                missing++;
                continue;
            }

            count++;
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return count == 0 ? new SeriesStatistics(0, missing, null, null, null) : new SeriesStatistics(count, missing, sum / count, least, most);
    }
}
