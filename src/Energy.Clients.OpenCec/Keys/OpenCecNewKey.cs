using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new key.</summary>
/// <remarks>The server takes whatever it is given as a hash; one that is none would lock users out, so it is refused here.</remarks>
public sealed record OpenCecNewKey : OpenCecWrite
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

    internal static void CheckHash(string owner, string? hash)
    {
        if (!DesCrypt.IsHash(hash))
        {
            throw new ArgumentException(
                $"{owner}.Value is not a DES-crypt hash (13 characters from ./0-9A-Za-z). The server would keep it and then fail for other keys: hash the key with {nameof(OpenCecNewKey)}.{nameof(FromClearText)}.");
        }
    }

    internal override void Check()
    {
        CheckHash(nameof(OpenCecNewKey), Value);
        OpenCecText.Check(nameof(OpenCecNewKey), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("value", Value).Add("description", Description);
}
