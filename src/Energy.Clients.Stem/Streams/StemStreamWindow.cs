namespace Energy.Clients.Stem;

/// <summary>One answer of the streams endpoint as it is on the wire, nothing sorted, joined or left out.</summary>
/// <param name="SiteId">The site's id, as the answer names it; <see langword="null"/> when it does not.</param>
/// <param name="SiteName">The site's name, as the answer names it.</param>
/// <param name="Streams">The streams; several may have the same type.</param>
public sealed record StemStreamWindow(string? SiteId, string? SiteName, IReadOnlyList<StemWireStream> Streams);
