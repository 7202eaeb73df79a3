namespace Energy.Clients.IOTile;

/// <summary>Which projects to list.</summary>
public sealed record IOTileProjectQuery : IOTileListQuery
{
    /// <summary>Keeps the projects of an organisation, by slug. An unknown one is an error (404). <see langword="null"/> keeps all.</summary>
    public string? Org { get; init; }

    /// <summary>Keeps the project with this slug.</summary>
    public ProjectSlug? Slug { get; init; }

    /// <summary>Keeps projects with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Keeps projects that this account made.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Keeps projects with a property: its name, or <c>name__value</c>.</summary>
    public string? Property { get; init; }

    internal override void AddTo(QueryArguments query) =>
        query.Set("org", Org).Set("slug", Slug?.ToString()).Set("name", Name).Set("created_by", CreatedBy).Set("property", Property);
}
