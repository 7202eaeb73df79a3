using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>Which local days of a site to read.</summary>
public sealed record StemDaysQuery
{
    /// <summary>The default of <see cref="Zone"/>: where Stem's first sites are.</summary>
    public const string DefaultZoneId = "America/Los_Angeles";

    /// <summary>The site's id.</summary>
    public required string SiteId { get; init; }

    /// <summary>The first local day.</summary>
    public required LocalDate First { get; init; }

    /// <summary>The last local day, included.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>What to read when <see cref="Derived"/> is <see langword="null"/>.</summary>
    /// <value><see cref="StemStreamType.Monitor"/>.</value>
    public StemStreamType Type { get; init; } = StemStreamType.Monitor;

    /// <summary>The derived series to read instead of a stream.</summary>
    /// <value><see langword="null"/>.</value>
    public StemDerivedStream? Derived { get; init; }

    /// <summary>The zone of the days.</summary>
    /// <value>America/Los_Angeles.</value>
    public DateTimeZone Zone { get; init; } = DateTimeZoneProviders.Tzdb[DefaultZoneId];

    /// <summary>The length of the intervals: 15, 30 or 60 minutes.</summary>
    /// <value>15 minutes.</value>
    public Duration Resolution { get; init; } = StemStreamQuery.DefaultResolution;

    /// <summary>How many slots a day with a clock change has.</summary>
    /// <value><see cref="TimelineShape.Honest"/>.</value>
    public TimelineShape Shape { get; init; } = TimelineShape.Honest;

    /// <summary>When the stream begins, so that nothing is asked from before it.</summary>
    /// <value><see langword="null"/>.</value>
    public Instant? StreamStart { get; init; }
}
