namespace Energy.Clients.IOTile;

/// <summary>A token on the wire.</summary>
internal sealed record IOTileTokenText(string? Token);
