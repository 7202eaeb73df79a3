namespace Energy.Clients.IOTile;

/// <summary>A user. An account sees itself only.</summary>
public record IOTileAccount : IOTileModel
{
    /// <summary>The number of the account.</summary>
    public int Id { get; init; }

    /// <summary>The e-mail address; the server compares it without case.</summary>
    public string? Email { get; init; }

    /// <summary>The user name, without spaces.</summary>
    public string? Username { get; init; }

    /// <summary>When the account was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? UpdatedAt { get; init; }

    /// <summary>The full name; may be empty.</summary>
    public string? Name { get; init; }

    /// <summary>A line about the user; may be empty.</summary>
    public string? Tagline { get; init; }

    /// <summary>Pictures.</summary>
    public IOTileAvatar? Avatar { get; init; }

    /// <summary>The slug, which names the account in paths.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Whether the account belongs to the operator of the cloud.</summary>
    public bool IsStaff { get; init; }
}
