using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>A report of the second form (<c>v100</c>): readings with full times and events, as JSON or MessagePack. Taken for devices whose report engine has version 2.</summary>
public sealed record IOTileObjectReport
{
    private readonly ByContent<IReadOnlyList<IOTileReportValue>> _data = new([]);
    private readonly ByContent<IReadOnlyList<IOTileReportEvent>> _events = new([]);

    /// <summary>The name of the form; the server does not look at it.</summary>
    [JsonRequired]
    public string Format { get; init; } = "v100";

    /// <summary>The device.</summary>
    [JsonConverter(typeof(IOTileReportDeviceConverter))]
    public required DeviceSlug Device { get; init; }

    /// <summary>The streamer's index.</summary>
    [JsonRequired]
    public int StreamerIndex { get; init; }

    /// <summary>The streamer's selector.</summary>
    [JsonRequired]
    public int StreamerSelector { get; init; } = 0xFFFF;

    /// <summary>The device's uptime in seconds when it sent the report.</summary>
    public required long DeviceSentTimestamp { get; init; }

    /// <summary>The report's own id, larger than any in it.</summary>
    public required long IncrementalId { get; init; }

    /// <summary>The lowest incremental id in it; 0 when it is empty.</summary>
    public long LowestId => Ids().Min();

    /// <summary>The highest incremental id in it; 0 when it is empty.</summary>
    public long HighestId => Ids().Max();

    /// <summary>The readings.</summary>
    public IReadOnlyList<IOTileReportValue> Data { get => _data.Value; init => _data = new(value ?? []); }

    /// <summary>The events.</summary>
    public IReadOnlyList<IOTileReportEvent> Events { get => _events.Value; init => _events = new(value ?? []); }

    /// <summary>The streamer that the report belongs to.</summary>
    [JsonIgnore]
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
            var report = JsonSerializer.Deserialize(ref reader, IOTileJsonContext.Default.IOTileObjectReport) ?? throw new JsonException("The report is null.");
            _ = report.Streamer;
            foreach (var item in report.Events)
            {
                Use(item.ExtraData);
                Use(item.Data);
            }

            return reader.Read() ? throw new JsonException("Something follows the report.") : report;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // A node of another kind, a name that is there twice and a text that is not Unicode are no JsonException.
            throw new IOTileReportFormatException((int)reader.BytesConsumed, $"the file is no report, or it was cut. {e.Message}");
        }
    }

    /// <summary>Reads the MessagePack form.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="IOTileReportFormatException">It is not such a report; the offset and the reason are told. Where its members are wrong, the offset is the one in the same
    /// report as JSON.</exception>
    public static IOTileObjectReport ParseMessagePack(ReadOnlySpan<byte> file) => ParseJson(MessagePack.ToJson(file));

    /// <summary>Writes the JSON form.</summary>
    /// <returns>The file.</returns>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, IOTileJsonContext.Default.IOTileObjectReport);

    /// <summary>Writes the MessagePack form.</summary>
    /// <returns>The file.</returns>
    public byte[] ToMessagePack() => MessagePack.FromJson(ToJson());

    // Nodes are made when they are first asked for, and only then does a name that is there twice, or a text that is not Unicode, show.
    private static void Use(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    Use(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Use(item);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();
                break;
        }
    }

    private IEnumerable<long> Ids() => Data.Select(d => d.StreamerLocalId).Concat(Events.Select(e => e.StreamerLocalId)).DefaultIfEmpty(0);
}
