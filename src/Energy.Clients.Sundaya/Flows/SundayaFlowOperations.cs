namespace Energy.Clients.Sundaya;

/// <summary>The energy of a site: harvest, store, yield and the grid, added up over UTC periods from the millisecond to five years.</summary>
/// <remarks>
/// <para>All values are megajoules and never negative; the sign lies in the flow's name (<see cref="SundayaFlow.Sign"/>). Periods are blocks of UTC.</para>
/// <para>A 500 is tried again, since the request was checked before it was sent; an answer that never comes ends at <see cref="EnergyClientOptions.TotalTimeout"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var harvest = sundaya.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Day, january);
/// await foreach (var reading in harvest)
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value} {harvest.Info.Unit}");
/// }
/// </code>
/// </example>
public class SundayaFlowOperations
{
    internal static readonly EnergyPath Energy = new("energy/{energy}/period/{period}/{epoch}/{duration}");
    internal static readonly EnergyEndpoint Get = Energy.Get("Sundaya.Flows.Get");
    internal static readonly EnergyEndpoint GetText = Energy.Get("Sundaya.Flows.GetText");
    internal static readonly EnergyEndpoint Follow = Energy.Get("Sundaya.Flows.Follow");
    internal static readonly EnergyEndpoint List = Energy.Get("Sundaya.Flows.List");
    internal static readonly EnergyEndpoint Read = Energy.Get("Sundaya.Flows.Read");
    internal static readonly EnergyEndpoint ReadBack = Energy.Get("Sundaya.Flows.ReadBack");
    internal static readonly EnergyEndpoint ReadBalances = Energy.Get("Sundaya.Flows.ReadBalances");

    // What the server's documents say of a request that names no site.
    private const string DefaultSite = "999";

    private readonly EnergyTransport _transport;

    internal SundayaFlowOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaFlowOperations() => _transport = null!;

    /// <summary>Gets a part of the cube.</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="query">Which part; an empty query is everything of this week.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The collections, oldest first. One request, or as many as the server's cap on the duration asks for; then "now" and partial epochs are resolved once, by the
    /// client's clock.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too; the message names the rule. Nothing was sent.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaCube> GetAsync(SundayaSite site, SundayaCubeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        if (Math.Abs((long)(query.Duration ?? 1)) <= query.PeriodOrDefault.MaxDuration)
        {
            var asked = query.Epoch is { } epoch ? Exact(EnergyPeriod.Spanning(epoch.Instant, query.PeriodOrDefault, query.Duration ?? 1), epoch.ToString()) : null;
            return await CubeAsync(query.At(Get, site), Math.Abs(query.Duration ?? 1), asked, query.Products, cancellationToken).ConfigureAwait(false);
        }

