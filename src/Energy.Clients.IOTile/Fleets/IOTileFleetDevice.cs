namespace Energy.Clients.IOTile;

/// <summary>A device in a fleet.</summary>
public sealed record IOTileFleetDevice : IOTileModel
{
    /// <summary>The device.</summary>
    public DeviceSlug Device { get; init; }

    /// <summary>Whether it is always on.</summary>
    public bool? AlwaysOn { get; init; }

    /// <summary>Whether it connects the others.</summary>
    public bool? IsAccessPoint { get; init; }
}
