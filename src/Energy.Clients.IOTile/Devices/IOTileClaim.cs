namespace Energy.Clients.IOTile;

/// <summary>The answer to claiming a device.</summary>
public sealed record IOTileClaim : IOTileModel
{
    /// <summary>Whether it is claimed now.</summary>
    public bool Claimed { get; init; }

    /// <summary>The device.</summary>
    public DeviceSlug Device { get; init; }

    /// <summary>The project's slug.</summary>
    public ProjectSlug Project { get; init; }

    /// <summary>The project's UUID.</summary>
    public Guid ProjectId { get; init; }
}
