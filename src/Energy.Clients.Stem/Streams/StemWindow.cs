using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>From the bytes of one window to its readings.</summary>
internal static class StemWindow
{
    /// <summary>The readings of a type that start inside the window: ascending, one for each start, the later answer winning. The caller gives their memory back.</summary>
    public static RowBuffer<Reading> Read(PooledBody body, StemStreamType type, Interval covers, EnergyCall call, EnergyTransport transport)
    {
        var rows = new RowBuffer<Reading>();
        try
        {
            ReadRows(body, type, call, transport, ref rows);
            rows.Truncate(Order(rows.Span, covers));
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private static void ReadRows(PooledBody body, StemStreamType type, EnergyCall call, EnergyTransport transport, ref RowBuffer<Reading> rows)
    {
        var reader = new StemWindowReader(body.Span, transport.Limits.MaxDepth, transport.Drift.For(call));
        try
        {
            reader.ReadType(Encoding.UTF8.GetBytes(type.Name), ref rows);
        }
        catch (JsonException e)
        {
            throw PayloadErrors.From(call, body, e, "$", reader.Position);
        }
    }

    // Moves those that stay to the front and answers how many they are. Answers come in order, so that the sort is for the odd one.
    private static int Order(Span<Reading> rows, Interval covers)
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
