namespace Energy.Clients.FlexMeasures;

/// <summary>An account: an organisation with users and assets.</summary>
public sealed record FlexMeasuresAccount : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresNamedId>> _roles = new([]);

    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its roles.</summary>
    [JsonPropertyName("account_roles")]
    public IReadOnlyList<FlexMeasuresNamedId> Roles { get => _roles.Value; init => _roles = new(value); }

    /// <summary>Free attributes.</summary>
    public FlexMeasuresJson? Attributes { get; init; }

    /// <summary>The account that advises it.</summary>
    public long? ConsultancyAccountId { get; init; }

    /// <summary>Its plan.</summary>
    public long? PlanId { get; init; }

    /// <summary>A colour of its pages, <c>#1a3443</c>.</summary>
    public string? PrimaryColor { get; init; }

    /// <summary>Another colour.</summary>
    public string? SecondaryColor { get; init; }

    /// <summary>Its logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>How many users it has; in paged lists only.</summary>
    public long? UserCount { get; init; }

    /// <summary>How many assets it has; in paged lists only.</summary>
    public long? AssetCount { get; init; }
}
