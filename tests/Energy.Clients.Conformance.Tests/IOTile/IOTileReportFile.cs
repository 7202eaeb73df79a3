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
            ".json" => CanParse(() => IOTileObjectReport.ParseJson(file.Content.Span)),
            ".mp" => CanParse(() => IOTileObjectReport.ParseMessagePack(file.Content.Span)),
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

    // The rules of these forms are many; that nothing is refused which the server took is asserted where files are uploaded.
    private static bool CanParse(Action parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
