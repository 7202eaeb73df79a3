using System.Collections.Concurrent;
using System.Net;

namespace Energy.Clients.FlexMeasures;

/// <summary>Walks a range in windows of a fixed number of the sensor's slots. What the sensor holds in each is found wherever its slots begin; slots without a value fill what is
/// left.</summary>
internal sealed class FlexMeasuresDataSource(EnergyTransport<FlexMeasuresClientOptions> transport, long sensorId, FlexMeasuresReadQuery query, FlexMeasuresReadPlan? known)
    : PageSource<Reading>
{
    // What was told to the log, each once a read.
    private readonly ConcurrentDictionary<string, bool> _told = [];

    // A slot of each grid that had values, the latest first. Replaced as a whole: a series may be enumerated twice at once.
    private Instant[] _grids = [];
    private FlexMeasuresReadPlan? _plan = known;
    private FlexMeasuresExtent? _whole;
    private bool _hasNoStatistics;

    public override EnergyEndpoint Endpoint => FlexMeasuresDataOperations.Read;

    public override string Query =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{sensorId}|{InstantText.Format(query.Range.Start)}|{InstantText.Format(query.Range.End)}|{query.Unit}|{query.Resolution}|{query.Horizon}|{query.Prior}|")
        + string.Create(CultureInfo.InvariantCulture, $"{query.SourceId}|{query.SourceAccountId}|{query.SourceType}")
        + (query.SearchEveryMinute ? "|every minute" : "");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition() => query.Range.Duration > Duration.Zero ? new PageInstant(query.Range.Start) : null;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageInstant.TryParse(text, out position);

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var plan = _plan ??= await LookUpAsync(request.Retries, cancellationToken).ConfigureAwait(false);
        var start = ((PageInstant)request.Position).At;
        var slots = Slots(plan, start);
        var window = new Interval(start, plan.Resolution is null ? Instant.Min(start + (plan.Own * query.PageSize), query.Range.End) : slots[^1]);
        return new DeferredPageBody<Reading>(
            token => LoadAsync(plan, window, slots, request.Retries, token), window.End < query.Range.End ? new PageInstant(window.End) : null, window);
    }

    /// <inheritdoc/>
    /// <remarks>The values and the statistics of each window, where its slots lie where they are looked for first, and of every minute where that is asked for; not known before
    /// the sensor is, which <c>OpenAsync</c> looks up.</remarks>
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken) =>
        new(_plan is not { } plan ? null
            : (query.SearchEveryMinute ? 1 + (long)plan.Own.TotalMinutes : 2) * (long)Math.Ceiling((query.Range.End - ((PageInstant)from).At) / (plan.Own * query.PageSize)));

    // The slots of a page that are counted from the start of the range, and the end of the last; none where the sensor's own are read.
    private List<Instant> Slots(FlexMeasuresReadPlan plan, Instant start)
    {
        if (plan.Resolution is null)
        {
            return [];
        }

        var first = 0;
        while (plan.At(query.Range.Start, first) < start)
        {
            first++;
        }

        var slots = new List<Instant> { plan.At(query.Range.Start, first) };
        var most = start + (plan.Own * query.PageSize);
        do
        {
            slots.Add(plan.At(query.Range.Start, ++first));
        }
        while (slots[^1] < query.Range.End && slots[^1] < most);
        return slots;
    }

    private async Task<LoadedPage<Reading>> LoadAsync(FlexMeasuresReadPlan plan, Interval window, List<Instant> slots, RetryBudget retries, CancellationToken cancellationToken)
    {
        // A value that began before the first slot may reach into it.
        var searched = slots.Count > 0 ? new Interval(window.Start - plan.Own, window.End) : window;
        using var search = new FlexMeasuresSlotSearch(
            plan,
            searched,
            (start, count, add) => ReadAsync(plan, start, count, add, retries, cancellationToken),
            async stretch => stretch is null ? await LookAtAllAsync().ConfigureAwait(false) : await LookAsync(stretch, plan, retries, cancellationToken).ConfigureAwait(false),
            query.SearchEveryMinute);
        var grids = _grids;
        var likely = grids.Length > 0 ? grids[0] : plan.FirstSlot(searched.Start);
        var found = await search.RunAsync(likely, grids, cancellationToken).ConfigureAwait(false);
        _grids = [.. found.Concat(_grids).DistinctBy(plan.PhaseOf)];
        var whole = search.Count == 0 && !plan.IsInstantaneous ? await LookAtAllAsync().ConfigureAwait(false) : FlexMeasuresExtent.None;
        var rows = default(RowBuffer<Reading>);
        try
        {
            if (slots.Count > 0)
            {
                plan.Resample(search.Held, slots, ref rows);
            }
            else if (plan.IsDaily || plan.IsInstantaneous || !search.TryTakeSlots(out rows))
            {
                plan.Fill(search.Held, window, whole.Slots is [var first, ..] ? first : plan.FirstSlot(window.Start), ref rows);
            }

            if (whole.Slots is { Count: > 0 } known && known.Min() <= window.Start && window.End <= known.Max())
            {
                Tell("a whole window came back without a value although the sensor has data before and behind it: a gap, or data that the filters of the query hide. Compare "
                    + "with its statistics.");
            }

            if (search.IsCut)
            {
                Tell("the statistics count more values than were found, and not every gap was looked into: several values a slot, or values on more grids than are looked for in "
                    + "one window. Read with a smaller PageSize, or from one source, to be sure.");
            }
            else if (search.HasGivenUp)
            {
                Tell("the statistics count more values than were found: several values a slot (of several sources or beliefs), values that the filters of the query hide, or a "
                    + "value on a grid of its own among full slots, which they do not tell apart. Read from one source, or with SearchEveryMinute, to be sure.");
            }

            return new LoadedPage<Reading>(rows, PageResponse.None);
        }
        catch
        {
            rows.Dispose();
            throw;
        }

        async Task<FlexMeasuresExtent> LookAtAllAsync() => _whole ??= await LookAsync(null, plan, retries, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(FlexMeasuresReadPlan plan, Instant start, int slots, Action<ReadOnlySpan<Reading>> add, RetryBudget retries, CancellationToken cancellationToken)
    {
        var values = new FlexMeasuresDataQuery
        {
            Start = start.WithOffset(Offset.Zero),
            Duration = new IsoDuration(plan.Own * slots),
            Unit = plan.Unit,
            Resolution = new IsoDuration(plan.Own),
            Horizon = query.Horizon,
            Prior = query.Prior?.WithOffset(Offset.Zero),
            SourceId = query.SourceId,
            SourceAccountId = query.SourceAccountId,
            SourceType = query.SourceType,
        };
        using var response = await transport.OpenAsync(values.ToRequest(Endpoint.At(sensorId)) with { Retries = retries }, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        await using var body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        using var rows = new JsonRowStream<Reading, FlexMeasuresValueReader>(
            body, response.Call, new FlexMeasuresDataEnvelope(start, plan.Unit), new FlexMeasuresValueReader(start, plan.Own, plan.IsInstantaneous), transport.Drift,
            transport.Limits);
        var count = 0;
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            count += rows.Count;
            add(rows.Items.AsSpan(0, rows.Count));
        }

        if (count != slots)
        {
            throw EnergyErrors.Unreadable(response.Call, new JsonException($"'values' has {count} items where {slots} slots were asked for, so their times are not known."),
                "$.values");
        }
    }

    // A server that gives no statistics (to this user) leaves the search with the grid that posts of this sensor fall on.
    private async Task<FlexMeasuresExtent> LookAsync(Interval? stretch, FlexMeasuresReadPlan plan, RetryBudget retries, CancellationToken cancellationToken)
    {
        if (_hasNoStatistics)
        {
            return FlexMeasuresExtent.Unknown;
        }

        var arguments = new FlexMeasuresStatsQuery { Range = stretch, Fresh = stretch is null ? null : true }.ToQuery();
        try
        {
            var answer = await transport.SendAsync(
                FlexMeasuresSensorOperations.GetStats.At(sensorId).With(arguments) with { Retries = retries }, FlexMeasuresJsonContext.Default.DictionaryStringJsonElement,
                cancellationToken).ConfigureAwait(false);
            return FlexMeasuresExtent.Of(new FlexMeasuresSensorStats(answer), plan.Own, query.SourceId);
        }
        catch (EnergyResponseException e) when (
            e.Status is HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity || transport.Errors.IsAbsent(e))
        {
            _hasNoStatistics = true;
            Tell(query.SearchEveryMinute
                ? "the server gives this user no statistics of the sensor, so only values that begin on whole minutes are seen."
                : "the server gives this user no statistics of the sensor, so only the likeliest grid of slots is read: values on another grid are not seen. Read with "
                    + "SearchEveryMinute to see those that begin on whole minutes.");
            return FlexMeasuresExtent.Unknown;
        }
    }

    private void Tell(string remark)
    {
        if (_told.TryAdd(remark, true))
        {
            transport.Paging.Telemetry.WarnOfData(Endpoint.Operation, remark);
        }
    }

    private async ValueTask<FlexMeasuresReadPlan> LookUpAsync(RetryBudget retries, CancellationToken cancellationToken) =>
        FlexMeasuresReadPlan.Of(await FlexMeasuresSensorOperations.LookUpAsync(transport, sensorId, retries, cancellationToken).ConfigureAwait(false), query);
}
