namespace Energy.Clients.IOTile;

/// <summary>A device with the counts of its streams: the only way to discover system streams.</summary>
public sealed record IOTileDeviceExtra : IOTileModel
{
    private readonly ByContent<IReadOnlyDictionary<string, IOTileStreamCount>?> _streamCounts;

    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The slug.</summary>
    public DeviceSlug Slug { get; init; }

    /// <summary>The project's UUID; <see langword="null"/> while nobody has claimed it.</summary>
    public Guid? Project { get; init; }

    /// <summary>The label.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool Active { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that claimed it.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>When it was claimed.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? ClaimedOn { get; init; }

    /// <summary>Counts by the slug of the stream.</summary>
    public IReadOnlyDictionary<string, IOTileStreamCount>? StreamCounts { get => _streamCounts.Value; init => _streamCounts = new(value); }
}
