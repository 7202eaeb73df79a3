using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A report as the server reads it.</summary>
internal sealed record IOTileReportFile(
    string Device, long Id, long Sent, int Index, int Selector, long Lowest, long Highest, bool HashValid, bool IsBinary,
    IReadOnlyList<(string Stream, long Id, long? DeviceTime, Instant? At, long Value)> Readings,
    IReadOnlyList<(string Stream, long Id, long? DeviceTime, Instant? At, JsonObject Extra)> Events)
{
    internal static IOTileReportFile ParseBinary(IOTileCall c, byte[] file)
    {
        if (file.Length < 44 || file[0] != 1)
        {
            // The real server fails on a header that it does not know.
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var span = file.AsSpan();
        if (span[16] != 0)
        {
            throw IOTileRefusal.List($"Unrecognized signature flags (user=@{c.User.Username})");
        }

        var length = (BinaryPrimitives.ReadUInt16LittleEndian(span[2..]) << 8) | span[1];
        var count = (length - 44) / 16;
        var readings = new List<(string, long, long?, Instant?, long)>();
        var hashValid = SHA256.HashData(span[..^16]).AsSpan(0, 16).SequenceEqual(span[^16..]);
        if (hashValid && (length < 44 || 20 + (count * 16) > file.Length))
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        for (var i = 0; hashValid && i < count; i++)
        {
            var at = span[(20 + (i * 16))..];
            readings.Add((
                BinaryPrimitives.ReadUInt16LittleEndian(at).ToString("x4", CultureInfo.InvariantCulture), BinaryPrimitives.ReadUInt32LittleEndian(at[4..]),
                BinaryPrimitives.ReadUInt32LittleEndian(at[8..]), null, BinaryPrimitives.ReadUInt32LittleEndian(at[12..])));
        }

        return new IOTileReportFile(
            IOTileSlugs.Device(BinaryPrimitives.ReadUInt32LittleEndian(span[4..])), BinaryPrimitives.ReadUInt32LittleEndian(span[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(span[12..]), span[17],
            BinaryPrimitives.ReadUInt16LittleEndian(span[18..]), BinaryPrimitives.ReadUInt32LittleEndian(span[^24..]), BinaryPrimitives.ReadUInt32LittleEndian(span[^20..]),
            hashValid, true, readings, []);
    }

    internal static IOTileReportFile ParseJson(JsonObject json)
    {
        static string Local(JsonNode? stream) => stream!.GetValueKind() == JsonValueKind.String ? (string)stream! : ((int)stream).ToString("x4", CultureInfo.InvariantCulture);
        static Instant? At(JsonNode? item) => (string?)item!["timestamp"] is { } text ? IOTileTimes.Lenient(text, DateTimeZone.Utc) : null;
        return new IOTileReportFile(
            IOTileSlugs.Device((long)json["device"]!), (long?)json["incremental_id"] ?? 0, (long)json["device_sent_timestamp"]!, (int)json["streamer_index"]!,
            (int)json["streamer_selector"]!,
            (long)json["lowest_id"]!, (long)json["highest_id"]!, true, false,
            [.. (json["data"] as JsonArray ?? []).Select(d => (Local(d!["stream"]), (long)d["streamer_local_id"]!, (long?)null, At(d), (long)d["value"]!))],
            [.. (json["events"] as JsonArray ?? []).Select(e =>
                (Local(e!["stream"]), (long)e["streamer_local_id"]!, (long?)e["device_timestamp"], At(e), e["extra_data"]!.DeepClone().AsObject()))]);
    }
}
