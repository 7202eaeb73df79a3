using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Data: of a stream, and of anything by a filter.</summary>
internal static class IOTileData
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "stream/{slug}/data/", StreamData);
        server.Map("GET", "stream/{slug}/csv/", Csv);
        server.Map("GET", "data/", c => Ordered(c, Filter(c, Rows(c, c.Query("filter"), IOTileTimes.Filter(c.Query("start"), "start", c.Zone), IOTileTimes.Filter(c.Query("end"), "end", c.Zone)), c.Query("filter"))) is var rows ? c.Page([.. rows.Select(r => (Func<JsonNode>)(() => Row(r, c.Zone)))], 1000, 10_000) : throw IOTileRefusal.NotFound());
        server.Map("POST", "data/", c => c.Body is JsonArray many
            ? new IOTileReply(201, new JsonObject { ["count"] = many.Select(m => Create(c, m!.AsObject())).ToList().Count })
            : new IOTileReply(201, Row(Create(c, c.Object), c.Zone)));
        server.Map("GET", "data/{id}/", c => throw IOTileRefusal.Forbidden());
    }

    /// <summary>The rows that a filter names and the caller may read; nothing where the server says nothing.</summary>
    internal static IEnumerable<IOTileRow> Filter(IOTileCall c, IEnumerable<IOTileRow> rows, string? filter)
    {
        var kind = filter is { Length: > 3 } && filter.AsSpan(1).StartsWith("--") ? filter[0] : '\0';
        if (kind == 's' && filter!.Split("--").Length != 4)
        {
            throw IOTileRefusal.Detail(400, "Illegal filter argument format (Illegal Stream). Stream slug must have three terms: s--<prj>--<dev>--<var>");
        }

        Predicate<IOTileRow>? fits = kind switch
        {
            's' => r => r.Stream == filter,
            'd' or 'b' => r => r.Device == filter,
            'v' => r => r.Variable == filter && r.Device[0] == 'd',
            _ => null,
        };
        return fits is null ? [] : rows.Where(r => fits(r) && c.May(OrgOf(c.State, r), "can_read_stream_data"));
    }

    /// <summary>The rows that are kept and, from a named instant on, the simulated past before them, of what a filter names.</summary>
    internal static IEnumerable<IOTileRow> Rows(IOTileCall c, string? filter, Instant? start, Instant? end)
    {
        if (c.State.History is not { } history || start is not { } from || !(from < c.State.SimulatedFrom) || filter is not { Length: > 3 })
        {
            return c.State.Data;
        }

        var name = filter[0] is 'v' ? filter[(filter.LastIndexOf("--", StringComparison.Ordinal) + 2)..] : filter[3..];
        return history(s => s.Contains(name, StringComparison.Ordinal), from, end).Concat(c.State.Data);
    }

    internal static string? OrgOf(IOTileEmulatorState state, IOTileRow row) => row.Device[0] == 'b'
        ? (string?)state.Blocks.Find(b => (string)b["slug"]! == row.Device)?["org"]
        : row.Device == "d--0000-0000-0000-0000" ? (string?)state.ProjectByText(row.Project)?["org"] : state.Device(row.Device)?.Org;

    internal static List<IOTileRow> Ordered(IOTileCall c, IEnumerable<IOTileRow> rows)
    {
        var start = IOTileTimes.Filter(c.Query("start"), "start", c.Zone);
        var end = IOTileTimes.Filter(c.Query("end"), "end", c.Zone);
        var at = IOTileTimes.Filter(c.Query("timestamp"), "timestamp", c.Zone);
        long? Number(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (long.TryParse(c.Query(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }
            }

            return null;
        }

        var (minLocal, maxLocal) = (Number("streamer_id_min", "streamer_id_0"), Number("streamer_id_max", "streamer_id_1"));
        var (minId, maxId) = (Number("id_min", "id_0"), Number("id_max", "id_1"));
        var (minTime, maxTime) = (Number("streamer_ts_min"), Number("streamer_ts_max"));
        rows = rows.Where(r => !(r.Timestamp < start) && !(r.Timestamp >= end) && (at is null || r.Timestamp == at)
            && !(r.LocalId < minLocal) && !(r.LocalId > maxLocal) && !(r.Id < minId) && !(r.Id > maxId)
            && (minTime is null || r.DeviceTimestamp >= minTime) && (maxTime is null || r.DeviceTimestamp <= maxTime));
        if (c.Query("mask") == "1")
        {
            rows = rows.Where(r => IOTileMasks.Shows(c.State, r));
        }

        if (c.Query("lastn") is { } text)
        {
            return !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last) ? throw IOTileRefusal.List("lastn must be an integer")
                : last < 1 ? throw IOTileRefusal.List("lastn must be greater than 0")
                : last > 100_000 ? throw IOTileRefusal.List("lastn limit is 100000")
                : [.. rows.OrderBy(r => r.Timestamp).ThenBy(r => r.Id).TakeLast(last)];
        }

        return [.. rows.OrderBy(r => r.LocalId).ThenBy(r => r.Stream, StringComparer.Ordinal).ThenBy(r => r.Timestamp)];
    }

    internal static JsonNode Row(IOTileRow row, DateTimeZone zone) => new JsonObject
    {
        ["id"] = row.Id,
        ["stream"] = row.Stream,
        ["project"] = row.Project,
        ["device"] = row.Device,
        ["variable"] = row.Variable,
        ["type"] = row.Type,
        ["device_timestamp"] = row.DeviceTimestamp,
        ["timestamp"] = IOTileTimes.Seconds(row.Timestamp, zone),
        ["int_value"] = row.IntValue,
        ["value"] = row.Value,
        ["streamer_local_id"] = row.LocalId,
        ["dirty_ts"] = row.Status == "drt",
        ["status"] = row.Status,
    };

    internal static List<IOTileRow> StreamRows(IOTileCall c)
    {
        var stream = IOTileVariables.Stream(c);
        if (!c.May((string?)stream["org"], "can_read_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var start = c.Query("start") is { } s ? IOTileTimes.Lenient(s, DateTimeZone.Utc) : null;
        var end = c.Query("end") is { } e ? IOTileTimes.Lenient(e, DateTimeZone.Utc) : null;
        var rows = Rows(c, (string)stream["slug"]!, start, end).Where(r => r.Stream == (string)stream["slug"]! && !(r.Timestamp < start) && !(r.Timestamp >= end) && IOTileMasks.Shows(c.State, r)).OrderBy(r => r.Timestamp).ThenBy(r => r.Id).ToList();
        return int.TryParse(c.Query("lastn"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            ? [.. rows.TakeLast(last < 1 ? 1 : last > 10_000 ? 100_000 : last)]
            : rows;
    }

    private static IOTileReply StreamData(IOTileCall c)
    {
        var stream = IOTileVariables.Stream(c);
        var places = (int?)c.State.Variables.Find(v => (string)v["slug"]! == (string)stream["variable"]!)?["decimal_places"] ?? 2;
        return c.Page([.. StreamRows(c).Select(r => (Func<JsonNode>)(() =>
        {
            double? output = r.Value is { } value ? IOTileUnits.Apply(stream["output_unit"], value) : null;
            return new JsonObject
            {
                ["type"] = r.Type,
                ["timestamp"] = IOTileTimes.Seconds(r.Timestamp, c.Zone),
                ["int_value"] = r.IntValue,
                ["value"] = r.Value,
                ["display_value"] = output is { } shown ? IOTileUnits.Display(shown, places) : "",
                ["output_value"] = output,
                ["streamer_local_id"] = r.LocalId,
            };
        }))], 5000, 20_000);
    }

    private static IOTileReply Csv(IOTileCall c)
    {
        var stream = IOTileVariables.Stream(c);
        var text = new StringBuilder("Timestamp,Value\r\n");
        foreach (var row in StreamRows(c))
        {
            // The server's defect: the output conversion of the raw number.
            text.Append(row.Timestamp.ToString("uuuu'/'MM'/'dd HH:mm:ss", CultureInfo.InvariantCulture)).Append(',').Append(IOTileFrames.Number(IOTileUnits.Apply(stream["output_unit"], row.IntValue ?? 0))).Append("\r\n");
        }

        return new IOTileReply(200, null, text.ToString(), "text/html; charset=utf-8");
    }

    private static IOTileRow Create(IOTileCall c, JsonObject body)
    {
        string Need(string name) => (string?)body[name] ?? throw IOTileRefusal.Field(name, "This field is required.");
        var stream = Need("stream");
        var at = IOTileTimes.Strict(Need("timestamp")) ?? throw IOTileRefusal.Field("timestamp", "Datetime has wrong format.");
        if (body["int_value"] is not null && body["value"] is not null)
        {
            throw IOTileRefusal.Field("non_field_errors", "Only int_value or value should be used");
        }

        var device = "d--" + stream.Split("--")[2];
        if (!c.May(c.State.Device(device)?.Org, "can_create_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }

        if (body["value"] is not null && (string?)body["type"] == "ITR")
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var row = IOTileWorldLoader.NewRow(c.State, stream, at, (long?)body["int_value"], 0, null, "unk");
        c.State.Data.Add(row);
        return row;
    }
}
