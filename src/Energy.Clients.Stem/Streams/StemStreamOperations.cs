namespace Energy.Clients.Stem;

/// <summary>The readings of a site. A stored site id is all that is needed.</summary>
/// <example>
/// <code>
/// var load = stem.Streams.ReadDerivedAsync(siteId, StemDerivedStream.BuildingLoad, new() { Range = january });
/// await foreach (var reading in load)
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} {load.Info.Unit}");
/// }
/// </code>
/// </example>
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
    /// <param name="siteId">The site's id.</param>
    /// <param name="type">The type of the stream.</param>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// Average power in kW on half-open intervals, ascending, each start once. One request for each calendar month of the range; a month is in memory at a time, and
    /// <see cref="Paged{T}.AsPages"/> gives a page a month. A month without data is an empty page; a value that the vendor does not have is a reading without one. A range that is
    /// empty, or that ends before the stream begins, asks nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The site's id or the type is empty, the type is a known one in another case, the resolution is not one of Stem's, or the range has no
    /// start.</exception>
    public virtual ReadingSeries ReadAsync(string siteId, StemStreamType type, StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        CheckType(type);
        return Series(siteId, type, null, query, type.Name, type == StemStreamType.Converter ? PositiveDirection.Charge : PositiveDirection.Import, cancellationToken);
    }

    /// <summary>Reads a stream of a site that came from a list, from where the stream begins at the earliest.</summary>
    /// <param name="site">The site.</param>
    /// <param name="type">The type of the stream.</param>
    /// <param name="query">Which readings. Where it names no <see cref="StemStreamQuery.StreamStart"/>, the stream's own is used, or the meter's where the site names none for
    /// it.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>As for a site's id.</returns>
    /// <exception cref="ArgumentException">As for a site's id.</exception>
    public virtual ReadingSeries ReadAsync(StemSite site, StemStreamType type, StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(query);
        CheckType(type);
        return ReadAsync(site.Id, type, query with { StreamStart = query.StreamStart ?? site.StartOf(type) ?? site.StartOf(StemStreamType.Monitor) }, cancellationToken);
    }

    /// <summary>Reads a series that is worked out from the meter and the battery.</summary>
    /// <param name="siteId">The site's id.</param>
    /// <param name="derived">Which one.</param>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// Average power in kW, never negative for charge and discharge. A slot for which a value that is needed is missing is a reading without a value. Costs one request a month for
    /// charge and discharge, two for the building load.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync(string, StemStreamType, StemStreamQuery, CancellationToken)"/>.</exception>
    public virtual ReadingSeries ReadDerivedAsync(string siteId, StemDerivedStream derived, StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        var (_, segment, positive) = StemDerivation.All.FirstOrDefault(d => d.Stream == derived);
        return segment is null
            ? throw new ArgumentOutOfRangeException(nameof(derived), derived, "There is no such derived stream.")
            : Series(siteId, StemStreamType.Monitor, derived, query, segment, positive, cancellationToken);
    }

    /// <summary>Reads whole local days of a stream into slots.</summary>
    /// <param name="siteId">The site's id.</param>
    /// <param name="type">The type of the stream.</param>
    /// <param name="query">Which days.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The timeline of the days, with what is missing told. Asked from the first day's local midnight to the midnight behind the last. A day that the zone leaves out has no slots;
    /// where clocks are half an hour off, the 60-minute slots of a day begin at half past (<see cref="TimelineDay.Phase"/>).
    /// </returns>
    /// <exception cref="ArgumentException">
    /// As for <see cref="ReadAsync(string, StemStreamType, StemStreamQuery, CancellationToken)"/>; or <see cref="TimelineShape.FixedSlots"/> of a length that does not fit the
    /// zone's clocks.
    /// </exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<Timeline> ReadDaysAsync(string siteId, StemStreamType type, StemDaysQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return DaysAsync(ReadAsync(siteId, type, query.ToStreamQuery(), cancellationToken), query);
    }

    /// <summary>Reads whole local days of a derived series into slots.</summary>
    /// <param name="siteId">The site's id.</param>
    /// <param name="derived">Which one.</param>
    /// <param name="query">Which days.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for a stream.</returns>
    /// <exception cref="ArgumentException">As for a stream.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<Timeline> ReadDerivedDaysAsync(string siteId, StemDerivedStream derived, StemDaysQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return DaysAsync(ReadDerivedAsync(siteId, derived, query.ToStreamQuery(), cancellationToken), query);
    }

    /// <summary>Asks the streams endpoint once and gives the answer as it is on the wire: times one second late, nothing sorted, joined or left out.</summary>
    /// <param name="siteId">The site's id.</param>
    /// <param name="type">The type of the stream.</param>
    /// <param name="query">Which readings; the range is sent as it is, seconds cut, and is not split. What the server does with more than a month is not known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; without streams when the server says that it has no data.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync(string, StemStreamType, StemStreamQuery, CancellationToken)"/>.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<StemStreamWindow> GetAsync(string siteId, StemStreamType type, StemStreamQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckType(type);
        query.Check();
        var end = query.Range.HasEnd ? query.Range.End : Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        var (window, _) = await StemWindow.AskAsync(
            _transport,
            query.At(Get, siteId, type, query.Range.Start, end),
            new StemLeftOutRows(_transport, Get, query),
            static (ref StemWindowReader reader) => reader.ReadAll(),
            cancellationToken).ConfigureAwait(false);
        return window ?? new StemStreamWindow();
    }

    private static void CheckType(StemStreamType type)
    {
        if (string.IsNullOrEmpty(type.Name))
        {
            throw new ArgumentException("The stream type is empty. Use StemStreamType.Monitor or another.", nameof(type));
        }

        // The set is open, but a known name in another case is a slip: the server would answer that it has nothing.
        foreach (var known in StemStreamType.Known)
        {
            if (type != known && type.Name.Equals(known.Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"There is no stream type '{type}': types are case-sensitive. Write {known}.", nameof(type));
            }
        }
    }

    private static async Task<Timeline> DaysAsync(ReadingSeries series, StemDaysQuery query)
    {
        var timeline = new Timeline(query.Days.Start, query.Days.End, query.Resolution, query.Zone, query.Shape);
        await foreach (var reading in series.ConfigureAwait(false))
        {
            timeline.Add(reading);
        }

        return timeline;
    }

    private ReadingSeries Series(
        string siteId, StemStreamType type, StemDerivedStream? derived, StemStreamQuery query, string name, PositiveDirection positive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        _ = PathSegment.Escape(siteId, nameof(siteId));
        return new(
            new StemWindowSource(_transport, siteId, type, derived, query),
            new SeriesInfo
            {
                Identity = SeriesUri.Create("stem", "sites", siteId, name).ToString(),
                Unit = Unit.Kilowatt,
                Kind = SeriesKind.AveragePower,
                Resolution = query.Resolution,
                Positive = positive,
                Stamp = StampEdge.Both,
            },
            cancellationToken);
    }
}
