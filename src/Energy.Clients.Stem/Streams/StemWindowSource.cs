using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>
/// Walks a range of time in windows of at most one calendar month, clamped to the month's end and chained, as the first known client of the API does. Each window is sorted and freed of
/// duplicates (the later answer wins), and only intervals that start inside it are handed out, so no state crosses windows.
/// </summary>
internal sealed class StemWindowSource(EnergyTransport transport, StemStreamQuery query, StemDerivedStream? derived) : PageSource<Reading>
{
    // Requests carry whole seconds; an end inside one must not leave off the interval that starts just before it.
    private static readonly Duration WholeSecond = Duration.FromSeconds(1);

    public override EnergyEndpoint Endpoint => StemStreamOperations.Read;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.SiteId}|{query.Type}|{derived}|{InstantText.Format(query.Start)}|{(query.End is { } end ? InstantText.Format(end) : "now")}|{query.Resolution.TotalSeconds}|{(query.StreamStart is { } start ? InstantText.Format(start) : "")}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition()
    {
        var end = query.End ?? Instant.FromDateTimeOffset(transport.TimeProvider.GetUtcNow());
        var start = query.Start;
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
        var from = StemTime.AlignDown(position.Start, query.Resolution);
        var until = Instant.Min(position.End, from.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant());
        var covers = new Interval(position.Start, until);
        return new(new DeferredPageBody<Reading>(
            cancel => LoadAsync(from, covers, request.Retries, cancel), until < position.End ? position with { Start = until } : null, covers));
    }

    private async Task<LoadedPage<Reading>> LoadAsync(Instant from, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        if (derived is null)
        {
            return await LoadAsync(query.Type, from, covers, retries, cancellationToken).ConfigureAwait(false);
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

            if (derived == StemDerivedStream.Charge)
            {
                StemDerivation.ToCharge(page.Rows.Span);
            }
            else
            {
                StemDerivation.ToDischarge(page.Rows.Span);
            }

            return page;
        }
        finally
        {
            monitor?.Rows.Dispose();
        }
    }

    private async Task<LoadedPage<Reading>> LoadAsync(StemStreamType type, Instant from, Interval covers, RetryBudget retries, CancellationToken cancellationToken)
    {
        var request = query.At(Endpoint, type, from, StemTime.AlignUp(covers.End, WholeSecond)) with { Retries = retries };
        var utf8Type = Encoding.UTF8.GetBytes(type.Name);
        var (rows, response) = await StemWindow.AskAsync(transport, request, (ref StemWindowReader reader) => reader.ReadType(utf8Type), cancellationToken).ConfigureAwait(false);
        rows.Truncate(StemWindow.Order(rows.Span, covers));
        return new LoadedPage<Reading>(rows, response);
    }
}
