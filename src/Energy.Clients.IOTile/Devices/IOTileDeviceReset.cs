namespace Energy.Clients.IOTile;

/// <summary>What a reset deletes besides the data.</summary>
public sealed record IOTileDeviceReset
{
    /// <summary>Whether streamers and their ids are forgotten too, so that the device may start again from id 1; <see langword="null"/> takes the server's default.</summary>
    public bool? Full { get; init; }

    /// <summary>Whether properties are deleted; <see langword="null"/> takes the server's default.</summary>
    public bool? IncludeProperties { get; init; }

    /// <summary>Whether notes and locations are deleted; <see langword="null"/> takes the server's default.</summary>
    public bool? IncludeNotesAndLocations { get; init; }
}
