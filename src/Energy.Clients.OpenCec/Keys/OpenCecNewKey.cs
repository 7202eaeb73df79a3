namespace Energy.Clients.OpenCec;

/// <summary>A new key.</summary>
/// <remarks>The server takes whatever it is given as a hash; one that is none would lock users out, so it is refused here.</remarks>
public sealed record OpenCecNewKey : OpenCecRowInput
{
    /// <summary>The DES-crypt hash of the key: 13 characters from <c>./0-9A-Za-z</c>. <see cref="FromClearText"/> makes it.</summary>
    public required string Value { get; init; }

    /// <summary>What the key is for.</summary>
    public required string Description { get; init; }

    /// <summary>Hashes a key, with a random salt.</summary>
    /// <param name="clearText">The key: visible ASCII. Its first eight characters count.</param>
    /// <param name="description">What the key is for.</param>
    /// <returns>The new key, without the clear text.</returns>
    /// <exception cref="ArgumentException">The key cannot be sent in a header.</exception>
    public static OpenCecNewKey FromClearText(string clearText, string description) =>
        new() { Value = OpenCecApiKey.FromClearText(clearText).Hash, Description = description };

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(OpenCecNewKey)} ({Description})";

    internal override void Write(OpenCecBody body) => body.AddHash(nameof(Value), Value).AddText(nameof(Description), Description);
}
