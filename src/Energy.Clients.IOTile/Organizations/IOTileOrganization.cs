namespace Energy.Clients.IOTile;

/// <summary>An organisation: it has members, projects, data blocks and fleets.</summary>
public record IOTileOrganization : IOTileModel
{
    private readonly ByContent<JsonElement?> _ot;
    private readonly ByContent<IReadOnlyList<string>?> _domainNames;

    /// <summary>The UUID.</summary>
    public Guid Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The slug, made from the name by the server; it names the organisation in paths.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The organisation's template: a slug, an object in the answer of <see cref="IOTileOrganizationOperations.GetExtraAsync"/>, or nothing.</summary>
    public JsonElement? Ot { get => _ot.Value; init => _ot = new(value); }

    /// <summary>What it is about; may be empty.</summary>
    public string? About { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Pictures.</summary>
    public IOTileAvatar? Avatar { get; init; }

    /// <summary>E-mail domains whose users may join; <see langword="null"/> where the answer leaves them out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? DomainNames { get => _domainNames.Value; init => _domainNames = new(value); }
}
