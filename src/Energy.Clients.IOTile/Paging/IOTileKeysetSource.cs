namespace Energy.Clients.IOTile;

/// <summary>
/// Reads data by value and not by page number alone, so that rows which move between pages are neither lost nor doubled: each page asks from the last value
/// on and leaves out the rows of that value that were handed out. Where more than 64 rows share a value, its pages are counted, and a total that
/// changes meanwhile is an error.
/// </summary>
/// <param name="transport">What sends.</param>
/// <param name="request">The request of a page.</param>
/// <param name="query">What is asked.</param>
/// <param name="lastN">How many of the newest are asked for.</param>
/// <param name="keyset">By which value pages follow one another.</param>
/// <param name="rows">Reads a row.</param>
/// <param name="defaultPageSize">How many rows the server gives where the query says nothing.</param>
internal sealed class IOTileKeysetSource<T, TReader>(
    EnergyTransport transport, EnergyRequest request, QueryArguments query, long? lastN, IOTileKeyset<T> keyset, TReader rows, int defaultPageSize)
    : ListSource<T, TReader>(transport, rows)
    where TReader : struct, IRowReader<T>
{
    private readonly EnergyTransport _transport = transport;

    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => $"{IOTileApi.PathOf(request)}?{query}&lastn={lastN}&by={keyset.Parameter}&as={typeof(T).Name}";

    public override PagePosition? FirstPosition() => IOTilePosition.First(lastN);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => IOTilePosition.TryParse(text, out position);

    public override ulong Fingerprint(T item) => keyset.Identity(item);

    /// <inheritdoc/>
    /// <remarks>Counts the rows, which is one request; of the newest rows it is not told.</remarks>
    public override async ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken)
    {
        if (lastN is not null)
        {
            return null;
        }

        var one = From((IOTilePosition)from).Set("page_size", 1);
        var counted = await _transport.SendAsync(request.With(one), IOTileJsonContext.Default.IOTileCount, cancellationToken).ConfigureAwait(false);
        var size = query["page_size"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultPageSize;
        return Math.Max(1, (counted.Count + size - 1) / size);
    }

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var at = (IOTilePosition)position;
        var asked = From(at);
        if (lastN is not null)
        {
            asked.Set("lastn", at.Key is null ? lastN : keyset.LastNAfterwards);
        }

        if (at.Page > 1)
        {
            asked.Set("page", at.Page);
        }

        return new(new IOTileKeysetPage<T>(request.With(asked), at, lastN, keyset));
    }

    // The query from the last value on.
    private QueryArguments From(IOTilePosition at) => at.Key is { } key ? query.Copy().Set(keyset.Parameter, keyset.Text(key)) : query.Copy();
}
