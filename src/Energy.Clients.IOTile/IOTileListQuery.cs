namespace Energy.Clients.IOTile;

/// <summary>What every list can be told.</summary>
public record IOTileListQuery
{
    private readonly ByContent<IOTileQuery?> _extra;

    /// <summary>How many items a page is asked for; the server takes its maximum when it is more. <see langword="null"/> takes the server's default, 100 to 5,000 by
    /// resource.</summary>
    public int? PageSize { get; init; }

    /// <summary>The page to start with, from 1, sent even when it is 1; <see langword="null"/> starts at the first without saying so.</summary>
    public int? FirstPage { get; init; }

    /// <summary>Whether <c>staff=1</c> is sent: it widens lists for staff accounts and is ignored for others.</summary>
    public bool AsStaff { get; init; }

    /// <summary>
    /// Whether a list whose total changes between two pages is an error. The server pages by number, so an item may then have been missed or come twice.
    /// When not, the change is logged (event <c>ListMoved</c>) and shows in <see cref="Page{T}.Total"/>. In either case a list that ends before it has given as many items as it
    /// says it has is an
    /// <see cref="EnergyPayloadException"/>, unless it was begun behind its first page.
    /// </summary>
    public bool RequireStableCount { get; init; }

    /// <summary>Further arguments, as the server names them; <see langword="null"/> sends none.</summary>
    public IOTileQuery? Extra { get => _extra.Value; init => _extra = new(value); }

    internal virtual void AddTo(QueryArguments query)
    {
    }

    internal QueryArguments ToQuery(QueryArguments? fixedArguments)
    {
        IOTileValues.CheckPageSize(PageSize);
        if (FirstPage is < 1)
        {
            throw new ArgumentException($"FirstPage is {FirstPage}. Pages count from 1.");
        }

        var query = fixedArguments?.Copy() ?? new QueryArguments();
        AddTo(query);
        foreach (var (name, value) in Extra ?? [])
        {
            query.Add(name, value);
        }

        return query.Set("page_size", PageSize).SetFlag("staff", AsStaff);
    }
}
