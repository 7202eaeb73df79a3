namespace Energy.Clients.IOTile;

/// <summary>An organisation with its counts and your own membership.</summary>
public sealed record IOTileOrganizationExtra : IOTileOrganization
{
    private readonly ByContent<IReadOnlyDictionary<string, long>?> _counts;

    /// <summary>Counts by kind: projects, datablocks, members, devices, fleets, networks, reports.</summary>
    public IReadOnlyDictionary<string, long>? Counts { get => _counts.Value; init => _counts = new(value); }

    /// <summary>Your membership; <see langword="null"/> for staff that is no member.</summary>
    public IOTileMembership? CurrentMember { get; init; }
}
