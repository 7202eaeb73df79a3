namespace Energy.Clients.Sundaya;

/// <summary>Walks a range of time in requests of as many periods as the server answers at once, forth or back, without overlap.</summary>
internal abstract class SundayaBlockSource<T>(EnergyTransport transport, EnergyEndpoint endpoint, SundayaEnergyType energy, PeriodKind kind, Interval range, SundayaSite site,
    bool backwards) : PageSource<T>
{
    private readonly SundayaReadPlan _plan = SundayaReadPlan.For(kind);

    public override EnergyEndpoint Endpoint => endpoint;

    public override string Query => string.Create(CultureInfo.InvariantCulture, $"{What}|{kind}|{InstantText.Format(range.Start)}|{InstantText.Format(range.End)}|{site}");

    public override PagingContext Context => transport.Paging;

    /// <summary>What tells this query from another over the same range.</summary>
    protected abstract string What { get; }

    /// <summary>Makes the items of an answer for a row of periods, ascending, those that start within a span. The caller gives their memory back.</summary>
    protected abstract RowBuffer<T> Read(ReadOnlySpan<byte> body, EnergyPeriod block, Interval covers);

    /// <summary>The readings of a flow in an answer that start within a span, ascending and without overlap. The caller gives their memory back.</summary>
    protected RowBuffer<Reading> Readings(ReadOnlySpan<byte> body, SundayaFlow flow, EnergyPeriod block, Interval covers)
    {
        var readings = new RowBuffer<Reading>();
        try
        {
            new SundayaCubeScanner(flow.Name, _plan.Taken).Scan(body, ref readings);
            RequireAll(readings.Span, flow, block);
            _plan.Combine(ref readings);
            readings.Truncate(Keep(readings.Span, covers));
            return readings;
        }
        catch
        {
            readings.Dispose();
            throw;
        }
    }

    // What was asked for and is not there would be a gap that nobody sees: what has not begun is in the answer too, with its mark.
    private static void RequireAll(ReadOnlySpan<Reading> readings, SundayaFlow flow, EnergyPeriod block)
    {
        var next = block.Start;
        foreach (ref readonly var reading in readings)
        {
            if (reading.Start != next)
            {
                throw new JsonException(
                    $"The answer to {block} has {flow} from {reading.Start} on where {next} comes next: something is missing, comes twice or was not asked for.");
            }

            next = reading.End;
        }

        if (next != block.End)
        {
            throw new JsonException($"The answer to {block} has {flow} up to {next} only, and {block.End} was asked for.");
        }
    }

    // Moves those that stay to the front and answers how many they are.
    private static int Keep(Span<Reading> readings, Interval covers)
    {
        var count = 0;
        foreach (ref readonly var reading in readings)
        {
            if (reading.Start >= covers.Start && reading.Start < covers.End)
            {
                readings[count++] = reading;
            }
        }

        return count;
    }

    public override PagePosition? FirstPosition() => range.Start < range.End ? new PageInstant(backwards ? range.End : range.Start) : null;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageInstant.TryParse(text, out position);

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = ((PageInstant)request.Position).At;
        var (block, covers, next) = Block(at);
        return new(new DeferredPageBody<T>(token => LoadAsync(block, covers, request.Retries, token), next, covers));
    }

    /// <inheritdoc/>
    /// <remarks>One a block of periods.</remarks>
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken)
    {
        var requests = 0L;
        for (var at = (PageInstant?)from; at is not null; at = Block(at.At).Next)
        {
            requests++;
        }

        return new(requests);
    }

    private (EnergyPeriod Asked, Interval Covers, PageInstant? Next) Block(Instant at)
    {
        var block = backwards ? _plan.BlockUpTo(range.Start, at) : _plan.BlockFrom(at, range.End);
        var covers = backwards ? new Interval(Instant.Max(range.Start, block.Start), at) : new Interval(at, Instant.Min(range.End, block.End));
        var next = backwards
            ? covers.Start > range.Start ? new PageInstant(covers.Start) : null
            : covers.End < range.End ? new PageInstant(covers.End) : null;
        return (block, covers, next);
    }

    private async Task<LoadedPage<T>> LoadAsync(EnergyPeriod block, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        var request = SundayaFlowOperations.As(SundayaFlowOperations.At(endpoint, energy, block, site), SundayaFormat.Json, null) with { Retries = retries };
        using var response = await transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var items = Read(body.Span, block, covers);
            if (backwards)
            {
                items.Span.Reverse();
            }

            return new LoadedPage<T>(items, response.Info);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a character in a text is what the reader has no exception of its own for.
            var cause = e as JsonException ?? new JsonException("A text of the body is not valid Unicode.", e);
            throw EnergyErrors.Unreadable(response.Call, body, cause, position: body.PositionOf(cause));
        }
    }
}
