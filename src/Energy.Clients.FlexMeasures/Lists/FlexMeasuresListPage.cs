namespace Energy.Clients.FlexMeasures;

/// <summary>A page of a list, or the whole of it.</summary>
/// <param name="transport">The way to the server.</param>
/// <param name="request">The page.</param>
/// <param name="first">The list's first page.</param>
/// <param name="position">Where the page stands.</param>
/// <param name="firstPage">The number of the page that the walk began with.</param>
/// <param name="pageSize">How many items a page has; null of a list in one answer.</param>
internal sealed class FlexMeasuresListPage<T>(EnergyTransport transport, EnergyRequest request, EnergyRequest first, FlexMeasuresListPosition position, int firstPage,
    int? pageSize) : ListPage<T>
{
    private readonly FlexMeasuresListEnvelope _envelope = new(pageSize is not null);
    private int _rows;

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => _envelope;

    public override PagePosition? Next =>
        pageSize is { } size && (long)position.Page * size < _envelope.Total ? new FlexMeasuresListPosition(position.Page + 1) { TotalBefore = _envelope.Total } : null;

    public override long? Total => _envelope.Total;

    // A page that is gone by the time it is asked for is 404, in words that the server has for every path it does not know: only when the list is as short as that by now, it is
    // the end.
    public override async ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken)
    {
        if (position.Page <= firstPage
            || pageSize is not { } size || !transport.Errors.IsAbsent(response.CreateException((await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span)))
        {
            return false;
        }

        var now = await transport.SendAsync(first, FlexMeasuresJsonContext.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        if (now.ValueKind != JsonValueKind.Object
            || !now.TryGetProperty("filtered-records", out var count) || !count.TryGetInt64(out var records) || records > (position.Page - 1L) * size)
        {
            return false;
        }

        Moved(response, records);
        return true;
    }

    public override int Keep(Span<T> rows)
    {
        _rows += rows.Length;
        return rows.Length;
    }

    // The server counts and cuts out a page in one answer, so whatever comes or goes between two pages, each has as many items as its own count leaves for it.
    public override void Complete(EnergyResponse response)
    {
        if (pageSize is not { } size || _envelope.Total is not { } total)
        {
            return;
        }

        Moved(response, total);
        var due = Math.Clamp(total - ((position.Page - 1L) * size), 0, size);
        if (_rows != due)
        {
            throw EnergyErrors.Payload(
                response.Call,
                $"page {position.Page} has {_rows} items, where a list of {total} in pages of {size} has {due}: some are missing, or do not belong there. Ask again, or leave "
                    + $"the page size out, for the whole list in one answer.");
        }
    }

    // A list that changes between two pages is no error: what moved over the edge of a page is missed or comes twice, which the log tells.
    private void Moved(EnergyResponse response, long total)
    {
        if (position.TotalBefore is { } before && before != total)
        {
            transport.Telemetry.ListMoved(response.Call.Operation, before, total);
        }
    }
}
