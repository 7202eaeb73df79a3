namespace Energy.Clients.FlexMeasures;

/// <summary>A page of a list, or the whole of it.</summary>
internal sealed class FlexMeasuresListPage<T>(EnergyRequest request, EnergyErrorReader errors, int page, int firstPage, int? pageSize) : ListPage<T>
{
    private readonly FlexMeasuresListEnvelope _envelope = new(pageSize is not null);

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => _envelope;

    public override PagePosition? Next => pageSize is { } size && (long)page * size < _envelope.Total ? new PageNumber(page + 1) : null;

    public override long? Total => _envelope.Total;

    public override async ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken) =>
        page > firstPage && errors.IsAbsent(response.CreateException((await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span));
}
