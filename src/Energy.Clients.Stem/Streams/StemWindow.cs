namespace Energy.Clients.Stem;

/// <summary>One answer of the streams endpoint.</summary>
internal static class StemWindow
{
    /// <summary>Reads an answer.</summary>
    public delegate T Parse<T>(ref StemWindowReader reader);

    /// <summary>Asks once; the default value when the server says that it has no data.</summary>
    public static Task<(T? Value, PageResponse Response)> AskAsync<T>(
        EnergyTransport transport, EnergyRequest request, StemLeftOutRows leftOut, Parse<T> parse, CancellationToken cancellationToken) =>
        transport.ReadAnswerAsync(request, (response, token) => ReadAsync(transport, response, leftOut, parse, token), cancellationToken);

    private static async Task<(T? Value, PageResponse Response)> ReadAsync<T>(
        EnergyTransport transport, EnergyResponse response, StemLeftOutRows leftOut, Parse<T> parse, CancellationToken cancellationToken)
    {
        if (await StemErrorReader.SaysAsync(response, StemErrorReader.NoData, cancellationToken).ConfigureAwait(false))
        {
            return (default, response.Info);
        }

        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        Action<JsonException, string, long>? leaveOut = leftOut.LeavesOut
            ? (fault, path, position) => leftOut.Unreadable(EnergyErrors.Unreadable(response.Call, fault, path, position))
            : null;
        var reader = new StemWindowReader(body.Span, transport.Limits.MaxDepth, transport.Drift.For(response.Call), leaveOut);
        try
        {
            return (parse(ref reader), response.Info);
        }
        catch (Exception e) when (JsonText.FaultOf(e) is { } fault)
        {
            throw EnergyErrors.Unreadable(response.Call, body, fault, reader.PathOf(fault), reader.Position);
        }
    }

    /// <summary>Leaves the readings that start inside the window, ascending, one for each start; they are moved to the front. Answers come in order, so that the sort is for the
    /// odd one.</summary>
    /// <returns>How many they are.</returns>
    public static int Order(Span<Reading> rows, Interval covers, StemLeftOutRows leftOut)
    {
        var (first, end) = (covers.Start, covers.End);

        // Readings of the days on either side may come along, as the server may round what it is asked for. Others are of another time: that looks like a gap, and is none.
        var (earliest, latest) = (first - Duration.FromDays(1), end + Duration.FromDays(1));
        var count = 0;
        var ascending = true;
        for (var i = 0; i < rows.Length; i++)
        {
            var start = rows[i].Start;
            if (start < first || start >= end)
            {
                if (start < earliest || start >= latest)
                {
                    leftOut.OfAnotherTime(rows[i]);
                }

                continue;
            }

            ascending &= count == 0 || rows[count - 1].Start < start;
            if (count != i)
            {
                rows[count] = rows[i];
            }

            count++;
        }

        return ascending ? count : SortAndDeduplicate(rows[..count], leftOut);
    }

    private static int SortAndDeduplicate(Span<Reading> readings, StemLeftOutRows leftOut)
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
            if (kept == 0 || readings[kept - 1].Start != reading.Start)
            {
                readings[kept++] = reading;
            }
            else if (readings[kept - 1] == reading)
            {
                leftOut.Repeated(reading);
            }
            else
            {
                readings[kept - 1] = leftOut.Decide(readings[kept - 1], reading);
            }
        }

        return kept;
    }
}
