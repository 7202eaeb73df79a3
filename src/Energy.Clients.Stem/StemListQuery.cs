namespace Energy.Clients.Stem;

/// <summary>Which items to list.</summary>
public abstract record StemListQuery
{
    /// <summary>The default of <see cref="PageSize"/>.</summary>
    public const int DefaultPageSize = 100;

    private const int MaxPageSize = 1_000;

    private protected StemListQuery()
    {
    }

    /// <summary>Keeps items whose name contains this text, in any case; decided here, over the full list. <see langword="null"/> keeps all.</summary>
    public string? NameContains { get; init; }

    /// <summary>How many items a page is asked for, 1 to 1,000. A server that caps it lower would make the list end early, so keep the default unless you know better.</summary>
    /// <value>100, what is known to work.</value>
    public int PageSize { get; init; } = DefaultPageSize;

    internal virtual string? SentName => null;

    internal void Check()
    {
        if (PageSize is < 1 or > MaxPageSize)
        {
            throw new ArgumentOutOfRangeException(nameof(PageSize), PageSize, $"A page has 1 to {MaxPageSize} items; {DefaultPageSize} is known to work.");
        }
    }
}
