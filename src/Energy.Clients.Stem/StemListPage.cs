namespace Energy.Clients.Stem;

/// <summary>
/// One page of a list, its items filtered as they arrive. A page with fewer raw elements than asked for is the last one, as is a 400 that says "No results found".
/// The elements are counted before any are filtered out, and <c>total</c> steers nothing.
/// </summary>
internal sealed class StemListPage<T>(EnergyRequest request, StemListEnvelope envelope, PageNumber number, int size, string? nameContains) : ListPage<T>
    where T : IStemListItem
{
    private int _elements;
    private ulong _firstElement;

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => envelope;

    public override PagePosition? Next => _elements >= size ? number.Next : null;

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
        if (nameContains is null)
        {
            return rows.Length;
        }

        var kept = 0;
        foreach (var row in rows)
        {
            if (row.Name?.Contains(nameContains, StringComparison.OrdinalIgnoreCase) == true)
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }
}
