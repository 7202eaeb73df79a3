using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Data: of a stream, and of anything by a filter.</summary>
internal static class IOTileData
{
    private const string NoDevice = "d--0000-0000-0000-0000";

    private static readonly (string, string)[] Types = [("Num", "Num"), ("ITR", "ITR"), ("P-0", "P-0"), ("P-E", "P-E"), ("P-1", "P-1")];

    /// <summary>What data and events have in common.</summary>
    internal static readonly IOTileField[] Common =
    [
        IOTileField.Text("stream") with { Required = true },
        IOTileField.Of("timestamp", IOTileFieldKind.Time) with { Required = true },
        IOTileField.Of("device_timestamp", IOTileFieldKind.Whole) with { Nullable = true },
        IOTileField.Of("streamer_local_id", IOTileFieldKind.Whole) with { Least = 0, Most = int.MaxValue },
        IOTileField.Of("dirty_ts", IOTileFieldKind.Flag),
        IOTileField.Choice("status", new[] { "unk", "cln", "drt", "utc" }.Select(status => (status, status))),
    ];

    private static readonly IOTileForm Fields = new(
    [
        .. Common,
        IOTileField.Choice("type", Types),
        IOTileField.Of("int_value", IOTileFieldKind.Whole) with { Nullable = true },
        IOTileField.Of("value", IOTileFieldKind.Real) with { Nullable = true },
    ])
    {
        Together = static (_, values) => (values.ContainsKey("int_value"), values.ContainsKey("value"), (string?)values["type"]) switch
        {
            (false, false, _) => "Either int_value or value should be used",
            (true, true, _) => "Only int_value or value should be used",
            (true, _, not (null or "Num")) => "type should be 'Num' if int_value is used",
            (_, true, not "ITR") => "type should be 'ITR' or None if value is used",
            _ => null,
        },
    };

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "stream/{slug}/data/", StreamData);
        server.Map("GET", "stream/{slug}/csv/", Csv);
        server.Map("GET", "data/", c => Ordered(c, Filter(c, Rows(c, c.Query("filter"), Time(c, "start"), Time(c, "end")), c.Query("filter"))) is var rows
            ? c.Page([.. rows.Select(r => (Func<JsonNode>)(() => Row(r, c.Zone)))], 1000, 10_000) : throw IOTileRefusal.NotFound());
        server.Map("POST", "data/", c =>
        {
            var bodies = Fields.ReadMany(c) ?? [Fields.Read(c)];
            bodies.ForEach(values => CheckAccess(c, values));
            var rows = bodies.ConvertAll(values => New(c, values));
            c.State.Data.AddRange(rows);
            return new IOTileReply(201, c.Body is JsonArray ? new JsonObject { ["count"] = rows.Count } : Row(rows[0], c.Zone));
        });
        server.Describe("data/", "Api Stream Data List", "POST", Fields);
        server.Map("GET", "data/{id}/", c => new IOTileReply(200, Row(Get(c), c.Zone)));
        server.Map("PUT", "data/{id}/", c => Change(c, partial: false));
        server.Map("PATCH", "data/{id}/", c => Change(c, partial: true));
        server.Map("DELETE", "data/{id}/", c => c.State.Data.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("data/{id}/", "Api Stream Data Instance", "PUT", Fields);
    }

    /// <summary>The number of a row or an event in a path.</summary>
    /// <exception cref="IOTileRefusal">It is none.</exception>
    internal static long Id(IOTileCall c) =>
        long.TryParse(c.Route("id"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id : throw IOTileRefusal.Detail(400, "Bad Request: Expected an integer database ID");

    /// <summary>Takes from a body what data and events have in common.</summary>
    internal static void Take(IOTileRow row, JsonObject values)
    {
        if ((string?)values["stream"] is { } stream && stream != row.Stream && stream.Split("--") is { Length: 4 } terms)
        {
            (row.Stream, row.Project, row.Device, row.Variable) = (stream, "p--" + terms[1], "d--" + terms[2], $"v--{terms[1]}--{terms[3]}");
        }

        row.Timestamp = (string?)values["timestamp"] is { } at ? IOTileTimes.Strict(at)!.Value : row.Timestamp;
        row.DeviceTimestamp = values.TryGetPropertyValue("device_timestamp", out var device) ? (long?)device : row.DeviceTimestamp;
        row.LocalId = (long?)values["streamer_local_id"] ?? row.LocalId;
        row.Dirty = (bool?)values["dirty_ts"] ?? row.Dirty;
        row.Status = (string?)values["status"] ?? row.Status;
    }

    /// <summary>The organisation whose right it is to write to a stream, known to the cloud or not.</summary>
    /// <exception cref="IOTileRefusal">The slug is none, or its project or device is unknown.</exception>
    internal static string OrgOfWritten(IOTileEmulatorState state, string stream, bool byProject)
    {
        var terms = stream.Split("--");
        if (terms.Length != 4)
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var device = "d--" + terms[2];
        var isVirtual = device == NoDevice;
        var project = byProject || isVirtual ? state.Projects.Find(p => (string)p["slug"]! == "p--" + terms[1]) ?? throw IOTileRefusal.NotFound() : null;
        return isVirtual ? (string)project!["org"]! : (state.Device(device) ?? throw IOTileRefusal.NotFound()).Org ?? throw new IOTileRefusal(IOTileReply.Failed());
    }

    private static Instant? Time(IOTileCall c, string name) => c.Filter(name) is { } text ? IOTileTimes.Posted(text, c.Zone) : null;

    private static IOTileRow Get(IOTileCall c)
    {
        var id = Id(c);
        var row = c.State.Data.Find(r => r.Id == id) ?? throw IOTileRefusal.NotFound();
        return c.User.Staff ? row : throw IOTileRefusal.Forbidden();
    }

    // What is shown of a row is not worked out again.
    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var row = Get(c);
        var values = Fields.Read(c, partial);
        Take(row, values);
        row.Type = (string?)values["type"] ?? row.Type;
        row.IntValue = values.ContainsKey("int_value") ? (long?)values["int_value"] : row.IntValue;
        row.Value = values.ContainsKey("value") ? (double?)values["value"] : row.Value;
        return new IOTileReply(200, Row(row, c.Zone));
    }

    // The server works out a stream's value from the whole number only, and fails where there is none.
    private static void CheckAccess(IOTileCall c, JsonObject values)
    {
        var stream = (string)values["stream"]!;
        if (values["int_value"] is null && (stream.Split("--").Length != 4 || c.State.Stream(stream) is not null || values["value"] is null))
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        if (!c.May(OrgOfWritten(c.State, stream, byProject: true), "can_create_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }
    }

    private static IOTileRow New(IOTileCall c, JsonObject values)
    {
        var row = IOTileWorldLoader.NewRow(c.State, (string)values["stream"]!, IOTileTimes.Strict((string)values["timestamp"]!)!.Value, (long?)values["int_value"], 0, null, "unk");
        Take(row, values);
        row.Dirty ??= false;
        if (values["value"] is { } value)
        {
            (row.Value, row.Type) = ((double)value!, "ITR");
        }

        return row;
    }

    /// <summary>The rows that a filter names and the caller may read; nothing where the server says nothing.</summary>
    internal static IEnumerable<IOTileRow> Filter(IOTileCall c, IEnumerable<IOTileRow> rows, string? filter)
    {
        var kind = filter is { Length: > 3 } && filter.AsSpan(1).StartsWith("--") ? filter[0] : '\0';
        if (kind == 's' && c.State.Stream(filter!) is null)
        {
            var terms = filter!.Split("--");
            var fault = terms.Length != 4 ? "Stream slug must have three terms: s--<prj>--<dev>--<var>"
                : Array.Find(terms[1..], term => !term.Replace("-", "", StringComparison.Ordinal).All(char.IsAsciiHexDigit)) is { } term
                ? $"Expected HEX number. Got {term}" : null;
            if (fault is not null)
            {
                throw IOTileRefusal.Detail(400, $"Illegal filter argument format (Illegal Stream). {fault}");
            }
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
        : row.Device == NoDevice ? (string?)state.ProjectByText(row.Project)?["org"] : state.Device(row.Device)?.Org;

    internal static List<IOTileRow> Ordered(IOTileCall c, IEnumerable<IOTileRow> rows)
    {
        var filters = new IOTileFilters(c);
        var (start, end, at) = (filters.Time("start"), filters.Time("end"), filters.Time("timestamp"));
        var (minLocal, maxLocal) = (filters.Number("streamer_id_min", "streamer_id"), filters.Number("streamer_id_max", "streamer_id"));
        var (firstLocal, lastLocal) = (filters.Number("streamer_id_0"), filters.Number("streamer_id_1"));
        var (minId, maxId, firstId, lastId) = (filters.Number("id_min", "id"), filters.Number("id_max", "id"), filters.Number("id_0"), filters.Number("id_1"));
        var (minTime, maxTime, lastN) = (filters.Number("streamer_ts_min", "streamer_ts"), filters.Number("streamer_ts_max", "streamer_ts"), filters.LastN());
        filters.Check();
        rows = rows.Where(r => !(r.Timestamp < start) && !(r.Timestamp >= end) && (at is null || r.Timestamp == at)
            && !(r.LocalId < minLocal) && !(r.LocalId > maxLocal) && !(r.LocalId < firstLocal) && !(r.LocalId > lastLocal)
            && !(r.Id < minId) && !(r.Id > maxId) && !(r.Id < firstId) && !(r.Id > lastId)
            && (minTime is null || r.DeviceTimestamp >= minTime) && (maxTime is null || r.DeviceTimestamp <= maxTime));
        if (c.Query("mask") == "1")
        {
            rows = rows.Where(r => IOTileMasks.Shows(c.State, r));
        }

        if (lastN is { } last)
        {
            return [.. IOTileFilters.Newest(rows.OrderBy(r => r.Timestamp).ThenBy(r => r.Id), last)];
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
        ["dirty_ts"] = row.Dirty ?? row.Status == "drt",
        ["status"] = row.Status,
    };

    internal static List<IOTileRow> StreamRows(IOTileCall c)
    {
        var stream = IOTileVariables.Stream(c);
        var start = c.Query("start") is { } s ? IOTileTimes.Lenient(s, DateTimeZone.Utc) : null;
        var end = c.Query("end") is { } e ? IOTileTimes.Lenient(e, DateTimeZone.Utc) : null;
        var rows = Rows(c, (string)stream["slug"]!, start, end)
            .Where(r => r.Stream == (string)stream["slug"]! && !(r.Timestamp < start) && !(r.Timestamp >= end) && IOTileMasks.Shows(c.State, r))
                .OrderBy(r => r.Timestamp).ThenBy(r => r.Id).ToList();
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
            text.Append(row.Timestamp.ToString("uuuu'/'MM'/'dd HH:mm:ss", CultureInfo.InvariantCulture))
                .Append(',').Append(IOTileFrames.Number(IOTileUnits.Apply(stream["output_unit"], row.IntValue ?? 0))).Append("\r\n");
        }

        return new IOTileReply(200, null, text.ToString(), "text/html; charset=utf-8");
    }
}
