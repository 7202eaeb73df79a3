namespace Energy.Clients.IOTile;

/// <summary>A reading in a report of the JSON or MessagePack form.</summary>
public sealed record IOTileReportValue
{
    /// <summary>The local id of the stream, 16 bits.</summary>
    [JsonConverter(typeof(IOTileReportStreamConverter))]
    public required ushort Stream { get; init; }

    /// <summary>When; <see langword="null"/> leaves it to the server.</summary>
    [JsonConverter(typeof(IOTileReportTimeConverter))]
    public Instant? Timestamp { get; init; }

    /// <summary>The device's incremental id.</summary>
    public required long StreamerLocalId { get; init; }

    /// <summary>The raw number.</summary>
    public required long Value { get; init; }
}
