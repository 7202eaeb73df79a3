using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>Walks a range of time in requests of as many periods as the server answers at once, forth or back, without overlap.</summary>
internal sealed class SundayaReadSource(EnergyTransport transport, EnergyFlow flow, PeriodKind kind, Interval range, string site, bool backwards) : PageSource<Reading>
{
    private static readonly EnergyCall Forth = new("Sundaya.Flows.Read", SundayaFlowOperations.Route);
    private static readonly EnergyCall Back = new("Sundaya.Flows.ReadBack", SundayaFlowOperations.Route);

    private readonly SundayaReadPlan _plan = SundayaReadPlan.For(kind);

    public override string Operation => Call.Operation;

    public override string Query => string.Create(CultureInfo.InvariantCulture, $"{flow}|{kind}|{InstantText.Format(range.Start)}|{InstantText.Format(range.End)}|{site}");

    public override PagingContext Context => transport.Paging;

    private EnergyCall Call => backwards ? Back : Forth;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override string? FirstPosition() => range.Start < range.End ? InstantText.Format(backwards ? range.End : range.Start) : null;

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (!InstantText.TryParse(Encoding.ASCII.GetBytes(request.Position), out var at))
        {
            throw new FormatException("The token does not hold a position of a Sundaya series.");
        }

        var block = backwards ? _plan.BlockUpTo(range.Start, at) : _plan.BlockFrom(at, range.End);
        var covers = backwards ? new Interval(Instant.Max(range.Start, block.Start), at) : new Interval(at, Instant.Min(range.End, block.End));
        var next = backwards
            ? covers.Start > range.Start ? InstantText.Format(covers.Start) : null
            : covers.End < range.End ? InstantText.Format(covers.End) : null;
        return new ValueTask<PageBody<Reading>>(new Block(this, request.Retries, block, covers, next));
    }

    private Reading[] Read(ReadOnlySpan<byte> body, Interval covers)
    {
        var scanner = new SundayaCubeScanner(flow.Name, _plan.Taken);
        scanner.Scan(body);
        var readings = Array.FindAll(_plan.Combine(scanner.Readings), r => r.Start >= covers.Start && r.Start < covers.End);
        for (var i = 1; i < readings.Length; i++)
        {
            if (readings[i].Start < readings[i - 1].End)
            {
                throw new JsonException($"The body has {readings[i].Start} behind {readings[i - 1].Start}: periods overlap or go back.");
            }
        }

        if (backwards)
        {
            Array.Reverse(readings);
        }

        return readings;
    }

    // The body is read here and not when the page is opened, so that the engine asks again for a block that was cut.
    private sealed class Block(SundayaReadSource source, RetryBudget retries, EnergyPeriod block, Interval covers, string? next) : PageBody<Reading>
    {
        private Reading[] _items = [];
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override Reading[] Items => _items;

        public override int Count => _items.Length;

        public override string? Next => next;

        public override Interval? Covers => covers;

        public override PageResponse Response => _response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_read)
            {
                _items = [];
                return false;
            }

            using var response = await source.AskAsync(block, retries, cancellationToken).ConfigureAwait(false);
            _response = response.Info;
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _items = source.Read(body.Span, covers);
            }
            catch (JsonException e)
            {
                throw PayloadErrors.From(response.Call, e, position: body.PositionOf(e));
            }

            _read = true;
            return true;
        }
    }

    private Task<EnergyResponse> AskAsync(EnergyPeriod block, RetryBudget retries, CancellationToken cancellationToken)
    {
        var path = SundayaFlowOperations.PathOf(flow.Type, block, site);
        return SundayaFlowOperations.AskAsync(transport, Call with { Retries = retries }, path, SundayaFormat.Json, null, cancellationToken);
    }
}