        return await CollectAsync(ListAsync(site, query, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the part of the cube that an address names, such as a bookmark: an absolute address, or path and query.</summary>
    /// <param name="address">The address. Its host is not looked at: the client's own is asked. Path and query are sent as they are written, unless its duration is over the
    /// server's cap.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The collections, oldest first.</returns>
    /// <exception cref="ArgumentException">The address does not lead into the energy tree, or names an energy type or a period that the server refuses too.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaCube> GetAsync(string address, CancellationToken cancellationToken = default)
    {
        var target = Address(address, nameof(address));
        if (target is { Span: { } span, EnergyText: { } energy } && span.Count > span.Kind.MaxDuration)
        {
            var site = target.Site.Id is { } id ? new SundayaSite(Uri.UnescapeDataString(id)) : SundayaSite.Default;
            return await CollectAsync(Collections(new SundayaEnergyType(energy), span, site, null, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return await CubeAsync(new EnergyRequest(Get, target.PathAndQuery), target.Span?.Count, target.Span is { } exact ? Exact(exact, target.EpochText!) : null, null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the collections of any number of periods, in requests that stay within the server's cap.</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="query">Which part. "Now" and partial epochs are resolved when this method is called, by the client's clock.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The collections, oldest first; a page is one request. Values of the live server differ at every look, so after a cut only the places of collections are
    /// compared.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too, or its periods leave the years 0 to 9999.</exception>
    public virtual Paged<SundayaCollection> ListAsync(SundayaSite site, SundayaCubeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var now = Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        var epoch = query.Epoch?.Instant ?? EpochText.Blend(query.PartialEpoch, now);
        var span = EnergyPeriod.Spanning(epoch, query.PeriodOrDefault, query.Duration ?? 1);
        return Collections(query.Energy ?? SundayaEnergyType.Hsy, span, site, query.Products, cancellationToken);
    }

    /// <summary>Gets a part of the cube as the text that the server writes.</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="query">Which part. Its duration must be within the server's cap, since texts cannot be joined.</param>
    /// <param name="format">JSON, Collection+JSON (the same text), the HTML page with its chart, or JSON as plain text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too, or its duration is over the cap, which the server would cut silently.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<string> GetTextAsync(SundayaSite site, SundayaCubeQuery query, SundayaFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var cap = query.PeriodOrDefault.MaxDuration;
        if (Math.Abs((long)(query.Duration ?? 1)) > cap)
        {
            throw new ArgumentException(
                $"The duration {query.Duration} is over the server's cap of {cap} for '{query.PeriodOrDefault}', and texts cannot be joined. Ask for less at a time, or use "
                    + $"GetAsync, which splits.", nameof(query));
        }

        return TextAsync(query.At(GetText, site), format, query.Products, cancellationToken);
    }

    /// <summary>Goes where a link leads.</summary>
    /// <param name="link">A link of a collection or an item: up, down, next, previous, self, or a row of children. Its host is not looked at: the client's own is asked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The collections there, oldest first, all that the link promises: a link whose duration is over the server's cap becomes as many requests as it needs (a second's thousand
    /// instants are a thousand). A link <c>prev</c> of several periods leads to the periods right before the group, without the overlap that the server writes into it.
    /// </returns>
    /// <exception cref="ArgumentException">The link leads to the service's description, or is not one of the energy tree.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaCube> FollowAsync(SundayaLink link, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        return FollowAsync(link, SundayaAddress.Parse(link.Href)?.Site ?? SundayaSite.Default, null, cancellationToken);
    }

    /// <summary>Goes where a link leads, with the site and product filter of your own query.</summary>
    /// <param name="link">The link.</param>
    /// <param name="site">The site that the link came from. The server copies it into links without escaping it, so your own is the one to trust.</param>
    /// <param name="products">The product filter of the query that the link came from, which links never carry over; <see langword="null"/> is all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for <see cref="FollowAsync(SundayaLink, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The link leads to the service's description, or is not one of the energy tree.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaCube> FollowAsync(SundayaLink link, SundayaSite site, IReadOnlyList<SundayaProductCatalogItem>? products = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (Address(link.Href, nameof(link)) is not { Span: { } span, EnergyText: { } energy })
        {
            throw new ArgumentException($"The link '{link.Rel}' ({link.Name}) does not name periods exactly: '{link.Href}'. Links of the server do.", nameof(link));
        }

        if (link.Rel == "prev" && span.Count > 1)
        {
            span = EnergyPeriod.Spanning(span.Each[0].End, span.Kind, -span.Count);
        }

        var type = new SundayaEnergyType(energy);
        return span.Count <= span.Kind.MaxDuration
            ? await CubeAsync(At(Follow, type, span, site), span.Count, span, products, cancellationToken).ConfigureAwait(false)
            : await CollectAsync(Collections(type, span, site, products, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a flow over any range, split by the server's silent caps.</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="flow">One of the six flows.</param>
    /// <param name="period">How long each reading is: one of the twelve periods.</param>
    /// <param name="range">The half-open range. Readings whose period starts inside it are yielded; the last may end behind it.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// Energy in MJ on half-open UTC intervals, ascending, without gap or overlap. One request for each 31 days of minutes or quarter hours, 6 months of hours, 12 weeks of times
    /// of day or weeks, 2 years of days, 5 years of months and longer, 6 hours of seconds, 1 second of instants. A period that the server marks as lying in the future is a reading
    /// without a value; one that is running and added up from shorter ones (weeks, months and longer) has the energy of those that have begun.
    /// </returns>
    /// <exception cref="ArgumentException">The flow is not one of the six, or the range has an open end or lies outside the years 0 to 9999.</exception>
    public virtual ReadingSeries ReadAsync(SundayaSite site, SundayaFlow flow, PeriodKind period, Interval range, CancellationToken cancellationToken = default) =>
        new(Source(site, flow, period, range, backwards: false), Info(site, flow, period), cancellationToken);

    /// <summary>Reads a flow over any range from its end to its start, for "the latest first".</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="flow">One of the six flows.</param>
    /// <param name="period">How long each reading is.</param>
    /// <param name="range">The half-open range.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The readings of <see cref="ReadAsync"/> in the opposite order; requests do not overlap.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync"/>.</exception>
    public virtual Paged<Reading> ReadBackAsync(SundayaSite site, SundayaFlow flow, PeriodKind period, Interval range, CancellationToken cancellationToken = default) =>
        new(Source(site, flow, period, range, backwards: true), cancellationToken);

    /// <summary>Reads all six flows over any range as double entry, from one set of answers.</summary>
    /// <param name="site">The site; <see cref="SundayaSite.Default"/> leaves it to the server.</param>
    /// <param name="period">How long each interval is.</param>
    /// <param name="range">The half-open range. Intervals that start inside it are yielded.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The balances in MJ, ascending; requests are split as for <see cref="ReadAsync"/>. An interval that the server marks as lying in the future is left out.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync"/>.</exception>
    public virtual Paged<SundayaFlowInterval> ReadBalancesAsync(SundayaSite site, PeriodKind period, Interval range, CancellationToken cancellationToken = default)
    {
        CheckRange(range);
        return new Paged<SundayaFlowInterval>(new SundayaBalanceSource(_transport, period, range, site), cancellationToken);
    }

    internal static EnergyRequest At(EnergyEndpoint endpoint, SundayaEnergyType energy, EnergyPeriod span, SundayaSite site) =>
        endpoint.At(energy.Name, span.Kind, span.Epoch, span.Count).With(new QueryArguments { ["site"] = site.Id });

    internal static EnergyRequest As(EnergyRequest request, SundayaFormat format, IReadOnlyList<SundayaProductCatalogItem>? products) => request with
    {
        Accept = MediaType(format),
        Content = products is { Count: > 0 } ? JsonBody.Of(new SundayaProductFilter(products), SundayaJsonContext.Default.SundayaProductFilter) : null,
    };

    internal Task<(IReadOnlyList<SundayaCollection> Collections, PageResponse Response)> LoadAsync(
        EnergyRequest request, int? count, EnergyPeriod? asked, IReadOnlyList<SundayaProductCatalogItem>? products, CancellationToken cancellationToken) =>
        _transport.ReadAnswerAsync(
            As(request, SundayaFormat.CollectionJson, products),
            async (response, token) =>
            {
                var collections = await ReadAnswerAsync(response, token).ConfigureAwait(false);
                RequireAll(collections, count, asked, response.Call);
                return (collections, response.Info);
            },
            cancellationToken);

    internal async Task<IReadOnlyList<SundayaCollection>> ReadAnswerAsync(EnergyResponse response, CancellationToken cancellationToken)
    {
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var envelopes = await response.ReadJsonAsync(SundayaJsonContext.Default.SundayaCollectionEnvelopeArray, cancellationToken).ConfigureAwait(false);
        var collections = new SundayaCollection[envelopes.Length];
        for (var i = 0; i < envelopes.Length; i++)
        {
            collections[i] = envelopes[i]?.Collection
                ?? throw EnergyErrors.Unreadable(response.Call, new JsonException("The element has no collection."), FormattableString.Invariant($"$[{i}].collection"));
        }

        Report(collections, response.Call);
        return collections;
    }

    internal Task<string> TextAsync(EnergyRequest request, SundayaFormat format, IReadOnlyList<SundayaProductCatalogItem>? products, CancellationToken cancellationToken) =>
        _transport.SendAsync(
            As(request, format, products),
            static async (response, token) =>
            {
                using var body = await response.ReadBodyAsync(token).ConfigureAwait(false);
                return Encoding.UTF8.GetString(body.Span);
            },
            cancellationToken);

    // A shorter answer, or one of other periods, would be a gap that nobody sees. What the server makes of "now" and of partial epochs is its own affair, but it is never nothing.
    private static void RequireAll(IReadOnlyList<SundayaCollection> collections, int? count, EnergyPeriod? asked, EnergyCall call)
    {
        if (collections.Count == 0 || collections.Count != (count ?? collections.Count))
        {
            throw EnergyErrors.Payload(call,
                $"{call.Route} was answered with {collections.Count} periods, and {count ?? 1} {(count is null ? "or more " : "")}were asked for. Trying again will seldom "
                    + $"help: the vendor's interface may have changed.");
        }

        for (var i = 0; asked is { } span && i < collections.Count; i++)
        {
            if (collections[i].Period is var period && period != span.Each[i])
            {
                throw EnergyErrors.Payload(call,
                    $"{call.Route} was answered with {period?.ToString() ?? "a period that cannot be read"} where {span.Each[i]} was asked for. Trying again will seldom help: "
                        + $"the vendor's interface may have changed.");
            }
        }
    }

    // An epoch with fewer parts than its period has is filled from the server's clock.
    private static EnergyPeriod? Exact(EnergyPeriod span, string epoch) => epoch.Length >= span.Epoch.ToString().Length ? span : null;

    private static string MediaType(SundayaFormat format) => format switch
    {
        SundayaFormat.CollectionJson => "application/vnd.collection+json",
        SundayaFormat.Json => "application/json",
        SundayaFormat.Html => "text/html",
        SundayaFormat.PlainText => "text/plain",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };

    private static SundayaAddress Address(string address, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(address, parameter);
        var target = SundayaAddress.Parse(address)
            ?? throw new ArgumentException($"'{address}' does not lead into the energy tree: /energy/<energy>/period/<period>/<epoch>/<duration>?site=<site>.", parameter);
        target.Check(parameter);
        return target;
    }

    private Paged<SundayaCollection> Collections(SundayaEnergyType energy, EnergyPeriod span, SundayaSite site, IReadOnlyList<SundayaProductCatalogItem>? products,
        CancellationToken cancellationToken) =>
        new(new SundayaCollectionSource(this, _transport.Paging, energy, span, site, products), cancellationToken);

    private async Task<SundayaCube> CubeAsync(EnergyRequest request, int? count, EnergyPeriod? asked, IReadOnlyList<SundayaProductCatalogItem>? products,
        CancellationToken cancellationToken) =>
        new() { Collections = (await LoadAsync(request, count, asked, products, cancellationToken).ConfigureAwait(false)).Collections };

    private static async Task<SundayaCube> CollectAsync(Paged<SundayaCollection> pages, CancellationToken cancellationToken)
    {
        var collections = new List<SundayaCollection>();
        await foreach (var collection in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            collections.Add(collection);
        }

        return new SundayaCube { Collections = collections };
    }

    private static SeriesInfo Info(SundayaSite site, SundayaFlow flow, PeriodKind period) => new()
    {
        Identity = SeriesUri.Create("sundaya", "sites", site.Id ?? DefaultSite, flow.Name).With("period", period.Name).ToString(),
        Unit = Unit.Megajoule,
        Kind = SeriesKind.Energy,
        Resolution = period.FixedLength,
        Zone = DateTimeZone.Utc,
        Positive = flow.Positive,
        Stamp = StampEdge.Start,
    };

    private SundayaReadSource Source(SundayaSite site, SundayaFlow flow, PeriodKind period, Interval range, bool backwards)
    {
        if (!flow.IsKnown)
        {
            throw new ArgumentException($"'{flow}' is not one of the six flows: {string.Join(", ", SundayaFlow.All)}.", nameof(flow));
        }

        CheckRange(range);
        return new SundayaReadSource(_transport, flow, period, range, site, backwards);
    }

    private static void CheckRange(Interval range)
    {
        if (!range.HasStart || !range.HasEnd)
        {
            throw new ArgumentException("The range needs a start and an end.", nameof(range));
        }

        // Periods outside the years 0 to 9999 cannot be named; asking for one says so.
        _ = EnergyPeriod.Containing(range.Start, PeriodKind.Week);
        _ = EnergyPeriod.Containing(range.End, PeriodKind.Week);
    }

    private void Report(SundayaCollection[] collections, EnergyCall call)
    {
        var drift = _transport.Drift.For(call);
        try
        {
            foreach (var collection in collections)
            {
                drift.Report(collection);
                foreach (var link in collection.Links)
                {
                    drift.Report(Known(link));
                }

                foreach (var item in collection.Items)
                {
                    drift.Report(Known(item));
                    foreach (var data in item.Data)
                    {
                        drift.Report(Known(data));
                        foreach (var series in data.Series)
                        {
                            drift.Report(Known(series));
                        }
                    }
                }
            }
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(call, e);
        }
    }

    private static T Known<T>(T? element)
        where T : class => element ?? throw new JsonException($"A {typeof(T).Name} in a list is null.");
}
