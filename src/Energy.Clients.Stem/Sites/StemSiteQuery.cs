namespace Energy.Clients.Stem;

/// <summary>Which sites of a client to list.</summary>
public sealed record StemSiteQuery
{
    /// <summary>Keeps sites whose name contains this text, in any case; decided here, over the full list. <see langword="null"/> keeps all.</summary>
    public string? NameContains { get; init; }
}
