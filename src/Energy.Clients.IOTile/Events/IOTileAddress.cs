namespace Energy.Clients.IOTile;

/// <summary>An address that the server signed: a credential for a while.</summary>
public sealed record IOTileAddress
{
    /// <summary>The address; it leads to the storage, another origin.</summary>
    public required Uri Url { get; init; }

    /// <summary>Says that it is an address, and not which.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "signed address";
}
