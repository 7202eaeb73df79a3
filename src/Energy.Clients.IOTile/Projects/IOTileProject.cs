namespace Energy.Clients.IOTile;

/// <summary>A project: a group of devices of an organisation.</summary>
public record IOTileProject : IOTileModel
{
    /// <summary>The UUID: paths of projects take nothing else.</summary>
    public Guid Id { get; init; }

    /// <summary>The name, at most 50 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>The slug, which filters take.</summary>
    public ProjectSlug Slug { get; init; }

    /// <summary>The slug's number as text, <c>0000-0005</c>.</summary>
    public string? Gid { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Org { get; init; }

    /// <summary>What it is about; may be empty.</summary>
    public string? About { get; init; }

    /// <summary>The template's slug.</summary>
    public string? ProjectTemplate { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that made it.</summary>
    public string? CreatedBy { get; init; }

    internal static ulong Fingerprint(IOTileProject project) => StableHash.Of(project.Slug.ToString());
}
