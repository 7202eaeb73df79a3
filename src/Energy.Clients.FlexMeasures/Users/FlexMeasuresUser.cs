namespace Energy.Clients.FlexMeasures;

/// <summary>A user.</summary>
public sealed record FlexMeasuresUser : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<JsonElement>?> _roles;

    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The name.</summary>
    public string Username { get; init; } = "";

    /// <summary>The account; absent on servers of 2021.</summary>
    public long? AccountId { get; init; }

    /// <summary>The account, in lists only.</summary>
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
    [JsonConverter(typeof(LocalDateTimeJsonConverter))]
    public LocalDateTime? LastLoginAt { get; init; }

    /// <summary>The last request, UTC.</summary>
    [JsonConverter(typeof(LocalDateTimeJsonConverter))]
    public LocalDateTime? LastSeenAt { get; init; }
}
