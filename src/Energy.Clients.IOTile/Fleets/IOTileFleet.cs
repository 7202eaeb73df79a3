namespace Energy.Clients.IOTile;

/// <summary>A fleet: devices that travel together.</summary>
public sealed record IOTileFleet : IOTileModel
{
    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The slug.</summary>
    public FleetSlug Slug { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Org { get; init; }

    /// <summary>A description; may be empty.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Whether its devices form a network.</summary>
    public bool IsNetwork { get; init; }
}
