using System.Security.Cryptography;

namespace Energy.Clients;

/// <summary>What proves to a vendor who is asking: a text (key, token), an async provider of one, or a user name with a password.</summary>
/// <remarks>The secret is never part of <see cref="ToString"/>, of a message, a log line, a trace or an exception.</remarks>
public sealed class EnergyCredential
{
    private readonly string? _secret;
    private readonly Func<CancellationToken, ValueTask<string>>? _provider;

    private EnergyCredential(string accountId, string? userName, string? secret, Func<CancellationToken, ValueTask<string>>? provider)
    {
        AccountId = accountId;
        UserName = userName;
        _secret = secret;
        _provider = provider;
    }

    /// <summary>The user name, for a credential made by <see cref="FromPassword"/>; otherwise <see langword="null"/>.</summary>
    public string? UserName { get; }

    /// <summary>Tells accounts apart: equal for equal credentials, and no way back to the secret. Never logged.</summary>
    internal string AccountId { get; }

    /// <summary>The secret, where it is fixed; to mask it.</summary>
    internal string? FixedSecret => _secret;

    /// <summary>A fixed key or token.</summary>
    /// <param name="secret">The key or token as the vendor gave it: visible ASCII, not empty.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The text is empty or holds a character that a header cannot carry.</exception>
    public static EnergyCredential FromText(string secret)
    {
        if (DescribeFault(secret) is { } fault)
        {
            throw new ArgumentException($"The credential {fault}", nameof(secret));
        }

        return new EnergyCredential(Identify("text", secret), null, secret, null);
    }

    /// <summary>A key or token that is fetched whenever it is needed, from a vault for example. The provider should cache.</summary>
    /// <param name="account">A name that tells this account from others; it keys the rate budget.</param>
    /// <param name="provider">Gives the secret.</param>
    /// <returns>The credential.</returns>
    public static EnergyCredential FromProvider(string account, Func<CancellationToken, ValueTask<string>> provider)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(provider);
        return new EnergyCredential(Identify("provider", account), null, null, provider);
    }

    /// <summary>A user name (or e-mail address) and a password, for vendors that hand out tokens.</summary>
    /// <param name="userName">The user name or e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <returns>The credential.</returns>
    public static EnergyCredential FromPassword(string userName, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return new EnergyCredential(Identify("password", userName + "\0" + password), userName, password, null);
    }

    /// <summary>Says why a text cannot be sent as a key or token, without repeating it.</summary>
    /// <param name="secret">The text.</param>
    /// <returns>The end of a sentence ("is empty. …"), or <see langword="null"/> when the text is fine.</returns>
    public static string? DescribeFault(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return "is empty. Set it to the key or token that the vendor gave you.";
        }

        for (var i = 0; i < secret.Length; i++)
        {
            if (secret[i] is <= ' ' or >= (char)0x7f)
            {
                return $"has a character at position {i} that an HTTP header cannot carry (only visible ASCII can). Copy it again without spaces, line ends or quotes.";
            }
        }

        return null;
    }

    /// <summary>Gives the secret, from memory or from the provider.</summary>
    /// <param name="cancellationToken">Cancels the provider.</param>
    /// <returns>The key, token or password.</returns>
    /// <exception cref="InvalidOperationException">The provider gave a text that cannot be sent.</exception>
    public async ValueTask<string> GetSecretAsync(CancellationToken cancellationToken)
    {
        if (_secret is not null)
        {
            return _secret;
        }

        var secret = await _provider!(cancellationToken).ConfigureAwait(false);
        return DescribeFault(secret) is { } fault
            ? throw new InvalidOperationException($"The credential that the provider gave {fault}")
            : secret;
    }

    /// <summary>Says what kind of credential it is, and never the secret.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => UserName is not null ? "credential (user name and password)" : _provider is not null ? "credential (provider)" : "credential (text)";

    private static string Identify(string kind, string secret) => kind + ":" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
