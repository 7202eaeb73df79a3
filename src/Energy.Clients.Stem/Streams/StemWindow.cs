using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>From the bytes of one window to its readings.</summary>
internal static class StemWindow
{
    /// <summary>The readings of a type that start inside the window: ascending, one for each start, the later answer winning.</summary>
    public static Reading[] Read(PooledBody body, StemStreamType type, Interval covers, EnergyCall call, EnergyTransport transport)
    {
        var rows = new RowBuffer<StemInterval>();
        try
        {
            ReadRows(body, type, call, transport, ref rows);
            return Order(rows.Span, covers);
        }
        finally
        {
            rows.Dispose();
        }
    }

    private static void ReadRows(PooledBody body, StemStreamType type, EnergyCall call, EnergyTransport transport, ref RowBuffer<StemInterval> rows)
    {
        var reader = new StemWindowReader(body.Span, transport.Limits.MaxDepth, transport.Drift);
        try
        {
            reader.ReadType(Encoding.UTF8.GetBytes(type.Name), ref rows);
        }
        catch (JsonException e)
        {
            throw PayloadErrors.From(call, body, e, "$", reader.Position);
        }
    }

    private static Reading[] Order(ReadOnlySpan<StemInterval> rows, Interval covers)
    {
        var readings = new Reading[rows.Length];
        var count = 0;
        var ascending = true;
        foreach (ref readonly var row in rows)
        {
            var reading = row.ToReading();
            if (reading.Start < covers.Start || reading.Start >= covers.End)
            {
                continue;
            }

            ascending &= count == 0 || readings[count - 1].Start < reading.Start;
            readings[count++] = reading;
        }

        if (!ascending)
        {
            count = SortAndDeduplicate(readings, count);
        }

        return count == readings.Length ? readings : readings[..count];
    }

    private static int SortAndDeduplicate(Reading[] readings, int count)
    {
        // Sorting keys with their places keeps equal starts in the order of the answer.
        var keys = new (Instant Start, int Place)[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = (readings[i].Start, i);
        }

        Array.Sort(keys, readings, 0, count);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (kept > 0 && readings[kept - 1].Start == readings[i].Start)
            {
                kept--;
            }

            readings[kept++] = readings[i];
        }

        return kept;
    }
}
