using System.Security.Cryptography;
using System.Text.Json;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>What the fact sheet says of report files, beside the client's own reader.</summary>
public static class IOTileReportFile
{
    /// <summary>An upload without a file.</summary>
    public static RecordedPart None { get; } = new("file", "", null, ReadOnlyMemory<byte>.Empty);

    /// <summary>Whether the server takes the file by its name, and its content holds together, so that the client must send it.</summary>
    public static bool IsUsable(RecordedPart file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = file.Content.Span;
        return Path.GetExtension(file.FileName) switch
        {
            "" or ".bin" => bytes.Length >= 44
                && bytes[0] == 1
                && bytes[16] == 0
                && (bytes.Length - 44) % 16 == 0
                && (bytes[1] | (bytes[2] << 8) | (bytes[3] << 16)) == bytes.Length
                && SHA256.HashData(bytes[..^16]).AsSpan(0, 16).SequenceEqual(bytes[^16..]),
            ".json" => IsWhole(bytes),

            // A map of nine members or more, as all but the two lists must be there.
            ".mp" => bytes.Length > 0 && bytes[0] is 0x89 or 0x8a or 0x88,
            _ => false,
        };
    }

    /// <summary>A report with as many readings as the recorded answer counts.</summary>
    public static IOTileReport StandIn(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var count = exchange.Response.Body.Json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("count", out var number) ? number.GetInt32() : 0;
        return new IOTileReport
        {
            Device = new DeviceSlug(1),
            ReportId = uint.MaxValue,
            SentTimestamp = 0,
            Readings = [.. Enumerable.Range(1, count).Select(id => new IOTileReportReading(0x5001, (uint)id, 0, 0))],
        };
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var json = JsonElement.Parse(bytes);
            return json.ValueKind == JsonValueKind.Object
                && Array.TrueForAll(
                    ["format", "device", "streamer_index", "streamer_selector", "device_sent_timestamp", "incremental_id", "lowest_id", "highest_id"],
                    name => json.TryGetProperty(name, out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
