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

    /// <summary>Makes the items of an answer, ascending. The caller gives their memory back.</summary>
    protected abstract RowBuffer<T> Read(ReadOnlySpan<byte> body, Interval covers);

    /// <summary>The readings of a flow in an answer that start within a span, ascending and without overlap. The caller gives their memory back.</summary>
    protected RowBuffer<Reading> Readings(ReadOnlySpan<byte> body, EnergyFlow flow, Interval covers)
    {
        var readings = new RowBuffer<Reading>();
        try
        {
            new SundayaCubeScanner(flow.Name, _plan.Taken).Scan(body, ref readings);
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

    // Moves those that stay to the front and answers how many they are.
    private static int Keep(Span<Reading> readings, Interval covers)
    {
        var (first, end) = (covers.Start, covers.End);
        var count = 0;
        foreach (ref readonly var reading in readings)
        {
            if (reading.Start < first || reading.Start >= end)
            {
                continue;
            }

            if (count > 0 && reading.Start < readings[count - 1].End)
            {
                throw new JsonException($"The body has {reading.Start} behind {readings[count - 1].Start}: periods overlap or go back.");
            }

            readings[count++] = reading;
        }

        return count;
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
        private RowBuffer<T> _items;
        private int _count;
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override T[] Items => _items.Memory;

        public override int Count => _count;

        public override string? Next => next;

        public override Interval? Covers => covers;

        public override PageResponse Response => _response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_read)
            {
                _count = 0;
                return false;
            }

            using var response = await source.AskAsync(block, retries, cancellationToken).ConfigureAwait(false);
            _response = response.Info;
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _items = source.Read(body.Span, covers);
                _count = _items.Count;
                if (source.IsBackwards)
                {
                    _items.Span.Reverse();
                }
            }
            catch (JsonException e)
            {
                throw PayloadErrors.From(response.Call, e, position: body.PositionOf(e));
            }

            _read = true;
            return true;
        }

        public override ValueTask DisposeAsync()
        {
            _count = 0;
            _items.Dispose();
            return base.DisposeAsync();
        }
    }

    private bool IsBackwards => backwards;

    private Task<EnergyResponse> AskAsync(EnergyPeriod block, RetryBudget retries, CancellationToken cancellationToken)
    {
        var path = SundayaFlowOperations.PathOf(energy, block, site);
        return SundayaFlowOperations.AskAsync(transport, call with { Retries = retries }, path, SundayaFormat.Json, null, cancellationToken);
    }
}
