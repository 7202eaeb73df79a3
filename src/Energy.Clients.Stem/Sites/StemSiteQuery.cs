namespace Energy.Clients.Stem;

/// <summary>Which sites of a client to list.</summary>
public sealed record StemSiteQuery : StemListQuery;
