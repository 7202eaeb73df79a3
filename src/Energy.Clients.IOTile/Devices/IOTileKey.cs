namespace Energy.Clients.IOTile;

/// <summary>A key that lets a device act as the user who claimed it. Its text is never shown by <see cref="ToString"/>.</summary>
public sealed record IOTileKey : IOTileModel
{
    /// <summary>The key: a credential. Give it to <see cref="EnergyCredential.FromText"/> with the scheme <see cref="IOTileTokenScheme.DeviceJwt"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Says that it is a key, and not which.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "key of a device";
}
