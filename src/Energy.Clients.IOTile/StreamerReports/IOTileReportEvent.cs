using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>An event in a report of the JSON or MessagePack form.</summary>
/// <param name="Stream">The local id of the stream, 16 bits.</param>
/// <param name="StreamerLocalId">The device's incremental id.</param>
/// <param name="ExtraData">The event's own data, an object.</param>
public sealed record IOTileReportEvent(ushort Stream, long StreamerLocalId, JsonObject ExtraData)
{
    /// <summary>When; <see langword="null"/> leaves it to the device's time.</summary>
    public Instant? Timestamp { get; init; }

    /// <summary>The device's time; <see langword="null"/> when there is none.</summary>
    public uint? DeviceTimestamp { get; init; }
}
