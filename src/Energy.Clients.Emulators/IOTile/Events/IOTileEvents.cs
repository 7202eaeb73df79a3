using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Events.</summary>
internal static class IOTileEvents
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "event/", c => c.Page([.. Ordered(c).Select(e => (Func<JsonNode>)(() => Event(e)))], 1000, 10_000));
        server.Map("POST", "event/", c => c.Body is JsonArray many
            ? new IOTileReply(201, new JsonObject { ["count"] = many.Select(m => Create(c, m!.AsObject())).ToList().Count })
            : new IOTileReply(201, Event(Create(c, c.Object))));
        server.Map("POST", "event/upload/", Upload);
        server.Map("GET", "event/{id}/", c => new IOTileReply(200, Event(Get(c, needsStream: true))));
        server.Map("GET", "event/{id}/data/", c => Get(c, needsStream: false).File is { } file ? new IOTileReply(200, JsonNode.Parse(Unpacked(file))) : throw IOTileRefusal.Error(404, "Event has no data"));
        server.Map("GET", "event/{id}/url/", c => Get(c, needsStream: false).File is not null
            ? new IOTileReply(200, new JsonObject { ["url"] = $"https://storage.invalid/event/{c.Route("id")}?signature=emulated" })
            : throw IOTileRefusal.Error(404, "Event has no data"));
    }

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
        ["dirty_ts"] = e.Status == "drt",
        ["status"] = e.Status,
        ["extra_data"] = e.Extra?.DeepClone() ?? new JsonObject(),
    };

    private static IOTileRow Get(IOTileCall c, bool needsStream)
    {
        if (!long.TryParse(c.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw IOTileRefusal.Detail(400, "Bad Request: Expected an integer database ID");
        }

        var found = c.State.Events.Find(e => e.Id == id && (!needsStream || c.State.Stream(e.Stream) is not null)) ?? throw IOTileRefusal.NotFound();
        return c.May(IOTileData.OrgOf(c.State, found), "can_read_stream_data") ? found : throw IOTileRefusal.Forbidden();
    }

    private static IOTileRow Create(IOTileCall c, JsonObject body)
    {
        string Need(string name) => (string?)body[name] ?? throw IOTileRefusal.Field(name, "This field is required.");
        var stream = Need("stream");
        var at = IOTileTimes.Strict(Need("timestamp")) ?? throw IOTileRefusal.Field("timestamp", "Datetime has wrong format.");
        var extra = body["extra_data"] is null or JsonObject ? body["extra_data"]?.DeepClone().AsObject() ?? [] : throw IOTileRefusal.Field("extra_data", "extra_data must be a valid dictionary object");
        return Add(c, stream, at, extra, (long?)body["streamer_local_id"] ?? 0, (long?)body["device_timestamp"], null, "json");
    }

    private static IOTileRow Add(IOTileCall c, string stream, Instant at, JsonObject extra, long localId, long? deviceTime, byte[]? file, string extension)
    {
        if (!c.May(c.State.Device("d--" + stream.Split("--")[2])?.Org, "can_create_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var made = IOTileWorldLoader.NewEvent(c.State, stream, at, extra, localId, deviceTime, "unk", extension, file);
        c.State.Events.Add(made);
        return made;
    }

    private static IOTileReply Upload(IOTileCall c)
    {
        if (c.File is not { } file)
        {
            throw IOTileRefusal.Error(400, "missing request.data['file']");
        }

        var extension = file.Name.EndsWith(".json.gz", StringComparison.Ordinal) ? "json.gz" : file.Name.EndsWith(".json", StringComparison.Ordinal) ? "json" : throw IOTileRefusal.List("Unsupported extension for Stream Event");
        string Need(string name) => c.Form.TryGetValue(name, out var value) ? value : throw IOTileRefusal.Field(name, "This field is required.");
        var stream = Need("stream");
        var at = IOTileTimes.Strict(Need("timestamp")) ?? throw IOTileRefusal.Field("timestamp", "Datetime has wrong format.");
        var extra = c.Form.TryGetValue("encoded_extra_data", out var encoded) ? JsonNode.Parse(encoded)!.AsObject() : [];
        long? Whole(string name) => c.Form.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;
        var made = Add(c, stream, at, extra, Whole("streamer_local_id") ?? 0, Whole("device_timestamp"), file.Bytes, extension);
        return new IOTileReply(201, new JsonObject
        {
            ["id"] = made.Id,
            ["stream"] = stream,
            ["device_timestamp"] = made.DeviceTimestamp,
            ["timestamp"] = IOTileTimes.Full(at),
            ["streamer_local_id"] = made.LocalId,
            ["encoded_extra_data"] = Repr(extra),
        });
    }

    // The server's defect: the notation of its own language.
    private static string Repr(JsonNode? node) => node switch
    {
        null => "None",
        JsonObject json => "{" + string.Join(", ", json.Select(m => $"'{m.Key}': {Repr(m.Value)}")) + "}",
        JsonArray array => "[" + string.Join(", ", array.Select(Repr)) + "]",
        _ => node.GetValueKind() switch { JsonValueKind.String => $"'{(string)node!}'", JsonValueKind.True => "True", JsonValueKind.False => "False", _ => node.ToJsonString() },
    };
}
