namespace Energy.Clients.IOTile;

/// <summary>The answer to uploading an event with a file.</summary>
public sealed record IOTileUploadedEvent : IOTileModel
{
    /// <summary>The event's number.</summary>
    public long Id { get; init; }

    /// <summary>The stream's slug.</summary>
    public StreamSlug Stream { get; init; }

    /// <summary>The device's own time.</summary>
    public long? DeviceTimestamp { get; init; }

    /// <summary>When.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The device's incremental id; 0 when not set.</summary>
    public long StreamerLocalId { get; init; }

    /// <summary>The extra data in a notation of the server's own language, not JSON: read the event to have them.</summary>
    public string? EncodedExtraData { get; init; }
}
