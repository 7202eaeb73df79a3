using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>One answer of the streams endpoint.</summary>
internal static class StemWindow
{
    /// <summary>Reads an answer.</summary>
    public delegate T Parse<T>(ref StemWindowReader reader);

    /// <summary>Asks once; the default value when the server says that it has no data.</summary>
    public static async Task<(T? Value, PageResponse Response)> AskAsync<T>(EnergyTransport transport, EnergyRequest request, Parse<T> parse, CancellationToken cancellationToken)
    {
        using var response = await transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        if (await StemErrorReader.SaysAsync(response, StemErrorReader.NoData, cancellationToken).ConfigureAwait(false))
        {
            return (default, response.Info);
        }

        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        var reader = new StemWindowReader(body.Span, transport.Limits.MaxDepth, transport.Drift.For(response.Call));
        try
        {
            return (parse(ref reader), response.Info);
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(response.Call, body, e, "$", reader.Position);
        }
    }

    /// <summary>
    /// Leaves the readings that start inside the window, ascending, one for each start, the later answer winning; they are moved to the front. Answers come in order,
    /// so that the sort is for the odd one.
    /// </summary>
    /// <returns>How many they are.</returns>
    public static int Order(Span<Reading> rows, Interval covers)
    {
        var (first, end) = (covers.Start, covers.End);
        var count = 0;
        var ascending = true;
        for (var i = 0; i < rows.Length; i++)
        {
            var start = rows[i].Start;
            if (start < first || start >= end)
            {
                continue;
            }

            ascending &= count == 0 || rows[count - 1].Start < start;
            if (count != i)
            {
                rows[count] = rows[i];
            }

            count++;
        }

        return ascending ? count : SortAndDeduplicate(rows[..count]);
    }

    private static int SortAndDeduplicate(Span<Reading> readings)
    {
        // Sorting keys with their places keeps equal starts in the order of the answer.
        var keys = new (Instant Start, int Place)[readings.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (readings[i].Start, i);
        }

        keys.AsSpan().Sort(readings);
        var kept = 0;
        foreach (var reading in readings)
        {
            if (kept > 0 && readings[kept - 1].Start == reading.Start)
            {
                kept--;
            }

            readings[kept++] = reading;
        }

        return kept;
    }
}
