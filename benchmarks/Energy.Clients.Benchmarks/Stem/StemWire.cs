using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>Bodies of the streams endpoint as Stem writes them, rendered beforehand.</summary>
internal static class StemWire
{
    public const int ReadingsPerDay = 96;

    /// <summary>One window of intervals of 15 minutes, a second late as they come.</summary>
    public static byte[] Window(Instant start, Instant end)
    {
        var buffer = new ArrayBufferWriter<byte>(320 * 1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("id", "5b3c1f0e-0c2d-11ea-8d71-362b9e155667");
        json.WriteString("name", "Harbour Cold Store");
        json.WriteStartArray("stream_types");
        json.WriteStartObject();
        json.WriteString("stream_type", "MONITOR");
        json.WriteStartArray("streams");
        for (var at = start; at < end; at += Duration.FromMinutes(15))
        {
            var number = at.ToUnixTimeSeconds() / 900;
            json.WriteStartObject();
            json.WriteString("start_datetime", InstantText.Format(at + Duration.FromSeconds(1)));
            json.WriteString("end_datetime", InstantText.Format(at + Duration.FromMinutes(15)));
            json.WriteNumber("kw_total_avg", Math.Round(200 + (150 * Math.Sin(number / 15.0)), 6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The windows that the client asks for, by the target of the request.</summary>
    public static Dictionary<string, byte[]> Windows(Instant start, Instant end)
    {
        var windows = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (start < end)
        {
            var until = Instant.Min(end, start.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant());
            windows.Add(
                string.Create(CultureInfo.InvariantCulture,
                    $"/api/v1/sites/site/streams?start_datetime={Uri.EscapeDataString(InstantText.Format(start))}&end_datetime="
                        + $"{Uri.EscapeDataString(InstantText.Format(until))}&resolution=900&stream_type=MONITOR"),
                Window(start, until));
            start = until;
        }

        return windows;
    }
}
