namespace Energy.Clients;

/// <summary>The local part of an address that names a connection: an asset, with or without its owner (<c>30:73</c>, <c>73</c>).</summary>
public readonly record struct ConnectionAddress
{
    /// <summary>Names a connection.</summary>
    /// <param name="assetId">The asset; 0 or more.</param>
    /// <param name="ownerId">Its owner, 0 or more; null (the default) leaves the owner out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative id.</exception>
    [JsonConstructor]
    public ConnectionAddress(long assetId, long? ownerId = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(assetId);
        ArgumentOutOfRangeException.ThrowIfNegative(ownerId ?? 0, nameof(ownerId));
        AssetId = assetId;
        OwnerId = ownerId;
    }

    /// <summary>The asset's id.</summary>
    public long AssetId { get; }

    /// <summary>The owner's id; null when the address leaves it out.</summary>
    public long? OwnerId { get; }

    /// <summary>The local part without a scheme's prefix: <c>30:73</c> or <c>73</c>, without leading zeros.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => OwnerId is { } owner
        ? string.Create(CultureInfo.InvariantCulture, $"{owner}:{AssetId}")
        : AssetId.ToString(CultureInfo.InvariantCulture);
}
