using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>An event to be made.</summary>
public sealed record IOTileNewEvent
{
    private readonly ByContent<JsonObject?> _extraData;
    private readonly ByContent<JsonNode?> _data;

    /// <summary>The stream.</summary>
    public required StreamSlug Stream { get; init; }

    /// <summary>When.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Timestamp { get; init; }

    /// <summary>The event's own data: an object; <see langword="null"/> sends none, and the server keeps an empty one.</summary>
    public JsonObject? ExtraData { get => _extraData.Value; init => _extraData = new(value); }

    /// <summary>What the file of the event would hold, for events made without an upload; <see langword="null"/> sends none.</summary>
    public JsonNode? Data { get => _data.Value; init => _data = new(value); }

    /// <summary>The device's own time; <see langword="null"/> sends none.</summary>
    public uint? DeviceTimestamp { get; init; }

    /// <summary>The device's incremental id; <see langword="null"/> sends none.</summary>
    public long? StreamerLocalId { get; init; }
}
