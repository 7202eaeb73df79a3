namespace Energy.Clients.Stem;

/// <summary>A site that was found, with the client it belongs to.</summary>
public sealed record StemSiteMatch
{
    /// <summary>The client.</summary>
    public required StemClientInfo Client { get; init; }

    /// <summary>The site.</summary>
    public required StemSite Site { get; init; }
}
