namespace Energy.Clients.Stem;

/// <summary>
/// One page of a list, its items filtered as they arrive. A page with fewer raw elements than asked for is the last one, as is a 400 that says "No results found".
/// The elements are counted before any are filtered out, and <c>total</c> steers nothing.
/// </summary>
internal sealed class StemListPage<T>(EnergyTransport transport, EnergyRequest request, StemListEnvelope envelope, PageNumber number, StemListQuery query) : ListPage<T>
    where T : StemListItem
{
    private int _elements;
    private ulong _firstElement;

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => envelope;

    public override PagePosition? Next => _elements >= query.PageSize ? number.Next : null;

    public override long? Total => envelope.Total;

    public override ulong FirstElementHash => _firstElement;

    public override ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken) =>
        StemErrorReader.SaysAsync(response, StemErrorReader.NoResults, cancellationToken);

    public override int Keep(Span<T> rows)
    {
        if (_elements == 0 && rows.Length > 0)
        {
            _firstElement = StableHash.Of(rows[0].Id);
        }

        _elements += rows.Length;
        if (query.NameContains is null)
        {
            return rows.Length;
        }

        var kept = 0;
        foreach (var row in rows)
        {
            if (row.Name?.Contains(query.NameContains, StringComparison.OrdinalIgnoreCase) == true)
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }

    // A page that is not full is the last one, also where the server makes its pages smaller than was asked for: the total, which never steers, then shows that there is more.
    public override void Complete(EnergyResponse response)
    {
        if (Next is null && envelope.Total is { } total && total > ((number.Number - 1L) * query.PageSize) + _elements)
        {
            transport.Telemetry.WarnOfData(
                response.Call.Operation,
                $"the list ends with a page of fewer than {query.PageSize} items, and its total is higher than what came. The server may make its pages smaller than was asked "
                    + $"for: set PageSize to {StemListQuery.DefaultPageSize} or less, and compare.");
        }
    }
}
