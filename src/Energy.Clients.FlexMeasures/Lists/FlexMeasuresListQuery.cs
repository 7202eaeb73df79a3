namespace Energy.Clients.FlexMeasures;

/// <summary>What all lists of v3_0 can be asked.</summary>
public abstract record FlexMeasuresListQuery
{
    /// <summary>How many items a page has, from 1; the server sets no upper limit. <see langword="null"/> asks for everything in one answer, which is read as it arrives.</summary>
    /// <remarks>
    /// Without pages nothing can be missed or come twice when the list changes meanwhile, so this is the default; with pages, sort by id where the list can be sorted. Each page is
    /// held against the count that came with it: one with fewer or more items than that leaves for it is an <see cref="EnergyPayloadException"/> with a token. A count that changes
    /// between two pages is no error; it is logged (event <c>ListMoved</c>) and shows in <see cref="Page{T}.Total"/>.
    /// </remarks>
    public int? PageSize { get; init; }

    /// <summary>The first page, counted from 1. Only with <see cref="PageSize"/>, or where the server always sends pages.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>Search terms, as the server splits them: by spaces, quotes group. Sensors and accounts match any term, assets all. Unbalanced quotes are refused.</summary>
    public string? Filter { get; init; }

    /// <summary>What to sort by (<c>id</c>, <c>name</c>, …); sensors and sources cannot be sorted. <see langword="null"/> leaves the order to the server.</summary>
    public string? SortBy { get; init; }

    /// <summary>Whether to sort from the last to the first; <see langword="null"/> sorts from the first. The server sorts by nothing unless it is told a direction, so one is
    /// always sent with <see cref="SortBy"/>.</summary>
    public bool? Descending { get; init; }

    internal void CheckPaging()
    {
        if (PageSize is < 1)
        {
            throw new ArgumentException($"PageSize is {PageSize}. Ask for 1 or more, or leave it out for everything in one answer.");
        }

        if (FirstPage < 1)
        {
            throw new ArgumentException($"FirstPage is {FirstPage}. Pages count from 1.");
        }

        if (Filter is not null)
        {
            FlexMeasuresFilter.Split(Filter);
        }
    }

    internal QueryArguments ToQuery() => Own()
        .Add("filter", Filter)
        .Add("sort-by", SortBy)
        .Add("sort-dir", Descending is true ? "desc" : Descending is false || SortBy is not null ? "asc" : null);

    /// <summary>What only this list can be asked.</summary>
    private protected virtual QueryArguments Own() => [];
}
