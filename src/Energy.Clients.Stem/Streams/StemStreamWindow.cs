namespace Energy.Clients.Stem;

/// <summary>One answer of the streams endpoint as it is on the wire, nothing sorted, joined or left out.</summary>
public sealed record StemStreamWindow
{
    private readonly ByContent<IReadOnlyList<StemWireStream>> _streams = new([]);

    /// <summary>The site's id, as the answer names it; <see langword="null"/> when it does not.</summary>
    public string? SiteId { get; init; }

    /// <summary>The site's name, as the answer names it.</summary>
    public string? SiteName { get; init; }

    /// <summary>The streams; several may have the same type.</summary>
    public IReadOnlyList<StemWireStream> Streams { get => _streams.Value; init => _streams = new(value); }
}
