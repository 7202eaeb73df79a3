namespace Energy.Clients.IOTile;

/// <summary>The answer to signing in: the account and its tokens.</summary>
public sealed record IOTileLogin : IOTileAccount
{
    /// <summary>The permanent token: a credential.</summary>
    public string? Token { get; init; }

    /// <summary>A JWT for 7 days: a credential.</summary>
    public string? Jwt { get; init; }

    /// <summary>Says whose it is, and never a token.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => $"sign-in of {Slug}";
}
