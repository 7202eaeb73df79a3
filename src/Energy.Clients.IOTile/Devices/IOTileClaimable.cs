namespace Energy.Clients.IOTile;

/// <summary>Whether a device can be claimed.</summary>
public sealed record IOTileClaimable : IOTileModel
{
    /// <summary>The device.</summary>
    public DeviceSlug Slug { get; init; }

    /// <summary>Whether nobody has claimed it.</summary>
    public bool Claimable { get; init; }
}
