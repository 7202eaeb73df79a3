namespace Energy.Clients.Conformance.IOTile;

/// <summary>The number of a user of the emulator.</summary>
public sealed record IOTileUserIdentity(int Id);
