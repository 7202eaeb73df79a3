using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>Walks a range of time in requests of as many periods as the server answers at once, forth or back, without overlap.</summary>
internal abstract class SundayaBlockSource<T>(EnergyTransport transport, EnergyEndpoint endpoint, EnergyType energy, PeriodKind kind, Interval range, string site, bool backwards) : PageSource<T>
{
    private readonly SundayaReadPlan _plan = SundayaReadPlan.For(kind);

    public override EnergyEndpoint Endpoint => endpoint;

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

    public override PagePosition? FirstPosition() => range.Start < range.End ? new PageInstant(backwards ? range.End : range.Start) : null;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageInstant.TryParse(text, out position);

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = ((PageInstant)request.Position).At;
        var block = backwards ? _plan.BlockUpTo(range.Start, at) : _plan.BlockFrom(at, range.End);
        var covers = backwards ? new Interval(Instant.Max(range.Start, block.Start), at) : new Interval(at, Instant.Min(range.End, block.End));
        var next = backwards
            ? covers.Start > range.Start ? new PageInstant(covers.Start) : null
            : covers.End < range.End ? new PageInstant(covers.End) : null;
        return new(new DeferredPageBody<T>(token => LoadAsync(block, covers, request.Retries, token), next, covers));
    }

    private async Task<LoadedPage<T>> LoadAsync(EnergyPeriod block, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        var request = SundayaFlowOperations.As(SundayaFlowOperations.At(endpoint, energy, block, site), SundayaFormat.Json, null) with { Retries = retries };
        using var response = await transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var items = Read(body.Span, covers);
            if (backwards)
            {
                items.Span.Reverse();
            }

            return new LoadedPage<T>(items, response.Info);
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(response.Call, e, position: body.PositionOf(e));
        }
    }
}
