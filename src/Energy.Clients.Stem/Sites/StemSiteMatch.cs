namespace Energy.Clients.Stem;

/// <summary>A site that was found, with the client it belongs to.</summary>
/// <param name="Client">The client.</param>
/// <param name="Site">The site.</param>
public sealed record StemSiteMatch(StemClientInfo Client, StemSite Site);
