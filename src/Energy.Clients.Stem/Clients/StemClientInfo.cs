namespace Energy.Clients.Stem;

/// <summary>A client in Stem's sense: a business or building owner that granted access. No billing or utility account belongs to it.</summary>
public sealed record StemClientInfo : StemListItem;
