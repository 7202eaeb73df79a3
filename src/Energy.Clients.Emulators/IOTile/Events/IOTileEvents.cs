using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Events.</summary>
internal static class IOTileEvents
{
    private const string NoDictionary = "extra_data must be a valid dictionary object";

    private static readonly (string, string)[] Extensions = [("json", "json"), ("json.gz", "json.gz"), ("csv", "csv")];

    private static readonly IOTileForm Fields = new(
    [
        .. IOTileData.Common,
        IOTileField.Choice("ext", Extensions) with { Nullable = true, Blank = true },
        IOTileField.Of("data", IOTileFieldKind.Any),
        IOTileField.Of("extra_data", IOTileFieldKind.Any) with { Nullable = true, Check = static (_, value) => value is JsonObject ? null : NoDictionary },
    ]);

    private static readonly IOTileForm UploadFields = new(
    [
        .. IOTileData.Common.Where(field => field.Name is not ("dirty_ts" or "status")),
        IOTileField.Text("encoded_extra_data") with { Check = static (_, value) => IOTilePython.Parse(Encoding.UTF8.GetBytes((string)value!)) switch
            {
                { Fault: { } fault } => "Failed to deserialize value: " + fault,
                { Value: JsonObject } => null,
                _ => "Value should be a utf-8 encoded string",
            } },
    ]);

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "event/", c => c.Page([.. Ordered(c).Select(e => (Func<JsonNode>)(() => Event(e)))], 1000, 10_000));
        server.Map("POST", "event/", c =>
        {
            var many = Fields.ReadMany(c);
            var bodies = many ?? [Fields.Read(c)];
            bodies.ForEach(values => CheckAccess(c, values, many is not null));
            var events = bodies.ConvertAll(values =>
                New(c, values, values["extra_data"]?.DeepClone().AsObject(), Raw(values),
                    values.ContainsKey("ext") ? (string?)values["ext"] : "json"));
            c.State.Events.AddRange(events);
            return new IOTileReply(201, many is null ? Event(events[0]) : many.Count == 0 ? null : new JsonObject { ["count"] = many.Count });
        });
        server.Describe("event/", "Api Stream Event Data List", "POST", Fields);
        server.Map("POST", "event/upload/", Upload).IsUpload = true;
        server.Map("GET", "event/{id}/", c => new IOTileReply(200, Event(Get(c))));
        server.Map("PUT", "event/{id}/", c => Change(c, partial: false));
        server.Map("PATCH", "event/{id}/", c => Change(c, partial: true));
        server.Map("DELETE", "event/{id}/", c => c.State.Events.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("event/{id}/", "Api Stream Event Data Instance", "PUT", Fields);
        server.Map("GET", "event/{id}/data/", c =>
            Get(c).File is { } file ? new IOTileReply(200, JsonNode.Parse(Unpacked(file))) : throw IOTileRefusal.Error(404, "Event has no data"));
        server.Map("GET", "event/{id}/url/", c => new IOTileReply(200,
            new JsonObject { ["url"] = Get(c).File is null ? null : $"https://storage.invalid/event/{c.Route("id")}?signature=emulated" }));
    }

    // What counts as false in the server's language is not kept.
    private static byte[]? Raw(JsonObject values) => values["data"] switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
        JsonValue plain when IOTilePython.Text(plain) is "" or "0" or "0.0" or "-0.0" or "False" => null,
        var data => Encoding.UTF8.GetBytes(data.ToJsonString()),
    };

    private static byte[] Unpacked(byte[] file)
    {
        if (file is not [0x1f, 0x8b, ..])
        {
            return file;
        }

        using var packed = new System.IO.Compression.GZipStream(new MemoryStream(file), System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static IEnumerable<IOTileRow> Ordered(IOTileCall c)
    {
        var rows = IOTileData.Ordered(c, IOTileData.Filter(c, c.State.Events, c.Query("filter")));
        return c.Query("lastn") is null ? rows.OrderBy(e => e.Stream, StringComparer.Ordinal).ThenBy(e => e.LocalId).ThenBy(e => e.Timestamp) : rows;
    }

    private static JsonObject Event(IOTileRow e) => new()
    {
        ["id"] = e.Id,
        ["stream"] = e.Stream,
        ["project"] = e.Project,
        ["device"] = e.Device,
        ["variable"] = e.Variable,
        ["s3bucket"] = "iotile-cloud-stream-event-data",
        ["s3key"] = e.File is null ? null : $"emulated/{e.Id.ToString(CultureInfo.InvariantCulture)}.{e.Extension}",
        ["ext"] = e.Extension,
        ["has_raw_data"] = e.File is not null,
        ["device_timestamp"] = e.DeviceTimestamp,
        ["timestamp"] = IOTileTimes.Full(e.Timestamp),
        ["streamer_local_id"] = e.LocalId,
        ["dirty_ts"] = e.Dirty ?? e.Status == "drt",
        ["status"] = e.Status,
        ["extra_data"] = e.Extra?.DeepClone(),
    };

    private static IOTileRow Get(IOTileCall c)
    {
        var id = IOTileData.Id(c);
        var found = c.State.Events.Find(e => e.Id == id) ?? throw IOTileRefusal.NotFound();
        return c.User.Staff || c.May((string?)(c.State.Stream(found.Stream) ?? throw IOTileRefusal.NotFound())["org"], "can_create_stream_data")
            ? found : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var found = Get(c);
        var values = Fields.Read(c, partial);
        if (c.State.Stream(found.Stream) is null)
        {
            throw IOTileRefusal.NotFound();
        }

        IOTileData.Take(found, values);
        found.Extra = values["extra_data"]?.DeepClone().AsObject() ?? found.Extra;
        found.File = Raw(values) ?? found.File;
        return new IOTileReply(200, Event(found));
    }

    private static void CheckAccess(IOTileCall c, JsonObject values, bool ofMany)
    {
        var stream = (string)values["stream"]!;
        if (c.State.Stream(stream) is { } record && !(bool)record["enabled"]!)
        {
            // Alone, it breaks the server.
            throw ofMany ? IOTileRefusal.Forbidden() : new IOTileRefusal(IOTileReply.Failed());
        }

        if (!c.May(IOTileData.OrgOfWritten(c.State, stream, byProject: false), "can_create_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }
    }

    private static IOTileRow New(IOTileCall c, JsonObject values, JsonObject? extra, byte[]? file, string? extension)
    {
        var made = IOTileWorldLoader.NewEvent(c.State, (string)values["stream"]!, IOTileTimes.Strict((string)values["timestamp"]!)!.Value, extra, 0, null, "unk", extension, file);
        IOTileData.Take(made, values);
        return made;
    }

    private static IOTileReply Upload(IOTileCall c)
    {
        var values = UploadFields.Read(c);
        if (c.File is not { } file)
        {
            throw IOTileRefusal.Error(400, "missing request.data['file']");
        }

        var extra = (string?)values["encoded_extra_data"] is { } encoded ? IOTilePython.Parse(Encoding.UTF8.GetBytes(encoded)).Value!.AsObject() : null;
        var parts = file.Name.Split('.', 2);
        CheckAccess(c, values, ofMany: false);
        if (parts.Length < 2 || parts[1] is not ("json" or "json.gz"))
        {
            throw IOTileRefusal.List(parts.Length < 2 ? "Filename must use file extensions" : "Unsupported extension for Stream Event");
        }

        var made = New(c, values, extra, file.Bytes, parts[1]);
        c.State.Events.Add(made);
        return new IOTileReply(201, new JsonObject
        {
            ["id"] = made.Id,
            ["stream"] = made.Stream,
            ["device_timestamp"] = made.DeviceTimestamp,
            ["timestamp"] = IOTileTimes.Full(made.Timestamp),
            ["streamer_local_id"] = made.LocalId,

            // The server's defect: the notation of its own language.
            ["encoded_extra_data"] = IOTilePython.Repr(extra),
        });
    }
}
