using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Data frames.</summary>
internal static class IOTileFrames
{
    internal static void Map(IOTileEmulator server) => server.Map("GET", "df/", Frame).Breaks = "OPTIONS";

    /// <summary>A number as the server's language prints it.</summary>
    internal static string Number(double value)
    {
        // Sixteen digits before the point are written out, more are not; .NET changes over at fifteen.
        var size = Math.Abs(value);
        if (size is >= 1e15 and < 1e16)
        {
            return value.ToString("F1", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().IndexOfAny(".e") < 0 ? text + ".0" : text;
    }

    private static IOTileReply Frame(IOTileCall c)
    {
        var filter = c.Query("filter");
        var start = c.Query("start") is { } s ? IOTileTimes.Lenient(s, DateTimeZone.Utc) : null;
        var end = c.Query("end") is { } e ? IOTileTimes.Lenient(e, DateTimeZone.Utc) : null;
        var rows = (filter is { Length: > 0 } && filter[0] == 'v' ? [] : IOTileData.Filter(c, IOTileData.Rows(c, filter, start, end), filter))
            .Where(r => !(r.Timestamp < start) && !(r.Timestamp >= end) && (c.Query("mask") != "1" || IOTileMasks.Shows(c.State, r)))
            .OrderBy(r => r.LocalId).ThenBy(r => r.Stream, StringComparer.Ordinal).ThenBy(r => r.Timestamp).ToList();
        if (filter is { Length: > 0 } && filter[0] == 'v' && c.Query("mask") == "1")
        {
            // The server masks devices and blocks only, and breaks on a variable.
            return IOTileReply.Failed();
        }

        var raw = !IsKnown(c.State, filter);
        if (!raw)
        {
            rows.RemoveAll(r => c.State.Stream(r.Stream) is null);
        }

        var mdo = c.Query("apply_mdo") == "1";
        double? Value(IOTileRow row) => row.Value is { } value ? mdo ? IOTileUnits.Apply(c.State.Stream(row.Stream)?["output_unit"], value) : value : null;
        var table = !raw && c.Query("pivot") == "1" ? Pivot(rows, Value, mdo && c.Query("stats") == "1") : null;
        if (c.Format == "json")
        {
            return new IOTileReply(200, table is null ? new JsonArray([.. rows.Select(r => (JsonNode?)Json(c, r, raw, Value(r)))]) : Json(table));
        }

        var text = table is null ? Plain(c, rows, raw, Value) : Text(table);
        return new IOTileReply(200, null, text, c.Format == "txt" ? "text/plain; charset=utf-8" : "text/csv; charset=utf-8");
    }

    // Of what has no record the raw numbers are shown.
    private static bool IsKnown(IOTileEmulatorState state, string? filter) => filter is { Length: > 0 } && (filter[0] switch
    {
        's' => state.Stream(filter) is not null,
        'd' => state.Device(filter) is not null,
        'b' => state.Blocks.Exists(b => (string)b["slug"]! == filter),
        'v' => state.Variables.Exists(v => (string)v["slug"]! == filter),
        'p' => state.Projects.Exists(p => (string)p["slug"]! == filter),
        _ => false,
    });

    private static JsonObject Json(IOTileCall c, IOTileRow row, bool raw, double? value)
    {
        var json = new JsonObject { ["row"] = Json(row.Timestamp) };
        json[raw ? "int_value" : "value"] = raw ? row.IntValue : Rounded(value);
        json["stream_slug"] = row.Stream;
        if (c.Query("extended") == "1")
        {
            json["device_timestamp"] = row.DeviceTimestamp;
            json["streamer_local_id"] = row.LocalId;
        }

        return json;
    }

    /// <summary>A time as the server's language prints it.</summary>
    internal static string Time(Instant at) => IOTileTimes.Format(at.InUtc().LocalDateTime).Replace('T', ' ') + "+00:00";

    private static string Plain(IOTileCall c, List<IOTileRow> rows, bool raw, Func<IOTileRow, double?> value)
    {
        var extended = c.Query("extended") == "1";
        var text = new StringBuilder(raw ? "row,int_value,stream_slug" : "row,value,stream_slug").Append(extended ? ",device_timestamp,streamer_local_id\n" : "\n");
        foreach (var row in rows)
        {
            text.Append(Time(row.Timestamp))
                .Append(',').Append(raw ? row.IntValue?.ToString(CultureInfo.InvariantCulture) : value(row) is { } v ? Number(v) : "").Append(',').Append(row.Stream);
            if (extended)
            {
                text.Append(CultureInfo.InvariantCulture, $",{row.DeviceTimestamp},{row.LocalId}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // A column a stream; a row a time, or a row a statistic.
    private static Table Pivot(List<IOTileRow> rows, Func<IOTileRow, double?> value, bool statistics)
    {
        var streams = rows.Select(r => r.Stream).Distinct().Order(StringComparer.Ordinal).ToList();
        var times = rows.GroupBy(r => r.Timestamp).OrderBy(g => g.Key).ToList();
        var columns = streams.ConvertAll(s => times.ConvertAll(t => t.FirstOrDefault(r => r.Stream == s) is { } row ? value(row) : null));
        if (!statistics)
        {
            return new Table(streams, [.. times.Select((t, i) => (Time(t.Key), Json(t.Key), columns.ConvertAll(v => v[i])))]);
        }

        (string Name, Func<List<double?>, double> Of)[] all =
        [
            ("count", Count), ("sum", Sum), ("mean", v => Sum(v) / Count(v)), ("std", Deviation), ("min", v => v.Min()!.Value), ("median", Median), ("max", v => v.Max()!.Value),
        ];
        return new Table(streams, [.. all.Where(_ => streams.Count > 0).Select(statistic => (statistic.Name, statistic.Name, columns.ConvertAll(v => (double?)statistic.Of(v))))]);
    }

    private static string Text(Table table)
    {
        var text = new StringBuilder("row").Append(string.Concat(table.Streams.Select(s => "," + s))).Append('\n');
        foreach (var (name, _, values) in table.Rows)
        {
            text.Append(name).Append(string.Concat(values.Select(v => "," + (v is { } number ? Number(number) : "")))).Append('\n');
        }

        return text.ToString();
    }

    private static JsonArray Json(Table table) => new([.. table.Rows.Select(row =>
    {
        var json = new JsonObject { ["row"] = row.JsonName };
        foreach (var (stream, value) in table.Streams.Zip(row.Values))
        {
            json[stream] = Rounded(value);
        }

        return (JsonNode?)json;
    })]);

    // The library that writes these has ten places, and no infinities.
    private static double? Rounded(double? value) => value is { } number && double.IsFinite(number) ? Math.Round(number, 10) : null;

    private static string Json(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // As the server's library adds a column, gaps as zeros: eight running sums, joined in pairs.
    private static double Sum(List<double?> column)
    {
        Span<double> sums = stackalloc double[8];
        var whole = column.Count - (column.Count % 8);
        for (var i = 0; i < whole; i++)
        {
            sums[i % 8] += column[i] ?? 0;
        }

        var sum = (sums[0] + sums[1] + (sums[2] + sums[3])) + (sums[4] + sums[5] + (sums[6] + sums[7]));
        for (var i = whole; i < column.Count; i++)
        {
            sum += column[i] ?? 0;
        }

        return sum;
    }

    private static double Count(List<double?> column) => column.Count(v => v is not null);

    private static double Deviation(List<double?> column)
    {
        var mean = Sum(column) / Count(column);
        var values = column.OfType<double>().ToList();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    private static double Median(List<double?> column)
    {
        var sorted = column.OfType<double>().Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Table(List<string> Streams, List<(string Name, string JsonName, List<double?> Values)> Rows);
}
