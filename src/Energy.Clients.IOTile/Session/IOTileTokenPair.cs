namespace Energy.Clients.IOTile;

/// <summary>The tokens of the present account: credentials, never shown by <see cref="ToString"/>.</summary>
/// <param name="Token">The permanent token.</param>
/// <param name="Jwt">A JWT for 7 days.</param>
public sealed record IOTileTokenPair(string? Token, string? Jwt)
{
    /// <summary>Says that there are tokens, and not which.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => "tokens of an account";
}
