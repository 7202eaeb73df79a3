namespace Energy.Clients.IOTile;

/// <summary>A user's membership in an organisation.</summary>
public sealed record IOTileMembership : IOTileModel
{
    private readonly ByContent<IReadOnlyDictionary<string, bool>?> _permissions;

    /// <summary>The account's slug.</summary>
    public string User { get; init; } = "";

    /// <summary>What the user shows.</summary>
    public IOTileUserDetails? UserDetails { get; init; }

    /// <summary>When the user joined.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>Whether the membership is in force.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether the user administers the organisation.</summary>
    public bool IsOrgAdmin { get; init; }

    /// <summary>What the user may do, by permission (<c>can_read_stream_data</c>, …).</summary>
    public IReadOnlyDictionary<string, bool>? Permissions { get => _permissions.Value; init => _permissions = new(value); }

    /// <summary>The role: <c>a0</c> owner, <c>a1</c> admin, <c>m1</c> member, <c>r1</c> operator, <c>d1</c> developer, <c>s0</c> support.</summary>
    public string? Role { get; init; }

    /// <summary>The role in words.</summary>
    public string? RoleName { get; init; }
}
