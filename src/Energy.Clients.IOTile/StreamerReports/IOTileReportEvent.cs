using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>An event in a report of the JSON or MessagePack form.</summary>
public sealed record IOTileReportEvent
{
    private readonly ByContent<JsonObject> _extraData;
    private readonly ByContent<JsonNode?> _data;

    /// <summary>The local id of the stream, 16 bits.</summary>
    [JsonConverter(typeof(IOTileReportStreamConverter))]
    public required ushort Stream { get; init; }

    /// <summary>When; <see langword="null"/> leaves it to the device's time.</summary>
    [JsonConverter(typeof(IOTileReportTimeConverter))]
    public Instant? Timestamp { get; init; }

    /// <summary>The device's time; <see langword="null"/> when there is none.</summary>
    public uint? DeviceTimestamp { get; init; }

    /// <summary>The device's incremental id.</summary>
    public required long StreamerLocalId { get; init; }

    /// <summary>The event's own data, an object.</summary>
    public required JsonObject ExtraData
    {
        get => _extraData.Value;
        init => _extraData = new(value ?? throw new ArgumentException("The member 'extra_data' is null. An event without data of its own has an empty object.", nameof(value)));
    }

    /// <summary>The event's raw data, any JSON; <see langword="null"/> when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Data { get => _data.Value; init => _data = new(value); }
}
