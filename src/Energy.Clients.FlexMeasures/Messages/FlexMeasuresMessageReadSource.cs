using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Walks a range of one connection in windows of a fixed number of slots.</summary>
/// <param name="transport">The pipeline.</param>
/// <param name="version">The version.</param>
/// <param name="call">The call.</param>
/// <param name="query">The data: one connection, the whole range.</param>
/// <param name="step">The length of a slot.</param>
/// <param name="ask">Asks for a part of the range.</param>
internal sealed class FlexMeasuresMessageReadSource(
    EnergyTransport transport,
    FlexMeasuresApiVersion version,
    EnergyCall call,
    FlexMeasuresMessageQuery query,
    Duration step,
    Func<FlexMeasuresMessageQuery, RetryBudget, CancellationToken, Task<FlexMeasuresMessageData>> ask) : PageSource<Reading>
{
    private readonly long _slots = query.Duration.Ground(query.Start).BclCompatibleTicks / step.BclCompatibleTicks;

    public override string Operation => call.Operation;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{version}|{query.Connections[0]}|{FlexMeasuresTime.Format(query.Start)}|{_slots}|{step.BclCompatibleTicks}|{query.Horizon}|{(query.Prior is { } prior ? FlexMeasuresTime.Format(prior) : "")}|{string.Join(',', query.Sources)}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override string? FirstPosition() => "0";

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (!long.TryParse(request.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first >= _slots)
        {
            throw new FormatException("The token does not hold a position of a FlexMeasures read.");
        }

        return new(new Window(this, first, (int)Math.Min(_slots - first, ((FlexMeasuresClientOptions)transport.Options).SlotsPerRequest), request.Retries));
    }

    private EnergyCall Call => call;

    private Task<FlexMeasuresMessageData> Ask(Instant start, int slots, RetryBudget retries, CancellationToken cancellationToken) => ask(
        query with { Start = start.WithOffset(query.Start.Offset), Duration = new IsoDuration(step * slots) },
        retries,
        cancellationToken);

    private Instant At(long slot) => query.Start.ToInstant() + (step * slot);

    /// <summary>One window, asked in halves where the server leaves slots out; each batch is a span that is known for certain.</summary>
    private sealed class Window(FlexMeasuresMessageReadSource source, long first, int count, RetryBudget retries) : PageBody<Reading>
    {
        // Spans in slots, the earliest on top.
        private readonly Stack<(long From, int Count)> _spans = new([(first, count)]);

        private Reading[] _items = [];

        public override Reading[] Items => _items;

        public override int Count => _items.Length;

        public override string? Next => first + count < source._slots ? (first + count).ToString(CultureInfo.InvariantCulture) : null;

        public override Interval? Covers => new Interval(source.At(first), source.At(first + count));

        public override PageResponse Response => PageResponse.None;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            _items = [];
            if (!_spans.TryPop(out var span))
            {
                return false;
            }

            var values = await AskAsync(span, cancellationToken).ConfigureAwait(false);
            if (values.Count == span.Count)
            {
                _items = [.. values.Select((value, i) => new Reading(source.At(span.From + i), source.At(span.From + i + 1), value))];
            }
            else if (values.Count > 0)
            {
                // Some slots have no value, and the answer does not say which.
                var half = span.Count / 2;
                _spans.Push((span.From + half, span.Count - half));
                _spans.Push((span.From, half));
            }

            return true;
        }

        private async Task<IReadOnlyList<double>> AskAsync((long From, int Count) span, CancellationToken cancellationToken)
        {
            var start = source.At(span.From);
            var data = await source.Ask(start, span.Count, retries, cancellationToken).ConfigureAwait(false);
            return data.Groups is [{ Values.Count: var found } group] && found <= span.Count && data.Start.ToInstant() == start
                ? group.Values
                : throw PayloadErrors.From(
                    source.Call,
                    new JsonException($"{data.Groups.Sum(static g => g.Values.Count)} values from {FlexMeasuresTime.Format(data.Start)} on came for {span.Count} slots from {FlexMeasuresTime.Format(start)} on, so their times are not known."),
                    "$.values");
        }
    }
}
