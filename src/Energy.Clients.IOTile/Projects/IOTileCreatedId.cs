namespace Energy.Clients.IOTile;

/// <summary>The id of something that was just made.</summary>
public sealed record IOTileCreatedId
{
    /// <summary>The UUID.</summary>
    public required Guid Id { get; init; }
}
