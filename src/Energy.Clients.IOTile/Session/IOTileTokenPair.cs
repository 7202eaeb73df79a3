namespace Energy.Clients.IOTile;

/// <summary>The tokens of the present account: credentials, never shown by <see cref="ToString"/>.</summary>
public sealed record IOTileTokenPair
{
    /// <summary>The permanent token.</summary>
    public string? Token { get; init; }

    /// <summary>A JWT for 7 days.</summary>
    public string? Jwt { get; init; }

    /// <summary>Says that there are tokens, and not which.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "tokens of an account";
}
