using NodaTime.Text;

namespace Energy.Clients.Postgres;

/// <summary>Readings that PostgreSQL can hold: ascending starts, no two alike, whole microseconds.</summary>
internal static class ReadingBatch
{
    // The server counts microseconds from here.
    private static readonly Instant Epoch = Instant.FromUtc(2000, 1, 1, 0, 0);

    // Its calendar begins in 4713 BC.
    private static readonly Instant Earliest = Instant.FromUtc(-4700, 1, 1, 0, 0);

    /// <summary>Refuses what could not be stored as it is, before anything is sent.</summary>
    /// <exception cref="SeriesException">Two readings are out of order, or one has times that the server does not hold.</exception>
    public static void Check(SeriesInfo series, ReadOnlySpan<Reading> readings)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            if (i > 0 && reading.Start <= readings[i - 1].Start)
            {
                var what = reading.Start == readings[i - 1].Start
                    ? "has the same start, and the table holds one reading a start; Deduplicate keeps one of them"
                    : "comes before it; readings must be ascending";
                throw new SeriesException(series.Identity, $"{Show(readings[i - 1])} is followed by {Show(reading)}, which {what}. Nothing of the batch was stored.",
                    readings[i - 1], reading);
            }

            if (reading.End < reading.Start || reading.Start < Earliest || !IsWhole(reading.Start) || !IsWhole(reading.End))
            {
                throw new SeriesException(series.Identity,
                    $"{Show(reading)} cannot be stored as it is: PostgreSQL holds whole microseconds from 4700 BC on, and a reading ends behind its start. Round its times. "
                        + $"Nothing of the batch was stored.", reading);
            }
        }
    }

    /// <summary>An instant as the server keeps it.</summary>
    public static long ToMicroseconds(Instant instant)
    {
        var since = instant - Epoch;
        return (since.Days * (NodaConstants.TicksPerDay / 10)) + (since.NanosecondOfDay / 1000);
    }

    /// <summary>How many readings from the first on start before an instant.</summary>
    public static int CountBefore(ReadOnlySpan<Reading> readings, Instant? instant)
    {
        var count = 0;
        while (instant is { } limit && count < readings.Length && readings[count].Start < limit)
        {
            count++;
        }

        return count;
    }

    public static string Show(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string Show(in Reading reading) =>
        $"the reading {Show(reading.Start)} to {Show(reading.End)} ({reading.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "no value"})";

    private static bool IsWhole(Instant instant) => (instant - Epoch).NanosecondOfDay % 1000 == 0;
}
