using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>The readings of a site. A stored site id is all that is needed.</summary>
public class StemStreamOperations
{
    private static readonly EnergyPath Streams = new("api/v1/sites/{siteId}/streams");

    internal static readonly EnergyEndpoint Read = Streams.Get("Stem.Streams.Read");
    internal static readonly EnergyEndpoint Get = Streams.Get("Stem.Streams.Get");

    private readonly EnergyTransport _transport;

    internal StemStreamOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected StemStreamOperations() => _transport = null!;

    /// <summary>Reads a stream of a site over any range.</summary>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// Average power in kW on half-open intervals, ascending, each start once. One request for each calendar month of the range; a month is in memory at a time, and
    /// <see cref="Paged{T}.AsPages"/> gives a page a month. A month without data is an empty page; a value that the vendor does not have is a reading without one. A range that is empty, or that ends
    /// before the stream begins, asks nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The site's id is empty, the resolution is not one of Stem's, or the range ends before it starts.</exception>
    public virtual ReadingSeries ReadAsync(StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        return Series(query, null, query.Type.Name, query.Type == StemStreamType.Converter ? PositiveDirection.Charge : PositiveDirection.Import, cancellationToken);
    }

    /// <summary>Reads a stream of a site that came from a list, from where the stream begins at the earliest.</summary>
    /// <param name="site">The site.</param>
    /// <param name="type">The type of the stream. Its own start is used, or the meter's where the site names none for it.</param>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The end, exclusive.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>As for a query, with intervals of 15 minutes.</returns>
    /// <exception cref="ArgumentException">The range ends before it starts.</exception>
    public virtual ReadingSeries ReadAsync(StemSite site, StemStreamType type, Instant start, Instant end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(site);
        return ReadAsync(
            new StemStreamQuery { SiteId = site.Id, Type = type, Start = start, End = end, StreamStart = site.StartOf(type) ?? site.StartOf(StemStreamType.Monitor) },
            cancellationToken);
    }

    /// <summary>Reads a series that is worked out from the meter and the battery.</summary>
    /// <param name="derived">Which one.</param>
    /// <param name="query">Which readings; its <see cref="StemStreamQuery.Type"/> is not used.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// Average power in kW, never negative for charge and discharge. A slot for which a value that is needed is missing is a reading without a value. Costs one request a month for charge
    /// and discharge, two for the building load.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync(StemStreamQuery, CancellationToken)"/>.</exception>
    public virtual ReadingSeries ReadDerivedAsync(StemDerivedStream derived, StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var (name, positive) = derived switch
        {
            StemDerivedStream.BuildingLoad => (StemClient.BuildingLoadSegment, PositiveDirection.Consumption),
            StemDerivedStream.Charge => (StemClient.ChargeSegment, PositiveDirection.Charge),
            StemDerivedStream.Discharge => (StemClient.DischargeSegment, PositiveDirection.Discharge),
            _ => throw new ArgumentOutOfRangeException(nameof(derived), derived, "There is no such derived stream."),
        };
        return Series(query, derived, name, positive, cancellationToken);
    }

    /// <summary>Reads whole local days into slots.</summary>
    /// <param name="query">Which days.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The timeline of the days, with what is missing told. Asked from the first day's local midnight to the midnight behind the last.</returns>
    /// <exception cref="ArgumentException">The last day is before the first, or as for <see cref="ReadAsync(StemStreamQuery, CancellationToken)"/>.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<Timeline> ReadDaysAsync(StemDaysQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var timeline = new Timeline(query.First, query.Last, query.Resolution, query.Zone, query.Shape);
        var stream = new StemStreamQuery
        {
            SiteId = query.SiteId,
            Type = query.Type,
            Start = query.Zone.AtStartOfDay(query.First).ToInstant(),
            End = query.Zone.AtStartOfDay(query.Last.PlusDays(1)).ToInstant(),
            Resolution = query.Resolution,
            StreamStart = query.StreamStart,
        };
        var series = query.Derived is { } derived ? ReadDerivedAsync(derived, stream, cancellationToken) : ReadAsync(stream, cancellationToken);
        await foreach (var reading in series.ConfigureAwait(false))
        {
            timeline.Add(reading);
        }

        return timeline;
    }

    /// <summary>Asks the streams endpoint once and gives the answer as it is on the wire: times one second late, nothing sorted, joined or left out.</summary>
    /// <param name="query">Which readings; the range is sent as it is, seconds cut, and is not split. What the server does with more than a month is not known.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer; without streams when the server says that it has no data.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync(StemStreamQuery, CancellationToken)"/>.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<StemStreamWindow> GetAsync(StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var end = query.End ?? Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        var (window, _) = await StemWindow.AskAsync(
            _transport,
            query.At(Get, query.Type, query.Start, end),
            static (ref StemWindowReader reader) => reader.ReadAll(),
            cancellationToken).ConfigureAwait(false);
        return window ?? new StemStreamWindow(null, null, []);
    }

    private ReadingSeries Series(StemStreamQuery query, StemDerivedStream? derived, string name, PositiveDirection positive, CancellationToken cancellationToken) => new(
        new StemWindowSource(_transport, query, derived),
        new SeriesInfo
        {
            Identity = SeriesUri.Create("stem", "sites", query.SiteId, name).ToString(),
            Unit = Unit.Kilowatt,
            Kind = SeriesKind.AveragePower,
            Resolution = query.Resolution,
            Positive = positive,
            Stamp = StampEdge.Both,
        },
        cancellationToken);
}
