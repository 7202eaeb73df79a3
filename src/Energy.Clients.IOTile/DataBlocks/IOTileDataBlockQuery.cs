namespace Energy.Clients.IOTile;

/// <summary>Which data blocks to list.</summary>
public sealed record IOTileDataBlockQuery : IOTileListQuery
{
    /// <summary>Keeps the blocks of an organisation, by slug.</summary>
    public string? Org { get; init; }

    /// <summary>Keeps the blocks of a device.</summary>
    public DeviceSlug? Device { get; init; }

    /// <summary>Text to search for; needs <see cref="Org"/>.</summary>
    public string? Search { get; init; }

    internal override void AddTo(QueryArguments query)
    {
        if (Search is not null && Org is null)
        {
            throw new ArgumentException("Search needs Org: the server searches within one organisation. Set IOTileDataBlockQuery.Org.");
        }

        query.Set("org", Org).Set("device", Device?.ToString()).Set("q", Search);
    }
}
