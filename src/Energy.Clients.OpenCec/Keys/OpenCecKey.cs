namespace Energy.Clients.OpenCec;

/// <summary>A key that the server lets in. It keeps a hash; the clear text is known to nobody but its user.</summary>
public sealed record OpenCecKey : OpenCecRow
{
    /// <summary>The hash, at most 50 characters. Not shown by <see cref="ToString"/>: eight characters are soon guessed from it.</summary>
    public required string Value { get; init; }

    /// <summary>What the key is for.</summary>
    public required string Description { get; init; }

    /// <summary>Whether <see cref="Value"/> is a hash at all. One that is not makes the server fail for every key that stands behind it, and for every wrong key: delete
    /// it.</summary>
    [JsonIgnore]
    public bool IsHash => DesCrypt.IsHash(Value);

    /// <summary>Whether this is the hash of a key.</summary>
    /// <param name="clearText">The key.</param>
    /// <returns>Whether the server would let it in by this row; <see langword="false"/> also where <see cref="Value"/> is not a hash.</returns>
    public bool Matches(string clearText) => IsHash && DesCrypt.Verify(clearText, Value);

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(OpenCecKey)} {Id} ({Description})";
}
