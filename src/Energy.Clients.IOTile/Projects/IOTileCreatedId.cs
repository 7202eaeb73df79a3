namespace Energy.Clients.IOTile;

/// <summary>The id of something that was just made.</summary>
/// <param name="Id">The UUID.</param>
public sealed record IOTileCreatedId(Guid Id);
