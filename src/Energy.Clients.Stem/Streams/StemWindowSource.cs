namespace Energy.Clients.Stem;

/// <summary>
/// Walks a range of time in windows of at most one calendar month, clamped to the month's end and chained, as the first known client of the API does. Each window is sorted and
/// freed of duplicates (the later answer wins), and only intervals that start inside it are handed out, so no state crosses windows.
/// </summary>
internal sealed class StemWindowSource(EnergyTransport transport, string siteId, StemStreamType type, StemDerivedStream? derived, StemStreamQuery query) : PageSource<Reading>
{
    private readonly StemLeftOutRows _leftOut = new(transport, StemStreamOperations.Read, query);
    private int _toldOfNothing;

    public override EnergyEndpoint Endpoint => StemStreamOperations.Read;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{siteId}|{type}|{derived}|{InstantText.Format(query.Range.Start)}|{(query.Range.HasEnd ? InstantText.Format(query.Range.End) : "now")}|"
        + $"{query.Resolution.TotalSeconds}|{(query.StreamStart is { } start ? InstantText.Format(start) : "")}{(query.OnContradiction, query.SkipUnreadableRows) switch
        {
            (StemContradiction.TakeLast, false) => "",
            var (choice, skips) => $"|{choice}|{skips}",
        }}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition()
    {
        var end = query.Range.HasEnd ? query.Range.End : Instant.FromDateTimeOffset(transport.TimeProvider.GetUtcNow());
        var start = query.Range.Start;
        if (query.StreamStart is { } streamStart)
        {
            start = Instant.Max(start, StemTime.AlignDown(streamStart, query.Resolution));
        }

        return start < end && !(query.StreamStart >= end) ? new StemWindowPosition(start, end) : null;
    }

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => StemWindowPosition.TryParse(text, out position);

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var position = (StemWindowPosition)request.Position;
        var (from, until) = Window(position);
        var covers = new Interval(position.Start, until);
        return new(new DeferredPageBody<Reading>(
            cancel => LoadAsync(from, covers, request.Retries, cancel), until < position.End ? position with { Start = until } : null, covers));
    }

    /// <inheritdoc/>
    /// <remarks>One a window, and two where a stream is derived from two.</remarks>
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken)
    {
        var position = (StemWindowPosition)from;
        var windows = 0L;
        for (; position.Start < position.End; position = position with { Start = Window(position).Until })
        {
            windows++;
        }

        return new(derived == StemDerivedStream.BuildingLoad ? 2 * windows : windows);
    }

    private (Instant From, Instant Until) Window(StemWindowPosition position)
    {
        var from = StemTime.AlignDown(position.Start, query.Resolution);
        return (from, Instant.Min(position.End, from.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant()));
    }

    private async Task<LoadedPage<Reading>> LoadAsync(Instant from, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        if (derived is null)
        {
            return await LoadAsync(type, from, covers, retries, cancellationToken).ConfigureAwait(false);
        }

        var monitor = derived == StemDerivedStream.BuildingLoad
            ? await LoadAsync(StemStreamType.Monitor, from, covers, retries, cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var page = await LoadAsync(StemStreamType.Converter, from, covers, retries, cancellationToken).ConfigureAwait(false);
            if (monitor is not null)
            {
                using var converter = page.Rows;
                return new LoadedPage<Reading>(StemDerivation.BuildingLoad(monitor.Rows.Span, converter.Span), page.Response);
            }

            StemDerivation.ToOneSign(page.Rows.Span, derived == StemDerivedStream.Charge ? 1 : -1);
            return page;
        }
        finally
        {
            monitor?.Rows.Dispose();
        }
    }

    private async Task<LoadedPage<Reading>> LoadAsync(StemStreamType stream, Instant from, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        // Requests carry whole seconds; an end inside one must not leave off the interval that starts just before it.
        var until = covers.End + Duration.FromSeconds(1) - Duration.Epsilon;
        var request = query.At(Endpoint, siteId, stream, from, until) with { Retries = retries };
        var utf8Type = Encoding.UTF8.GetBytes(stream.Name);
        var (rows, response) = await StemWindow.AskAsync(
            transport,
            request,
            _leftOut,
            (ref StemWindowReader reader) =>
            {
                var read = reader.ReadType(utf8Type);
                read.Truncate(StemWindow.Order(read.Span, covers, _leftOut));
                return read;
            },
            cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0 && !StemStreamType.Known.Contains(stream) && Interlocked.Exchange(ref _toldOfNothing, 1) == 0)
        {
            transport.Telemetry.WarnOfData(
                Endpoint.Operation,
                $"nothing came for a stream type that this version does not know. Types are case-sensitive; known are {string.Join(", ", StemStreamType.Known)}, and "
                    + $"StemSite.StreamTypes names a site's own.");
        }

        return new LoadedPage<Reading>(rows, response);
    }
}
