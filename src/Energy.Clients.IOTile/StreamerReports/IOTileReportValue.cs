using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A reading in a report of the JSON or MessagePack form.</summary>
/// <param name="Stream">The local id of the stream, 16 bits.</param>
/// <param name="StreamerLocalId">The device's incremental id.</param>
/// <param name="Value">The raw number.</param>
public sealed record IOTileReportValue(ushort Stream, long StreamerLocalId, long Value)
{
    /// <summary>When; <see langword="null"/> leaves it to the server.</summary>
    public Instant? Timestamp { get; init; }
}
