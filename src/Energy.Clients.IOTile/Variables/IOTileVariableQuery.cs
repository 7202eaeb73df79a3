namespace Energy.Clients.IOTile;

/// <summary>Which variables to list.</summary>
public sealed record IOTileVariableQuery : IOTileListQuery
{
    /// <summary>Keeps the variables of a project: its UUID or slug. A text that is neither gives an empty list.</summary>
    public string? Project { get; init; }

    /// <summary>Keeps the variables of an organisation, by slug.</summary>
    public string? Org { get; init; }

    /// <summary>Keeps variables whose name contains this text.</summary>
    public string? Search { get; init; }

    /// <summary>Whether the variables of templates are listed too.</summary>
    public bool IncludeTemplates { get; init; }

    internal override void AddTo(QueryArguments query) =>
        query.Set("project", Project).Set("org", Org).Set("search", Search).SetFlag("include_templates", IncludeTemplates);
}
