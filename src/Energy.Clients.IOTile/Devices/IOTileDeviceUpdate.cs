namespace Energy.Clients.IOTile;

/// <summary>What to change of a device; members left out stay as they are.</summary>
public sealed record IOTileDeviceUpdate
{
    /// <summary>The label.</summary>
    public Optional<string> Label { get; init; }

    /// <summary>Degrees north: at most nine digits, six decimals.</summary>
    public Optional<decimal?> Lat { get; init; }

    /// <summary>Degrees east: at most nine digits, six decimals.</summary>
    public Optional<decimal?> Lon { get; init; }

    /// <summary>Whether it is in use.</summary>
    public Optional<bool> Active { get; init; }

    /// <summary>The state.</summary>
    public Optional<string> State { get; init; }

    /// <summary>The sensor graph's slug.</summary>
    public Optional<string> Sg { get; init; }

    /// <summary>An id of your own, at most 24 characters.</summary>
    public Optional<string> ExternalId { get; init; }
}
