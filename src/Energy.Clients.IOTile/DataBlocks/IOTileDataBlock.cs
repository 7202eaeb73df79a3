namespace Energy.Clients.IOTile;

/// <summary>A data block: the archived data of a device.</summary>
public sealed record IOTileDataBlock : IOTileModel
{
    /// <summary>The number; 0 in the answer to a change, which leaves it out.</summary>
    public long Id { get; init; }

    /// <summary>The slug: block number and device.</summary>
    public BlockSlug Slug { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>A description; may be empty.</summary>
    public string? Description { get; init; }

    /// <summary>The number of the block, from 1.</summary>
    public int Block { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Org { get; init; }

    /// <summary>The sensor graph's slug; <see langword="null"/> until the data are archived.</summary>
    public string? Sg { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The id of the archiving task while it runs; then empty.</summary>
    public string? Pid { get; init; }
}
