namespace Energy.Clients.IOTile;

/// <summary>What to change of an organisation; members left out stay as they are.</summary>
public sealed record IOTileOrganizationUpdate
{
    /// <summary>The name. The slug stays.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What it is about.</summary>
    public Optional<string> About { get; init; }
}
