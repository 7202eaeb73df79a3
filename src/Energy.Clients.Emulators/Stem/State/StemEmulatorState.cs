using System.Collections.Immutable;
using NodaTime.Text;

namespace Energy.Clients.Emulators;

/// <summary>What the Stem emulator knows: the simulated world's clients and sites unless told otherwise, and what you add.</summary>
/// <remarks>
/// The emulator computes every answer from this, by the vendor's rules. Lists keep the order in which things were added. Each call that
/// adds replaces, in place, what earlier calls added under the same id (or start); within one call nothing is replaced, since the vendor
/// does list an id twice. Safe for any number of threads; a change shows from the next request on.
/// </remarks>
public sealed class StemEmulatorState
{
    private readonly Lock _gate = new();
    private ImmutableArray<StemClientState> _clients = [];
    private ImmutableDictionary<string, ImmutableArray<StemSiteState>> _sites = ImmutableDictionary<string, ImmutableArray<StemSiteState>>.Empty;
    private ImmutableDictionary<string, string> _siteNames = ImmutableDictionary<string, string>.Empty;
    private ImmutableDictionary<(string SiteId, string StreamType), StemStreamSource> _streams =
        ImmutableDictionary<(string SiteId, string StreamType), StemStreamSource>.Empty;

    private ImmutableArray<StemGap> _gaps = [];

    internal StemEmulatorState()
    {
    }

    /// <summary>The clients, in list order.</summary>
    public IReadOnlyList<StemClientState> Clients => _clients;

    internal bool StartsOnTheGrid { get; set; }

