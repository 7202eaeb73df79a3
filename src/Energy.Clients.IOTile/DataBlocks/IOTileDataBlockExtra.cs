namespace Energy.Clients.IOTile;

/// <summary>A data block with the counts of its streams.</summary>
public sealed record IOTileDataBlockExtra : IOTileModel
{
    private readonly ByContent<IReadOnlyDictionary<string, IOTileStreamCount>?> _streamCounts;

    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The slug.</summary>
    public BlockSlug Slug { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>A description.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>Counts by the slug of the stream.</summary>
    public IReadOnlyDictionary<string, IOTileStreamCount>? StreamCounts { get => _streamCounts.Value; init => _streamCounts = new(value); }
}
