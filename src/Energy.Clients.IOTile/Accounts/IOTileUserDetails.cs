namespace Energy.Clients.IOTile;

/// <summary>What a member of an organisation shows of itself to the others.</summary>
public sealed record IOTileUserDetails : IOTileModel
{
    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The user name.</summary>
    public string? Username { get; init; }

    /// <summary>The account's slug.</summary>
    public string? Slug { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>A line about the user.</summary>
    public string? Tagline { get; init; }

    /// <summary>Pictures.</summary>
    public IOTileAvatar? Avatar { get; init; }
}
