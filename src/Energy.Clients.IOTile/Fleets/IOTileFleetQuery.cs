namespace Energy.Clients.IOTile;

/// <summary>Which fleets to list.</summary>
public sealed record IOTileFleetQuery : IOTileListQuery
{
    /// <summary>Keeps the fleets of an organisation, by slug.</summary>
    public string? Org { get; init; }

    /// <summary>Keeps the fleets that a device is in.</summary>
    public DeviceSlug? Device { get; init; }

    /// <summary>Keeps networks, or what is none.</summary>
    public bool? IsNetwork { get; init; }

    internal override void AddTo(QueryArguments query) =>
        query.Set("org", Org).Set("device", Device?.ToString()).Set("is_network", IsNetwork);
}
