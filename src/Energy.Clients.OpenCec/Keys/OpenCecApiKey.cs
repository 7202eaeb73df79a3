using System.Security.Cryptography;

namespace Energy.Clients.OpenCec;

/// <summary>A key with its hash, for whoever sets up a server or hands out keys.</summary>
public sealed class OpenCecApiKey
{
    /// <summary>The environment variable in which a server finds the hash of its first key. The prefix is doubled: that is its name.</summary>
    public const string EnvironmentVariable = "OPEN_CEC_API_API_KEY_HASH";

    // What neither a shell nor a .env file nor a header reads as something else.
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+=@%:,";

    private OpenCecApiKey(string clearText, string hash)
    {
        ClearText = clearText;
        Hash = hash;
    }

    /// <summary>The key, to be sent as <c>x-api-key</c>. A secret.</summary>
    public string ClearText { get; }

    /// <summary>The DES-crypt hash, to be kept by the server.</summary>
    public string Hash { get; }

    /// <summary>The line for the server's environment file: <c>OPEN_CEC_API_API_KEY_HASH=…</c>.</summary>
    public string EnvironmentLine => $"{EnvironmentVariable}={Hash}";

    /// <summary>Makes a random key of eight characters, as many as the server looks at: about 49 bits.</summary>
    /// <returns>The key.</returns>
    public static OpenCecApiKey Create() => FromClearText(RandomNumberGenerator.GetString(Characters, DesCrypt.CountedBytes));

    /// <summary>Hashes a key with a random salt.</summary>
    /// <param name="clearText">The key: visible ASCII, at most 4,096 characters.</param>
    /// <returns>The key with its hash.</returns>
    /// <exception cref="ArgumentException">The key cannot be sent in a header, or is too long; it is not repeated.</exception>
    public static OpenCecApiKey FromClearText(string clearText)
    {
        ArgumentNullException.ThrowIfNull(clearText);
        return EnergyCredential.DescribeFault(clearText) is { } fault
            ? throw new ArgumentException($"The key {fault}", nameof(clearText))
            : new OpenCecApiKey(clearText, DesCrypt.Hash(clearText, DesCrypt.NewSalt()));
    }

    /// <summary>Says what is weak about a key, without repeating it.</summary>
    /// <param name="clearText">The key.</param>
    /// <returns>The end of a sentence ("has 14 characters, …"), or <see langword="null"/> for a key of exactly eight characters.</returns>
    public static string? DescribeWeakness(string clearText)
    {
        ArgumentNullException.ThrowIfNull(clearText);
        return clearText.Length switch
        {
            > DesCrypt.CountedBytes =>
                $"has {clearText.Length} characters, of which the server looks at the first {DesCrypt.CountedBytes} only: any key with the same beginning is let in too.",
            < DesCrypt.CountedBytes => $"has only {clearText.Length} of the {DesCrypt.CountedBytes} characters that count, so it is quicker to guess.",
            _ => null,
        };
    }

    /// <summary>Says what it is, and never the key or its hash.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "Open CEC key";
}
