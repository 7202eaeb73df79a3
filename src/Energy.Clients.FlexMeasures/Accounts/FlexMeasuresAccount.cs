namespace Energy.Clients.FlexMeasures;

/// <summary>An account: an organisation with users and assets.</summary>
public sealed record FlexMeasuresAccount : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresNamedId>> _roles = new([]);

    /// <summary>The id.</summary>
    [JsonPropertyName("id")]
    public long Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>Its roles.</summary>
    [JsonPropertyName("account_roles")]
    public IReadOnlyList<FlexMeasuresNamedId> Roles { get => _roles.Value; init => _roles = new(value); }

    /// <summary>Free attributes.</summary>
    [JsonPropertyName("attributes")]
    public FlexMeasuresJson? Attributes { get; init; }

    /// <summary>The account that advises it.</summary>
    [JsonPropertyName("consultancy_account_id")]
    public long? ConsultancyAccountId { get; init; }

    /// <summary>Its plan.</summary>
    [JsonPropertyName("plan_id")]
    public long? PlanId { get; init; }

    /// <summary>A colour of its pages, <c>#1a3443</c>.</summary>
    [JsonPropertyName("primary_color")]
    public string? PrimaryColor { get; init; }

    /// <summary>Another colour.</summary>
    [JsonPropertyName("secondary_color")]
    public string? SecondaryColor { get; init; }

    /// <summary>Its logo.</summary>
    [JsonPropertyName("logo_url")]
    public string? LogoUrl { get; init; }

    /// <summary>How many users it has; in paged lists only.</summary>
    [JsonPropertyName("user_count")]
    public long? UserCount { get; init; }

    /// <summary>How many assets it has; in paged lists only.</summary>
    [JsonPropertyName("asset_count")]
    public long? AssetCount { get; init; }
}
