namespace Energy.Clients.IOTile;

/// <summary>A streamer: one of the channels over which a device sends reports.</summary>
public sealed record IOTileStreamer : IOTileModel
{
    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The slug: device and index.</summary>
    public StreamerSlug Slug { get; init; }

    /// <summary>The device.</summary>
    public DeviceSlug Device { get; init; }

    /// <summary>The version of the server's report engine for it, 0 to 2.</summary>
    public int ProcessEngineVer { get; init; }

    /// <summary>The index within the device.</summary>
    public int Index { get; init; }

    /// <summary>The acknowledgement: the highest reading id that is stored. The device need not send it or lower ones again.</summary>
    public long LastId { get; init; }

    /// <summary>When the device last restarted, as far as the server can tell.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? LastRebootTs { get; init; }

    /// <summary>Whether it sends system streams.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Which streams it sends.</summary>
    public int Selector { get; init; }

    internal static ulong Fingerprint(IOTileStreamer streamer) => StableHash.Of(streamer.Slug.ToString());
}
