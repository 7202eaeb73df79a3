namespace Energy.Clients.IOTile;

/// <summary>An address that the server signed: a credential for a while.</summary>
/// <param name="Url">The address; it leads to the storage, another origin.</param>
public sealed record IOTileAddress(Uri Url)
{
    /// <summary>Says that it is an address, and not which.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "signed address";
}
