using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>Which readings of a site to read.</summary>
public sealed record StemStreamQuery
{
    /// <summary>The default of <see cref="Resolution"/>.</summary>
    public static readonly Duration DefaultResolution = Duration.FromMinutes(15);

    // What the text of a request can say.
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    /// <summary>The site's id.</summary>
    public required string SiteId { get; init; }

    /// <summary>The type of the stream.</summary>
    /// <value><see cref="StemStreamType.Monitor"/>.</value>
    public StemStreamType Type { get; init; } = StemStreamType.Monitor;

    /// <summary>The first instant: intervals that start at or after it are read.</summary>
    public required Instant Start { get; init; }

    /// <summary>The end, exclusive: intervals that start before it are read. <see langword="null"/> is now, taken once when the walk begins and kept in its tokens.</summary>
    /// <value><see langword="null"/>.</value>
    public Instant? End { get; init; }

    /// <summary>The length of the intervals: 15, 30 or 60 minutes.</summary>
    /// <value>15 minutes.</value>
    public Duration Resolution { get; init; } = DefaultResolution;

    /// <summary>
    /// When the stream begins (<see cref="StemSite.StartOf"/>), so that nothing is asked from before it; <see langword="null"/> asks from <see cref="Start"/> on. A start between two grid
    /// points is taken down to the grid.
    /// </summary>
    /// <value><see langword="null"/>.</value>
    public Instant? StreamStart { get; init; }

    /// <summary>The request for one window: whole seconds, cut.</summary>
    internal EnergyRequest At(EnergyEndpoint streams, StemStreamType type, Instant start, Instant end) => streams.At(SiteId).With(new QueryArguments()
        .Add("start_datetime", StemTime.Format(start))
        .Add("end_datetime", StemTime.Format(end))
        .Add("resolution", (long)Resolution.TotalSeconds)
        .Add("stream_type", type.Name));

    internal void Check()
    {
        _ = PathSegment.Escape(SiteId, nameof(SiteId));
        if (string.IsNullOrEmpty(Type.Name))
        {
            throw new ArgumentException("The stream type is empty. Use StemStreamType.Monitor or another.", nameof(Type));
        }

        if (Resolution != Duration.FromMinutes(15) && Resolution != Duration.FromMinutes(30) && Resolution != Duration.FromMinutes(60))
        {
            throw new ArgumentOutOfRangeException(nameof(Resolution), Resolution, $"Stem has intervals of 900, 1800 and 3600 seconds, not of {Resolution.TotalSeconds:0.###}. Read one of those and resample.");
        }

        if (Start < Earliest || End > Latest)
        {
            throw new ArgumentOutOfRangeException(
                Start < Earliest ? nameof(Start) : nameof(End),
                Start < Earliest ? Start : End,
                "Times of a request lie from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z. Start where the stream begins at the earliest, and leave the end out for now.");
        }

        if (End < Start)
        {
            throw new ArgumentException($"The range ends ({End}) before it starts ({Start}). Both ends are instants; the end is exclusive.", nameof(End));
        }
    }
}
