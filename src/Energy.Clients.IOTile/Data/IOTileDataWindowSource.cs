namespace Energy.Clients.IOTile;

/// <summary>
/// Reads all rows of data in order of time. The server orders by time only the newest so many of a range, at most 100,000; so the range is read in windows, oldest first, each
/// narrowed until its rows fit with room to spare. A window keeps nothing of the one before it, and no row can fall between two: a window that the server cut is never handed out.
/// </summary>
internal sealed class IOTileDataWindowSource(EnergyTransport transport, EnergyRequest data, QueryArguments query, Interval? range, int? pageSize, IOTileReadingReader rows)
    : PageSource<Reading>
{
    internal const int DefaultPageSize = 1_000;

    /// <summary>The most rows of a window: half of what the server gives, so that rows which come while it is read do not push out others.</summary>
    public const int MaxRows = IOTileDataQuery.MaxLastN / 2;

    // Between which times an open range is halved first, since nearly all rows are there; and all that the server can hold.
    private static readonly Instant Early = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant Late = Instant.FromUtc(2100, 1, 1, 0, 0);
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 12, 31, 23, 59);
    private static readonly Duration Near = Duration.FromDays(2_000);

    private static readonly IOTilePosition FirstOfWindow = IOTilePosition.First(IOTileDataQuery.MaxLastN);

    private readonly Instant? _start = IOTileValues.StartOf(range);
    private readonly Instant? _end = IOTileValues.EndOf(range);

    public override EnergyEndpoint Endpoint => data.Endpoint;

    public override string Query => $"{IOTileApi.PathOf(data)}?{query}&start={_start}&end={_end}&by=window";

    public override PagingContext Context => transport.Paging;

    public override PagePosition? FirstPosition() => new IOTileDataWindow(_start, _end, FirstOfWindow);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => IOTileDataWindow.TryParse(text, out position);

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    /// <inheritdoc/>
    /// <remarks>Counts the rows, which is one request: a page for every so many of them, and one more for every window that has to be narrowed.</remarks>
    public override async ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken)
    {
        var window = (IOTileDataWindow)from;
        var rest = window.Inner.Key is { } key && !(window.From > Instant.FromUnixTimeSeconds(key)) ? Instant.FromUnixTimeSeconds(key) : window.From;
        var count = await CountAsync(rest, _end, Context.Retry.NewBudget(), cancellationToken).ConfigureAwait(false);
        var pages = Math.Max(1, (count + (pageSize ?? DefaultPageSize) - 1) / (pageSize ?? DefaultPageSize));
        return pages + (count > MaxRows ? 2 * ((count + MaxRows - 1) / MaxRows) : 0);
    }

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var window = (IOTileDataWindow)request.Position;
        return new Body(this, window, request.Retries, await OpenAsync(window, request.Retries, cancellationToken).ConfigureAwait(false));
    }

    private ValueTask<PageBody<Reading>> OpenAsync(IOTileDataWindow window, RetryBudget retries, CancellationToken cancellationToken)
    {
        var keyset = IOTileDataOperations.ByTime(window.From);
        var source = new IOTileKeysetSource<Reading, IOTileReadingReader>(transport, data, Within(window.From, window.To), IOTileDataQuery.MaxLastN, keyset, rows, DefaultPageSize);
        return source.OpenAsync(new PageRequest(window.Inner, retries), cancellationToken);
    }

    private QueryArguments Within(Instant? from, Instant? to) => query.Copy().Set("start", from).Set("end", to);

    // Halves the window, from where its rest begins, until its rows fit; an empty half is passed over.
    private async Task<IOTileDataWindow> NarrowAsync(IOTileDataWindow window, RetryBudget retries, CancellationToken cancellationToken)
    {
        var from = window.From;
        if (window.Inner.Key is { } key && !(from > Instant.FromUnixTimeSeconds(key)))
        {
            from = Instant.FromUnixTimeSeconds(key);
        }

        while (true)
        {
            var middle = Middle(from, window.To);
            var low = from ?? Earliest;
            if (middle <= low)
            {
                throw EnergyErrors.Payload(
                    Endpoint, null,
                    $"more than {MaxRows} rows at {low}, of which the server gives the newest only, so they cannot be read in order of time without loss. Read them with "
                        + $"Data.ListRowsAsync, which reads by incremental id.");
            }

            var count = await CountAsync(from, middle, retries, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                from = middle;
                window = new IOTileDataWindow(middle, window.To, FirstOfWindow);
                continue;
            }

            window = window with { To = middle };
            if (count <= MaxRows)
            {
                return window;
            }
        }
    }

    // An end that is open is left to the usual times, until all that is left of them lies close to their edge: then the edge itself tells on which side of it the rows are.
    private static Instant Middle(Instant? from, Instant? to)
    {
        var (low, high) = (from ?? Early, to ?? Late);
        if (from is null)
        {
            if (high > Early && high - Early < Near)
            {
                return Early;
            }

            low = high > Early ? Early : Earliest;
        }

        if (to is null)
        {
            if (low < Late && Late - low < Near)
            {
                return Late;
            }

            high = low < Late ? Late : Latest;
        }

        var half = (high - low) / 2;
        return low + (half > Duration.FromSeconds(1) ? Duration.FromSeconds((long)half.TotalSeconds) : Duration.FromTicks((long)(half.TotalTicks / 10) * 10));
    }

    private async Task<long> CountAsync(Instant? from, Instant? to, RetryBudget retries, CancellationToken cancellationToken)
    {
        var one = data.With(Within(from, to).Set("page_size", 1)) with { Retries = retries };
        return (await transport.SendAsync(one, IOTileJsonContext.Default.IOTileCount, cancellationToken).ConfigureAwait(false)).Count;
    }

    // The window behind one that was read: twice as wide, and behind an empty one all that is left; a window that is too wide is narrowed when it is opened.
    private IOTileDataWindow? After(IOTileDataWindow window, bool wasEmpty)
    {
        if (window.To is not { } from || from == _end)
        {
            return null;
        }

        var to = _end;
        if (!wasEmpty && window.From is { } before)
        {
            var width = (from - before) * 2;
            to = width < (_end ?? Late) - from ? from + width : _end;
        }

        return new IOTileDataWindow(from, to, FirstOfWindow);
    }

    private sealed class Body(IOTileDataWindowSource source, IOTileDataWindow window, RetryBudget retries, PageBody<Reading> page) : PageBody<Reading>
    {
        private bool _fits;
        private bool _hasRows = window.Inner.Key is not null;

        public override Reading[] Items => page.Items;

        public override int Count => page.Count;

        public override PagePosition? Next => page.Next is IOTilePosition inner ? window with { Inner = inner } : source.After(window, !_hasRows);

        // What the server counts is the window's rest, which is no total of the read.
        public override long? Total => null;

        public override PageResponse Response => page.Response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            var more = await page.ReadAsync(cancellationToken).ConfigureAwait(false);

            // The pages of one second are counted, and a change of their number is an error of its own.
            if (!_fits && window.Inner.Page == 1)
            {
                var total = page.Total ?? (more ? await source.CountAsync(window.From, window.To, retries, cancellationToken).ConfigureAwait(false) : 0);
                if (total > MaxRows)
                {
                    await page.DisposeAsync().ConfigureAwait(false);
                    window = await source.NarrowAsync(window, retries, cancellationToken).ConfigureAwait(false);
                    page = await source.OpenAsync(window, retries, cancellationToken).ConfigureAwait(false);
                    more = await page.ReadAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            _fits = true;
            _hasRows |= more && page.Count > 0;
            if (page.Total >= IOTileDataQuery.MaxLastN)
            {
                throw EnergyErrors.Payload(
                    source.Endpoint, Response,
                    $"so many rows came in while they were read that the server left out the oldest of {window.From} to {window.To}. Go on from the token: nothing was lost "
                        + $"before it.");
            }

            return more;
        }

        public override async ValueTask DisposeAsync()
        {
            await page.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
