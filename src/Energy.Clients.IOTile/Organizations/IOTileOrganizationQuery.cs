namespace Energy.Clients.IOTile;

/// <summary>Which organisations to list.</summary>
public sealed record IOTileOrganizationQuery : IOTileListQuery
{
    /// <summary>Keeps organisations whose name contains this text; <see langword="null"/> keeps all.</summary>
    public string? Search { get; init; }

    /// <summary>Keeps organisations that this account made; <see langword="null"/> keeps all.</summary>
    public string? CreatedBy { get; init; }

    internal override void AddTo(QueryArguments query) => query.Set("search", Search).Set("created_by", CreatedBy);
}
