namespace Energy.Clients.Sundaya;

/// <summary>What an address of the energy tree says. The host is never read: links carry the server's configured one.</summary>
/// <param name="PathAndQuery">Path and query as written, without the slash in front.</param>
internal sealed record SundayaAddress(string PathAndQuery)
{
    /// <summary>What older servers wrote for a duration of 1.</summary>
    public const string UndefinedDuration = "undefined";

    public string? EnergyText { get; private init; }

    public string? PeriodText { get; private init; }

    public string? EpochText { get; private init; }

    public string? DurationText { get; private init; }

    /// <summary>Everything behind <c>?site=</c>, as written: the server copies a site there without escaping it.</summary>
    public SundayaSite Site { get; private init; }

    public int Duration => DurationText is null or UndefinedDuration
        ? 1
        : int.TryParse(DurationText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public PeriodKind? Kind => PeriodKind.TryParse(PeriodText, out var kind) ? kind : null;

    /// <summary>The periods that the address means, without the server's cap.</summary>
    public EnergyPeriod? Span => Kind is { } kind && Energy.Clients.EpochText.TryParse(EpochText, out var epoch) && Duration != 0 && Math.Abs((long)Duration) <= 1_000_000
        ? EnergyPeriod.Spanning(epoch.Instant, kind, Duration)
        : null;

    public EnergyPeriod? Single => Kind is { } kind && Energy.Clients.EpochText.TryParse(EpochText, out var epoch) ? EnergyPeriod.Containing(epoch.Instant, kind) : null;

    /// <summary>Reads an absolute address, or a path with query. <see langword="null"/> when it does not lead into the energy tree.</summary>
    public static SundayaAddress? Parse(string href)
    {
        var path = href;
        var scheme = href.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            var slash = href.IndexOf('/', scheme + 3);
            path = slash < 0 ? "" : href[slash..];
        }

        path = path.TrimStart('/');
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? null : path[(mark + 1)..];
        var segments = (mark < 0 ? path : path[..mark]).TrimEnd('/').Split('/');
        if (segments[0] != "energy" || segments.Length > 6 || (segments.Length > 2 && !segments[2].Equals("period", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        const string SiteMark = "site=";
        return new SundayaAddress(path)
        {
            EnergyText = Segment(1),
            PeriodText = Segment(3),
            EpochText = Segment(4),
            DurationText = Segment(5),
            Site = query?.StartsWith(SiteMark, StringComparison.Ordinal) == true && query.Length > SiteMark.Length
            ? new SundayaSite(query[SiteMark.Length..]) : SundayaSite.Default,
        };

        string? Segment(int index) => index < segments.Length ? Uri.UnescapeDataString(segments[index]) : null;
    }

    /// <summary>Refuses what the server refuses.</summary>
    public void Check(string parameter)
    {
        if (EnergyText is not null && !new SundayaEnergyType(EnergyText).IsKnown)
        {
            throw new ArgumentException($"The energy type '{EnergyText}' is not one of {string.Join(", ", SundayaEnergyType.All)}. The server refuses it too.", parameter);
        }

        if (PeriodText is not null && Kind is null)
        {
            throw new ArgumentException($"The period '{PeriodText}' is not one of {string.Join(", ", PeriodKind.All.ToArray())}. The server refuses it too.", parameter);
        }
    }
}
