namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Walks a range of one connection in windows of a fixed number of slots.</summary>
/// <param name="transport">The pipeline.</param>
/// <param name="version">The version.</param>
/// <param name="endpoint">What is asked.</param>
/// <param name="connection">The connection.</param>
/// <param name="query">The data: the whole range.</param>
/// <param name="step">The length of a slot.</param>
/// <param name="ask">Asks for a part of the range.</param>
internal sealed class FlexMeasuresMessageReadSource(
    EnergyTransport<FlexMeasuresClientOptions> transport,
    FlexMeasuresApiVersion version,
    EnergyEndpoint endpoint,
    string connection,
    FlexMeasuresMessageQuery query,
    Duration step,
    Func<FlexMeasuresMessageQuery, RetryBudget, CancellationToken, Task<FlexMeasuresMessageData>> ask) : PageSource<Reading>
{
    private readonly long _slots = query.Duration.Ground(query.Start).BclCompatibleTicks / step.BclCompatibleTicks;

    public override EnergyEndpoint Endpoint => endpoint;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{version}|{connection}|{FlexMeasuresTime.Format(query.Start)}|{_slots}|{step.BclCompatibleTicks}|{query.Horizon}|"
            + $"{(query.Prior is { } prior ? FlexMeasuresTime.Format(prior) : "")}|{string.Join(',', query.Sources)}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition() => new Slot(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        (position = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < _slots ? new Slot(first) : null) is not null;

    /// <inheritdoc/>
    /// <remarks>Where every slot has a value: an answer with gaps is asked again in halves.</remarks>
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken) =>
        new((_slots - ((Slot)from).Number + query.PageSize - 1) / query.PageSize);

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var first = ((Slot)request.Position).Number;
        var count = (int)Math.Min(_slots - first, query.PageSize);
        var next = first + count;
        return new(new DeferredPageBody<Reading>(
            token => LoadAsync(first, count, request.Retries, token), next < _slots ? new Slot(next) : null, new Interval(At(first), At(next))));
    }

    private async Task<LoadedPage<Reading>> LoadAsync(long first, int count, RetryBudget retries, CancellationToken cancellationToken)
    {
        var rows = default(RowBuffer<Reading>);
        try
        {
            // Spans in slots, the earliest on top.
            var spans = new Stack<(long From, int Count)>([(first, count)]);
            while (spans.TryPop(out var span))
            {
                var values = await AskAsync(span, retries, cancellationToken).ConfigureAwait(false);
                if (values.Count == span.Count)
                {
                    for (var i = 0; i < values.Count; i++)
                    {
                        rows.Add(new Reading(At(span.From + i), At(span.From + i + 1), values[i]));
                    }
                }
                else if (values.Count > 0)
                {
                    // Some slots have no value, and the answer does not say which: asked again in halves.
                    var half = span.Count / 2;
                    spans.Push((span.From + half, span.Count - half));
                    spans.Push((span.From, half));
                }
            }

            return new LoadedPage<Reading>(rows, PageResponse.None);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<double>> AskAsync((long From, int Count) span, RetryBudget retries, CancellationToken cancellationToken)
    {
        var start = At(span.From);
        var part = query with { Start = start.WithOffset(query.Start.Offset), Duration = new IsoDuration(step * span.Count) };
        var data = await ask(part, retries, cancellationToken).ConfigureAwait(false);
        return data.Groups is [{ Values.Count: var found } group] && found <= span.Count && data.Start.ToInstant() == start
            ? group.Values
            : throw EnergyErrors.Unreadable(
                new EnergyCall(endpoint),
                new JsonException(
                    $"{data.Groups.Sum(static g => g.Values.Count)} values from {FlexMeasuresTime.Format(data.Start)} on came for {span.Count} slots from "
                        + $"{FlexMeasuresTime.Format(start)} on, so their times are not known."),
                "$.values");
    }

    private Instant At(long slot) => query.Start.ToInstant() + (step * slot);

    /// <summary>A window, by its first slot.</summary>
    private sealed record Slot(long Number) : PagePosition
    {
        public override string ToText() => Number.ToString(CultureInfo.InvariantCulture);
    }
}
