using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A report of the second form (<c>v100</c>): readings with full times and events, as JSON or MessagePack. Taken for devices whose report engine has version 2.</summary>
public sealed record IOTileObjectReport
{
    private const string FormatName = "v100";

    /// <summary>The device.</summary>
    public required DeviceSlug Device { get; init; }

    /// <summary>The report's own id, larger than any in it.</summary>
    public required long IncrementalId { get; init; }

    /// <summary>The device's uptime in seconds when it sent the report.</summary>
    public required long DeviceSentTimestamp { get; init; }

    /// <summary>The streamer's index.</summary>
    public int StreamerIndex { get; init; }

    /// <summary>The streamer's selector.</summary>
    public int StreamerSelector { get; init; } = 0xFFFF;

    /// <summary>The readings.</summary>
    public IReadOnlyList<IOTileReportValue> Data { get; init; } = [];

    /// <summary>The events.</summary>
    public IReadOnlyList<IOTileReportEvent> Events { get; init; } = [];

    /// <summary>The streamer that the report belongs to.</summary>
    public StreamerSlug Streamer => new(Device, StreamerIndex);

    /// <summary>Reads the JSON form.</summary>
    /// <param name="utf8Json">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="IOTileReportFormatException">It is not such a report; the offset and the reason are told.</exception>
    public static IOTileObjectReport ParseJson(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            return From(JsonElement.ParseValue(ref reader));
        }
        catch (JsonException)
        {
            throw new IOTileReportFormatException((int)reader.BytesConsumed, "the file is not JSON, or it was cut.");
        }
    }

    /// <summary>Reads the MessagePack form.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="IOTileReportFormatException">It is not such a report; the offset and the reason are told.</exception>
    public static IOTileObjectReport ParseMessagePack(ReadOnlySpan<byte> file) => From(JsonElement.Parse(MessagePack.ToJson(file)));

    /// <summary>Writes the JSON form.</summary>
    /// <returns>The file.</returns>
    public byte[] ToJson() => Encoding.UTF8.GetBytes(ToNode().ToJsonString());

    /// <summary>Writes the MessagePack form.</summary>
    /// <returns>The file.</returns>
    public byte[] ToMessagePack() => MessagePack.Write(ToNode());

    private static IOTileObjectReport From(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new IOTileReportFormatException(0, "the report is not an object.");
        }

        var format = Required(json, "format");
        if (format.ValueKind != JsonValueKind.String || format.GetString() != FormatName)
        {
            throw new IOTileReportFormatException(0, $"the format is not {FormatName}.");
        }

        Whole(json, "lowest_id");
        Whole(json, "highest_id");
        return new IOTileObjectReport
        {
            Device = Number(json, "device", 0, DeviceSlug.MaxId) is var device ? new DeviceSlug(device) : default,
            StreamerIndex = (int)Number(json, "streamer_index", 0, StreamerSlug.MaxIndex),
            StreamerSelector = (int)Number(json, "streamer_selector", 0, int.MaxValue),
            DeviceSentTimestamp = Whole(json, "device_sent_timestamp"),
            IncrementalId = Whole(json, "incremental_id"),
            Data = [.. Items(json, "data").Select(i => new IOTileReportValue(StreamOf(i), Whole(i, "streamer_local_id"), Whole(i, "value")) { Timestamp = TimeOf(i) })],
            Events = [.. Items(json, "events").Select(i => new IOTileReportEvent(StreamOf(i), Whole(i, "streamer_local_id"), ExtraOf(i)) { Timestamp = TimeOf(i), DeviceTimestamp = DeviceTimeOf(i), Data = DataOf(i) })],
        };
    }

    private static JsonElement Required(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw new IOTileReportFormatException(0, $"the member '{name}' is missing.");

    private static long Whole(JsonElement json, string name) =>
        Required(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : throw new IOTileReportFormatException(0, $"the member '{name}' is not a whole number.");

    private static long Number(JsonElement json, string name, long least, long most) =>
        Whole(json, name) is var number && number >= least && number <= most ? number : throw new IOTileReportFormatException(0, $"the member '{name}' is {number}, it should be from {least} to {most}.");

    private static JsonElement[] Items(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var items) || items.ValueKind == JsonValueKind.Null ? []
        : items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()]
        : throw new IOTileReportFormatException(0, $"the member '{name}' is not an array.");

    private static ushort StreamOf(JsonElement item)
    {
        var stream = Required(item, "stream");
        return stream.ValueKind == JsonValueKind.String && ushort.TryParse(stream.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex
            : stream.ValueKind == JsonValueKind.Number && stream.TryGetUInt16(out var number) ? number
            : throw new IOTileReportFormatException(0, "the member 'stream' is neither four hex digits as text nor a 16-bit number.");
    }

    private static Instant? TimeOf(JsonElement item) =>
        !item.TryGetProperty("timestamp", out var time) || time.ValueKind == JsonValueKind.Null ? null
        : time.ValueKind == JsonValueKind.String && Encoding.UTF8.GetBytes(time.GetString()!) is var text && (InstantText.TryParse(text, out var instant) || InstantText.TryParse([.. text, (byte)'Z'], out instant)) ? instant
        : throw new IOTileReportFormatException(0, "the member 'timestamp' is not a time. Without a zone it counts as UTC.");

    private static uint? DeviceTimeOf(JsonElement item) =>
        !item.TryGetProperty("device_timestamp", out var time) || time.ValueKind == JsonValueKind.Null ? null : time.TryGetUInt32(out var number) ? number : throw new IOTileReportFormatException(0, "the member 'device_timestamp' is not a 32-bit number.");

    private static JsonObject ExtraOf(JsonElement item) =>
        Required(item, "extra_data") is { ValueKind: JsonValueKind.Object } extra ? JsonNode.Parse(extra.GetRawText())!.AsObject() : throw new IOTileReportFormatException(0, "the member 'extra_data' is not an object.");

    private static JsonNode? DataOf(JsonElement item) =>
        item.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null ? JsonNode.Parse(data.GetRawText()) : null;

    private static JsonObject EventNode(IOTileReportEvent e)
    {
        var node = new JsonObject
        {
            ["stream"] = Hex(e.Stream),
            ["timestamp"] = IOTileValues.Time(e.Timestamp),
            ["device_timestamp"] = e.DeviceTimestamp is { } t ? JsonValue.Create(t) : null,
            ["streamer_local_id"] = e.StreamerLocalId,
            ["extra_data"] = e.ExtraData.DeepClone(),
        };
        if (e.Data is { } data)
        {
            node["data"] = data.DeepClone();
        }

        return node;
    }

    private static string Hex(ushort stream) => stream.ToString("x4", CultureInfo.InvariantCulture);

    private JsonObject ToNode()
    {
        var ids = Data.Select(d => d.StreamerLocalId).Concat(Events.Select(e => e.StreamerLocalId)).DefaultIfEmpty(0).ToArray();
        return new JsonObject
        {
            ["format"] = FormatName,
            ["device"] = Device.Id,
            ["streamer_index"] = StreamerIndex,
            ["streamer_selector"] = StreamerSelector,
            ["device_sent_timestamp"] = DeviceSentTimestamp,
            ["incremental_id"] = IncrementalId,
            ["lowest_id"] = ids.Min(),
            ["highest_id"] = ids.Max(),
            ["data"] = new JsonArray([.. Data.Select(d => (JsonNode?)new JsonObject
            {
                ["stream"] = Hex(d.Stream), ["timestamp"] = IOTileValues.Time(d.Timestamp), ["streamer_local_id"] = d.StreamerLocalId, ["value"] = d.Value,
            })]),
            ["events"] = new JsonArray([.. Events.Select(EventNode)]),
        };
    }
}