    /// <summary>Forgets everything, the simulated world's clients and sites included.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _clients = [];
            _sites = _sites.Clear();
            _siteNames = _siteNames.Clear();
            _streams = _streams.Clear();
            _gaps = [];
        }
    }

    /// <summary>The sites of a client, in list order.</summary>
    /// <param name="clientId">The client's id, unescaped.</param>
    /// <returns>The sites, or <see langword="null"/> for an unknown client.</returns>
    public IReadOnlyList<StemSiteState>? SitesOf(string clientId) =>
        _sites.TryGetValue(clientId, out var sites) ? sites : null;

    /// <summary>Adds clients, each without sites as yet.</summary>
    /// <param name="clients">The clients, in list order.</param>
    public void AddClients(IEnumerable<StemClientState> clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        lock (_gate)
        {
            _clients = Merge(_clients, clients, c => c.Id);
            foreach (var client in _clients)
            {
                Know(client.Id);
            }
        }
    }

    /// <summary>Adds clients as the vendor's list writes them.</summary>
    /// <param name="clients">A JSON array of objects with <c>id</c>, <c>name</c>, <c>link</c>; further members are kept and answered.</param>
    public void AddClients(JsonElement clients) => AddClients(clients.EnumerateArray().Select(c => new StemClientState
    {
        Id = c.GetProperty("id").GetString()!,
        Name = c.GetProperty("name").GetString()!,
        Link = c.GetProperty("link").GetString(),
        Extra = Others(c, "id", "name", "link"),
    }));

    /// <summary>Adds sites to a client. A client that is not known becomes reachable by its id, without being listed.</summary>
    /// <param name="clientId">The client's id, unescaped.</param>
    /// <param name="sites">The sites, in list order.</param>
    public void AddSites(string clientId, IEnumerable<StemSiteState> sites)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        ArgumentNullException.ThrowIfNull(sites);
        lock (_gate)
        {
            Know(clientId);
            var merged = Merge(_sites[clientId], sites, s => s.Id);
            _sites = _sites.SetItem(clientId, merged);
            foreach (var site in merged)
            {
                _siteNames = _siteNames.SetItem(site.Id, site.Name);
            }
        }
    }

    /// <summary>Adds sites to a client as the vendor's list writes them.</summary>
    /// <param name="clientId">The client's id, unescaped.</param>
    /// <param name="sites">A JSON array of objects with <c>id</c>, <c>name</c>, <c>link</c>, <c>stream_start_times</c>; further members are kept and answered.</param>
    public void AddSites(string clientId, JsonElement sites) => AddSites(clientId, sites.EnumerateArray().Select(s => new StemSiteState
    {
        Id = s.GetProperty("id").GetString()!,
        Name = s.GetProperty("name").GetString()!,
        Link = s.GetProperty("link").GetString(),
        StreamStartTimes = Others(s.GetProperty("stream_start_times")),
        Extra = Others(s, "id", "name", "link", "stream_start_times"),
    }));

    /// <summary>Makes a site known by its id, without listing it under a client.</summary>
    /// <param name="siteId">The site's id, unescaped.</param>
    /// <param name="name">The name that its streams answer.</param>
    public void AddSite(string siteId, string name)
    {
        ArgumentNullException.ThrowIfNull(siteId);
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            _siteNames = _siteNames.SetItem(siteId, name);
        }
    }

    /// <summary>Makes a site known by its id, without listing it, that shows what a site of the simulated world does: thousands of them cost next to nothing.</summary>
    /// <param name="siteId">The site's id, unescaped.</param>
    /// <param name="name">The name that its streams answer.</param>
    /// <param name="like">The site whose <c>MONITOR</c> stream it has.</param>
    public void AddSite(string siteId, string name, SimulatedSite like)
    {
        ArgumentNullException.ThrowIfNull(like);
        AddSite(siteId, name);
        AddStream(siteId, "MONITOR", new SimulatedStream(like, SimulatedFlow.Buy, SimulatedFlow.Sell, like.DataStart, StartsOnTheGrid));
    }

    /// <summary>Adds intervals to a stream of a site, in place of what the simulated world has there. The site must be known.</summary>
    /// <remarks>
    /// They answer as they are: nothing is averaged, sorted or held back until the clock reaches it. A stream with intervals answers
    /// <c>400 No data available</c> for a range that has none; one that was added without any interval answers an empty list.
    /// </remarks>
    /// <param name="siteId">The site's id, unescaped.</param>
    /// <param name="streamType">The type: <c>MONITOR</c>; case matters.</param>
    /// <param name="intervals">The intervals, in the order in which they are to be answered; may be none.</param>
    /// <param name="resolution">The resolution in seconds at which they answer. Default: <see langword="null"/>, at any.</param>
    /// <exception cref="ArgumentException">There is no such site.</exception>
    public void AddIntervals(string siteId, string streamType, IEnumerable<StemIntervalState> intervals, int? resolution = null)
    {
        ArgumentNullException.ThrowIfNull(siteId);
        ArgumentNullException.ThrowIfNull(streamType);
        ArgumentNullException.ThrowIfNull(intervals);
        lock (_gate)
        {
            if (!_siteNames.ContainsKey(siteId))
            {
                throw new ArgumentException($"There is no site '{siteId}': add it first.", nameof(siteId));
            }

            if (_streams.GetValueOrDefault((siteId, streamType)) is not LoadedStream stream)
            {
                stream = new LoadedStream();
                _streams = _streams.SetItem((siteId, streamType), stream);
            }

            stream.Add(intervals, resolution);
        }
    }

    /// <summary>Adds a site and its intervals as the vendor's streams answer writes them.</summary>
    /// <param name="streams">A JSON object with <c>id</c>, <c>name</c> and <c>stream_types</c>.</param>
    /// <param name="resolution">The resolution in seconds at which the intervals answer. Default: <see langword="null"/>, at any.</param>
    /// <exception cref="FormatException">A time is not of the form <c>2020-02-03T04:05:06Z</c>.</exception>
    public void AddStreams(JsonElement streams, int? resolution = null)
    {
        var id = streams.GetProperty("id").GetString()!;
        AddSite(id, streams.GetProperty("name").GetString()!);
        foreach (var type in streams.GetProperty("stream_types").EnumerateArray().GroupBy(t => t.GetProperty("stream_type").GetString()!))
        {
            AddIntervals(id, type.Key, type.SelectMany(t => t.GetProperty("streams").EnumerateArray()).Select(Interval), resolution);
        }
    }

    /// <summary>Takes intervals away, as when a meter was out: they are not answered at all.</summary>
    /// <param name="siteId">The site's id, unescaped.</param>
    /// <param name="streamType">The type, or <see langword="null"/> for all types.</param>
    /// <param name="when">The half-open range in which the intervals start.</param>
    public void Hide(string siteId, string? streamType, Interval when) => Gap(new StemGap(siteId, streamType, when, AsNull: false));

    /// <summary>Takes values away: the intervals are answered with <c>null</c>.</summary>
    /// <param name="siteId">The site's id, unescaped.</param>
    /// <param name="streamType">The type, or <see langword="null"/> for all types.</param>
    /// <param name="when">The half-open range in which the intervals start.</param>
    public void Blank(string siteId, string? streamType, Interval when) => Gap(new StemGap(siteId, streamType, when, AsNull: true));

    internal void AddStream(string siteId, string streamType, StemStreamSource source)
    {
        lock (_gate)
        {
            _streams = _streams.SetItem((siteId, streamType), source);
        }
    }

    internal string? SiteName(string siteId) => _siteNames.GetValueOrDefault(siteId);

    internal StemStreamSource? Stream(string siteId, string streamType) => _streams.GetValueOrDefault((siteId, streamType));

    internal string? OtherStreamType(string siteId, string streamType) =>
        _streams.Keys.Where(k => k.SiteId == siteId && k.StreamType != streamType).Select(k => k.StreamType).Order(StringComparer.Ordinal).FirstOrDefault();

    internal IEnumerable<StemIntervalState> Read(string siteId, string streamType, StemStreamSource stream, Instant start, Instant end, int resolution, Instant now)
    {
        var gaps = _gaps.Where(g => g.SiteId == siteId && (g.StreamType ?? streamType) == streamType).ToArray();
        var rows = stream.Read(start, end, resolution, now);
        return gaps.Length == 0 ? rows : rows
            .Where(row => !Array.Exists(gaps, g => !g.AsNull && g.Covers(row)))
            .Select(row => Array.Exists(gaps, g => g.Covers(row)) ? row with { Kilowatts = null } : row);
    }

    private static ImmutableArray<T> Merge<T>(ImmutableArray<T> known, IEnumerable<T> added, Func<T, string> id)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < known.Length; i++)
        {
            places.TryAdd(id(known[i]), i);
        }

        var merged = known.ToBuilder();
        foreach (var item in added)
        {
            if (places.TryGetValue(id(item), out var place))
            {
                merged[place] = item;
            }
            else
            {
                merged.Add(item);
            }
        }

        return merged.ToImmutable();
    }

    private static StemIntervalState Interval(JsonElement row)
    {
        var kw = row.GetProperty("kw_total_avg");
        return new StemIntervalState(Time(row, "start_datetime"), Time(row, "end_datetime"), kw.ValueKind == JsonValueKind.Null ? null : kw.GetDouble());
    }

    private static Instant Time(JsonElement row, string member) => InstantPattern.General.Parse(row.GetProperty(member).GetString()!).GetValueOrThrow();

    private static Dictionary<string, JsonElement> Others(JsonElement owner, params ReadOnlySpan<string> known)
    {
        var others = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in owner.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                others[member.Name] = member.Value.Clone();
            }
        }

        return others;
    }

    private void Know(string clientId)
    {
        if (!_sites.ContainsKey(clientId))
        {
            _sites = _sites.Add(clientId, []);
        }
    }

    private void Gap(StemGap gap)
    {
        lock (_gate)
        {
            _gaps = _gaps.Add(gap);
        }
    }
}
