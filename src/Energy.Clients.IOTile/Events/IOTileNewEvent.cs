using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>An event to be made.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Timestamp">When.</param>
public sealed record IOTileNewEvent(StreamSlug Stream, Instant Timestamp)
{
    /// <summary>The event's own data: an object; <see langword="null"/> sends an empty one.</summary>
    public JsonObject? ExtraData { get; init; }

    /// <summary>What the file of the event would hold, for events made without an upload; <see langword="null"/> sends none.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>The device's own time; <see langword="null"/> sends none.</summary>
    public uint? DeviceTimestamp { get; init; }

    /// <summary>The device's incremental id; <see langword="null"/> sends none.</summary>
    public long? StreamerLocalId { get; init; }
}
