namespace Energy.Clients.IOTile;

/// <summary>The word before a token in the <c>Authorization</c> header. Open: a server of your own may know more.</summary>
/// <example>
/// <code>
/// var scheme = IOTileTokenScheme.Jwt; // Authorization: jwt …
/// </code>
/// </example>
[JsonConverter(typeof(IOTileTokenSchemeJsonConverter))]
public readonly record struct IOTileTokenScheme
{
    private readonly string? _name;

    /// <summary>Makes a scheme.</summary>
    /// <param name="name">The word: visible ASCII; the server compares it without case.</param>
    /// <exception cref="ArgumentException">The word cannot be sent, or it is one that the server ignores (<c>Bearer</c>, <c>Basic</c>).</exception>
    public IOTileTokenScheme(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (DescribeFault(name) is { } fault)
        {
            throw new ArgumentException("The scheme " + fault, nameof(name));
        }

        _name = name;
    }

    /// <summary>A JSON web token: lives 7 days, can be renewed.</summary>
    public static IOTileTokenScheme Jwt { get; } = new("jwt");

    /// <summary>A permanent token of 40 hex digits.</summary>
    public static IOTileTokenScheme Token { get; } = new("token");

    /// <summary>A device's token: acts as the user who claimed the device.</summary>
    public static IOTileTokenScheme DeviceJwt { get; } = new("a-jwt");

    /// <summary>The word.</summary>
    public string Name => _name ?? "jwt";

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static string? DescribeFault(string name) =>
        name.Length == 0 || name.Any(c => c is <= ' ' or >= (char)0x7f) ? "is empty or has a character that a header cannot carry. Use jwt, token or a-jwt."
        : name.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || name.Equals("Basic", StringComparison.OrdinalIgnoreCase)
        ? $"'{name}' is ignored by this server: the call would count as anonymous. Use jwt, token or a-jwt."
        : null;

    internal static IOTileTokenScheme Of(string token, string configured) =>
        configured.Length > 0 ? new IOTileTokenScheme(configured)
        : token.Length == 40 && token.All(char.IsAsciiHexDigit) ? Token
        : Jwt;
}
