namespace Energy.Clients.IOTile;

/// <summary>How many objects a request made.</summary>
/// <param name="Count">The number.</param>
public sealed record IOTileCount(long Count);
