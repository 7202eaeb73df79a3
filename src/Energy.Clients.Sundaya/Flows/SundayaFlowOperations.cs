using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>The energy of a site: harvest, store, yield and the grid, added up over UTC periods from the millisecond to five years.</summary>
/// <remarks>
/// <para>All values are megajoules and never negative; the sign lies in the flow's name (<see cref="EnergyFlow.Sign"/>). Periods are blocks of UTC.</para>
/// <para>A 500 is tried again, since the request was checked before it was sent; an answer that never comes ends at <see cref="EnergyClientOptions.TotalTimeout"/>.</para>
/// </remarks>
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

    private readonly EnergyTransport _transport;

    internal SundayaFlowOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaFlowOperations() => _transport = null!;

    /// <summary>Gets a part of the cube.</summary>
    /// <param name="query">Which part; an empty query is everything of this week at site 999.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The collections, oldest first. One request, or as many as the server's cap on the duration asks for; then "now" and partial epochs are resolved once, by the client's clock.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too; the message names the rule. Nothing was sent.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<EnergyCube> GetAsync(EnergyQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        if (Math.Abs((long)(query.Duration ?? 1)) <= query.PeriodOrDefault.MaxDuration)
        {
            return new EnergyCube((await LoadAsync(query.At(Get), query.Products, cancellationToken).ConfigureAwait(false)).Collections);
        }

        return await CollectAsync(ListAsync(query, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the part of the cube that an address names, such as a bookmark: an absolute address, or path and query.</summary>
    /// <param name="address">The address. Its host is not looked at: the client's own is asked. Path and query are sent as they are written, unless its duration is over the server's cap.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The collections, oldest first.</returns>
    /// <exception cref="ArgumentException">The address does not lead into the energy tree, or names an energy type or a period that the server refuses too.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<EnergyCube> GetAsync(string address, CancellationToken cancellationToken = default)
    {
        var target = Address(address, nameof(address));
        if (target is { Span: { } span, EnergyText: { } energy } && span.Count > span.Kind.MaxDuration)
        {
            var site = target.Site is null ? EnergyQuery.DefaultSite : Uri.UnescapeDataString(target.Site);
            return await CollectAsync(new Paged<EnergyCollection>(new SundayaCollectionSource(this, _transport.Paging, new EnergyType(energy), span, site, null), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return new EnergyCube((await LoadAsync(new EnergyRequest(Get, target.PathAndQuery), null, cancellationToken).ConfigureAwait(false)).Collections);
    }

    /// <summary>Lists the collections of any number of periods, in requests that stay within the server's cap.</summary>
    /// <param name="query">Which part. "Now" and partial epochs are resolved when this method is called, by the client's clock.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The collections, oldest first; a page is one request. Values of the live server differ at every look, so after a cut only the places of collections are compared.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too, or its periods leave the years 0 to 9999.</exception>
    public virtual Paged<EnergyCollection> ListAsync(EnergyQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var now = Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        var epoch = query.Epoch?.Instant ?? EpochText.Blend(query.PartialEpoch, now);
        var span = EnergyPeriod.Spanning(epoch, query.PeriodOrDefault, query.Duration ?? 1);
        return new Paged<EnergyCollection>(
            new SundayaCollectionSource(this, _transport.Paging, query.Energy ?? EnergyType.Hsy, span, query.Site ?? EnergyQuery.DefaultSite, query.Products), cancellationToken);
    }

    /// <summary>Gets a part of the cube as the text that the server writes.</summary>
    /// <param name="query">Which part. Its duration must be within the server's cap, since texts cannot be joined.</param>
    /// <param name="format">JSON, Collection+JSON (the same text), the HTML page with its chart, or JSON as plain text.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">The query is one that the server refuses too, or its duration is over the cap, which the server would cut silently.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<string> GetTextAsync(EnergyQuery query, SundayaFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var cap = query.PeriodOrDefault.MaxDuration;
        if (Math.Abs((long)(query.Duration ?? 1)) > cap)
        {
            throw new ArgumentException($"The duration {query.Duration} is over the server's cap of {cap} for '{query.PeriodOrDefault}', and texts cannot be joined. Ask for less at a time, or use GetAsync, which splits.", nameof(query));
        }

        return TextAsync(query.At(GetText), format, query.Products, cancellationToken);
    }

    /// <summary>Goes where a link leads.</summary>
    /// <param name="link">A link of a collection or an item: up, down, next, previous, self, or a row of children. Its host is not looked at: the client's own is asked.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The collections there, oldest first, all that the link promises: a link whose duration is over the server's cap becomes as many requests as it needs (a second's thousand instants are a
    /// thousand). A link <c>prev</c> of several periods leads to the periods right before the group, without the overlap that the server writes into it.
    /// </returns>
    /// <exception cref="ArgumentException">The link leads to the service's description, or is not one of the energy tree.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<EnergyCube> FollowAsync(EnergyLink link, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        return FollowAsync(link, null, cancellationToken);
    }

    /// <summary>Goes where a link leads, with the site and product filter of your own query.</summary>
    /// <param name="link">The link.</param>
    /// <param name="query">The query that the link came from. The server copies the site into links without escaping it, so your own value is the one to trust, and never carries the filter over.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>As for <see cref="FollowAsync(EnergyLink, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The link leads to the service's description, or is not one of the energy tree.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<EnergyCube> FollowAsync(EnergyLink link, EnergyQuery? query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        var target = Address(link.Href, nameof(link));
        if (target is not { Span: { } span, EnergyText: { } energy })
        {
            throw new ArgumentException($"The link '{link.Rel}' ({link.Name}) does not name periods exactly: '{link.Href}'. Links of the server do.", nameof(link));
        }

        if (link.Rel == "prev" && span.Count > 1)
        {
            span = EnergyPeriod.Spanning(span.Each[0].End, span.Kind, -span.Count);
        }

        var site = query?.Site ?? target.Site ?? EnergyQuery.DefaultSite;
        var type = new EnergyType(energy);
        if (span.Count <= span.Kind.MaxDuration)
        {
            return new EnergyCube((await LoadAsync(At(Follow, type, span, site), query?.Products, cancellationToken).ConfigureAwait(false)).Collections);
        }

        var source = new SundayaCollectionSource(this, _transport.Paging, type, span, site, query?.Products);
        return await CollectAsync(new Paged<EnergyCollection>(source, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a flow over any range, split by the server's silent caps.</summary>
    /// <param name="flow">One of the six flows.</param>
    /// <param name="period">How long each reading is: one of the twelve periods.</param>
    /// <param name="range">The half-open range. Readings whose period starts inside it are yielded; the last may end behind it.</param>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// Energy in MJ on half-open UTC intervals, ascending, without gap or overlap. One request for each 31 days of minutes or quarter hours, 6 months of hours, 12 weeks of times of day or
    /// weeks, 2 years of days, 5 years of months and longer, 6 hours of seconds, 1 second of instants. A period that the server marks as lying in the future is a reading without a value; one that
    /// is running and added up from shorter ones (weeks, months and longer) has the energy of those that have begun.
    /// </returns>
    /// <exception cref="ArgumentException">The flow is not one of the six, the site is empty, or the range has an open end or lies outside the years 0 to 9999.</exception>
    public virtual ReadingSeries ReadAsync(EnergyFlow flow, PeriodKind period, Interval range, string site = EnergyQuery.DefaultSite, CancellationToken cancellationToken = default) =>
        new(Source(flow, period, range, site, backwards: false), Info(flow, period, site), cancellationToken);

    /// <summary>Reads a flow over any range from its end to its start, for "the latest first".</summary>
    /// <param name="flow">One of the six flows.</param>
    /// <param name="period">How long each reading is.</param>
    /// <param name="range">The half-open range.</param>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The readings of <see cref="ReadAsync"/> in the opposite order; requests do not overlap.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync"/>.</exception>
    public virtual Paged<Reading> ReadBackAsync(EnergyFlow flow, PeriodKind period, Interval range, string site = EnergyQuery.DefaultSite, CancellationToken cancellationToken = default) =>
        new(Source(flow, period, range, site, backwards: true), cancellationToken);

    /// <summary>Reads all six flows over any range as double entry, from one set of answers.</summary>
    /// <param name="period">How long each interval is.</param>
    /// <param name="range">The half-open range. Intervals that start inside it are yielded.</param>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The balances in MJ, ascending; requests are split as for <see cref="ReadAsync"/>. An interval that the server marks as lying in the future is left out.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ReadAsync"/>.</exception>
    public virtual Paged<FlowInterval> ReadBalancesAsync(PeriodKind period, Interval range, string site = EnergyQuery.DefaultSite, CancellationToken cancellationToken = default)
    {
        CheckRange(range, site);
        return new Paged<FlowInterval>(new SundayaBalanceSource(_transport, period, range, site), cancellationToken);
    }

    internal static EnergyRequest At(EnergyEndpoint endpoint, EnergyType energy, EnergyPeriod span, string site) =>
        endpoint.At(energy.Name, span.Kind, span.Epoch, span.Count).With(new QueryArguments { ["site"] = site });

    internal static EnergyRequest As(EnergyRequest request, SundayaFormat format, IReadOnlyList<ProductCatalogItem>? products) => request with
    {
        Accept = MediaType(format),
        Content = products is { Count: > 0 } ? JsonBody.Of(new ProductFilterBody(products), SundayaJsonContext.Default.ProductFilterBody) : null,
    };

    internal async Task<(IReadOnlyList<EnergyCollection> Collections, PageResponse Response)> LoadAsync(
        EnergyRequest request, IReadOnlyList<ProductCatalogItem>? products, CancellationToken cancellationToken)
    {
        using var response = await _transport.OpenAsync(As(request, SundayaFormat.CollectionJson, products), cancellationToken).ConfigureAwait(false);
        return (await ReadAnswerAsync(response, cancellationToken).ConfigureAwait(false), response.Info);
    }

    internal async Task<IReadOnlyList<EnergyCollection>> ReadAnswerAsync(EnergyResponse response, CancellationToken cancellationToken)
    {
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var envelopes = await response.ReadJsonAsync(SundayaJsonContext.Default.EnergyCollectionEnvelopeArray, cancellationToken).ConfigureAwait(false);
        var collections = new EnergyCollection[envelopes.Length];
        for (var i = 0; i < envelopes.Length; i++)
        {
            collections[i] = envelopes[i]?.Collection ?? throw EnergyErrors.Unreadable(response.Call, new JsonException("The element has no collection."), FormattableString.Invariant($"$[{i}].collection"));
        }

        Report(collections, response.Call);
        return collections;
    }

    internal async Task<string> TextAsync(EnergyRequest request, SundayaFormat format, IReadOnlyList<ProductCatalogItem>? products, CancellationToken cancellationToken)
    {
        using var response = await _transport.OpenAsync(As(request, format, products), cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(body.Span);
    }

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
        var target = SundayaAddress.Parse(address) ?? throw new ArgumentException($"'{address}' does not lead into the energy tree: /energy/<energy>/period/<period>/<epoch>/<duration>?site=<site>.", parameter);
        target.Check(parameter);
        return target;
    }

    private static async Task<EnergyCube> CollectAsync(Paged<EnergyCollection> pages, CancellationToken cancellationToken)
    {
        var collections = new List<EnergyCollection>();
        await foreach (var collection in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            collections.Add(collection);
        }

        return new EnergyCube(collections);
    }

    private static SeriesInfo Info(EnergyFlow flow, PeriodKind period, string site) => new()
    {
        Identity = SeriesUri.Create("sundaya", "sites", site, flow.Name).With("period", period.Name).ToString(),
        Unit = Unit.Megajoule,
        Kind = SeriesKind.Energy,
        Resolution = period.FixedLength,
        Zone = DateTimeZone.Utc,
        Positive = flow.Positive,
        Stamp = StampEdge.Start,
    };

    private SundayaReadSource Source(EnergyFlow flow, PeriodKind period, Interval range, string site, bool backwards)
    {
        if (!flow.IsKnown)
        {
            throw new ArgumentException($"'{flow}' is not one of the six flows: {string.Join(", ", EnergyFlow.All)}.", nameof(flow));
        }

        CheckRange(range, site);
        return new SundayaReadSource(_transport, flow, period, range, site, backwards);
    }

    private static void CheckRange(Interval range, string site)
    {
        ArgumentException.ThrowIfNullOrEmpty(site);
        if (!range.HasStart || !range.HasEnd)
        {
            throw new ArgumentException("The range needs a start and an end.", nameof(range));
        }

        // Periods outside the years 0 to 9999 cannot be named; asking for one says so.
        _ = EnergyPeriod.Containing(range.Start, PeriodKind.Week);
        _ = EnergyPeriod.Containing(range.End, PeriodKind.Week);
    }

    private void Report(EnergyCollection[] collections, EnergyCall call)
    {
        var drift = _transport.Drift.For(call);
        try
        {
            foreach (var collection in collections)
            {
                drift.Report(collection);
                foreach (var link in collection.Links)
                {
                    drift.Report(link);
                }

                foreach (var item in collection.Items)
                {
                    drift.Report(item);
                    foreach (var data in item.Data)
                    {
                        drift.Report(data);
                    }
                }
            }
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(call, e);
        }
    }
}
