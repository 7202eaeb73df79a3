namespace Energy.Clients.IOTile;

/// <summary>
/// Pages by number, as the server does. A page behind the end (404 "Invalid page.") ends the list quietly, since rows may have gone meanwhile;
/// a total that changes between two pages is told.
/// </summary>
internal sealed class IOTileListSource<T, TReader>(EnergyTransport transport, EnergyRequest request, IOTileListQuery list, TReader rows, Func<T, ulong> fingerprint)
    : ListSource<T, TReader>(transport, rows)
    where TReader : struct, IRowReader<T>
{
    private readonly EnergyTransport _transport = transport;
    private readonly QueryArguments _query = list.ToQuery(request.Query);

    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => $"{IOTileApi.PathOf(request)}?{_query}";

    public override PagePosition? FirstPosition() => new IOTileListPosition(list.FirstPage ?? 1, null, list.FirstPage > 1 ? null : 0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => IOTileListPosition.TryParse(text, out position);

    public override ulong Fingerprint(T item) => fingerprint(item);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var at = (IOTileListPosition)position;
        var query = at.Page > 1 || list.FirstPage is not null ? _query.Copy().Set("page", at.Page) : _query;
        return new(new IOTileListPage<T>(_transport, request.With(query), at, list.RequireStableCount));
    }
}
