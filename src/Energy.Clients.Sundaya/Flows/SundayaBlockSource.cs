using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>Walks a range of time in requests of as many periods as the server answers at once, forth or back, without overlap.</summary>
internal abstract class SundayaBlockSource<T>(EnergyTransport transport, EnergyCall call, EnergyType energy, PeriodKind kind, Interval range, string site, bool backwards) : PageSource<T>
{
    private readonly SundayaReadPlan _plan = SundayaReadPlan.For(kind);

    public override string Operation => call.Operation;

    public override string Query => string.Create(CultureInfo.InvariantCulture, $"{What}|{kind}|{InstantText.Format(range.Start)}|{InstantText.Format(range.End)}|{site}");

    public override PagingContext Context => transport.Paging;

    /// <summary>What tells this query from another over the same range.</summary>
    protected abstract string What { get; }

    /// <summary>Makes the items of an answer, ascending.</summary>
    protected abstract T[] Read(ReadOnlySpan<byte> body, Interval covers);

    /// <summary>The readings of a flow in an answer that start within a span, ascending and without overlap.</summary>
    protected Reading[] Readings(ReadOnlySpan<byte> body, EnergyFlow flow, Interval covers)
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

        return readings;
    }

    public override string? FirstPosition() => range.Start < range.End ? InstantText.Format(backwards ? range.End : range.Start) : null;

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
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
        return new ValueTask<PageBody<T>>(new Block(this, request.Retries, block, covers, next));
    }

    // The body is read here and not when the page is opened, so that the engine asks again for a block that was cut.
    private sealed class Block(SundayaBlockSource<T> source, RetryBudget retries, EnergyPeriod block, Interval covers, string? next) : PageBody<T>
    {
        private T[] _items = [];
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override T[] Items => _items;

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
                var items = source.Read(body.Span, covers);
                if (source.IsBackwards)
                {
                    Array.Reverse(items);
                }

                _items = items;
            }
            catch (JsonException e)
            {
                throw PayloadErrors.From(response.Call, e, position: body.PositionOf(e));
            }

            _read = true;
            return true;
        }
    }

    private bool IsBackwards => backwards;

    private Task<EnergyResponse> AskAsync(EnergyPeriod block, RetryBudget retries, CancellationToken cancellationToken)
    {
        var path = SundayaFlowOperations.PathOf(energy, block, site);
        return SundayaFlowOperations.AskAsync(transport, call with { Retries = retries }, path, SundayaFormat.Json, null, cancellationToken);
    }
}
