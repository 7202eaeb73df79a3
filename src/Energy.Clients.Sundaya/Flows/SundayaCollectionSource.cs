namespace Energy.Clients.Sundaya;

/// <summary>The collections of a row of periods, asked for in requests that stay within the server's cap.</summary>
internal sealed class SundayaCollectionSource(SundayaFlowOperations flows, PagingContext context, SundayaEnergyType energy, EnergyPeriod span, SundayaSite site,
    IReadOnlyList<SundayaProductCatalogItem>? products)
    : PageSource<SundayaCollection>
{
    public override EnergyEndpoint Endpoint => SundayaFlowOperations.List;

    public override string Query => string.Join('|', [energy.Name, span.ToString(), site.ToString(), .. (products ?? []).Select(p => p.ToString())]);

    public override PagingContext Context => context;

    // The numbers of the live server change at every look, so a collection is told by its place.
    public override ulong Fingerprint(SundayaCollection item) => StableHash.Of(Encoding.UTF8.GetBytes(item.Period?.ToString() ?? item.Href));

    public override PagePosition FirstPosition() => new PageNumber(0);

    // The number is that of the page's first period.
    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        PageNumber.TryParse(text, out position) && ((PageNumber)position).Number < span.Count;

    public override ValueTask<PageBody<SundayaCollection>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var from = ((PageNumber)request.Position).Number;
        var count = Math.Min(span.Kind.MaxDuration, span.Count - from);
        var block = EnergyPeriod.Spanning(span.Each[from].Start, span.Kind, count);
        var next = from + count < span.Count ? new PageNumber(from + count) : null;
        return new(new DeferredPageBody<SundayaCollection>(token => LoadAsync(block, request.Retries, token), next, block.Interval));
    }

    private async Task<LoadedPage<SundayaCollection>> LoadAsync(EnergyPeriod block, RetryBudget retries, CancellationToken cancellationToken)
    {
        var request = SundayaFlowOperations.At(Endpoint, energy, block, site) with { Retries = retries };
        var (collections, response) = await flows.LoadAsync(request, block.Count, block, products, cancellationToken).ConfigureAwait(false);
        var rows = new RowBuffer<SundayaCollection>();
        foreach (var collection in collections)
        {
            rows.Add(collection);
        }

        return new LoadedPage<SundayaCollection>(rows, response);
    }
}
