namespace Energy.Clients.FlexMeasures;

/// <summary>A user.</summary>
public sealed record FlexMeasuresUser : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<JsonElement>?> _roles;

    /// <summary>The id.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public string Email { get; init; } = "";

    /// <summary>The name.</summary>
    [JsonPropertyName("username")]
    public string Username { get; init; } = "";

    /// <summary>The account; absent on servers of 2021.</summary>
    [JsonPropertyName("account_id")]
    public long? AccountId { get; init; }

    /// <summary>The account, in lists only.</summary>
    [JsonPropertyName("account")]
    public FlexMeasuresAccount? Account { get; init; }

    /// <summary>Whether the user may sign in.</summary>
    [JsonPropertyName("active")]
    public bool IsActive { get; init; }

    /// <summary>The id of the user's time zone.</summary>
    [JsonPropertyName("timezone")]
    public string? TimeZone { get; init; }

    /// <summary>Roles: names today, ids on servers of 2021.</summary>
    [JsonPropertyName("flexmeasures_roles")]
    public IReadOnlyList<JsonElement>? Roles { get => _roles.Value; init => _roles = new(value); }

    /// <summary>The last sign-in, UTC.</summary>
    [JsonPropertyName("last_login_at")]
    [JsonConverter(typeof(LocalDateTimeJsonConverter))]
    public LocalDateTime? LastLoginAt { get; init; }

    /// <summary>The last request, UTC.</summary>
    [JsonPropertyName("last_seen_at")]
    [JsonConverter(typeof(LocalDateTimeJsonConverter))]
    public LocalDateTime? LastSeenAt { get; init; }
}
