using System.Globalization;

namespace Energy.Clients.IOTile;

/// <summary>
/// Pages by number, as the server does. A page behind the end (404 "Invalid page.") ends the list quietly, since rows may have gone meanwhile;
/// a total that changes between two pages is told. The position is the page's number and the total of the page before: <c>3/120</c>.
/// </summary>
internal sealed class IOTileListSource<T, TReader>(
    EnergyTransport transport, EnergyCall call, string path, IOTileListQuery list, IOTileQuery? fixedArguments, TReader rows, Func<T, ulong> fingerprint) : PageSource<T>
    where TReader : struct, IRowReader<T>
{
    private readonly IOTileQuery _query = list.ToQuery(fixedArguments);

    public override string Operation => call.Operation;

    public override string Query => $"{path}?{_query}";

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => IOTileApi.Number(list.FirstPage ?? 1) + "/";

    public override ulong Fingerprint(T item) => fingerprint(item);

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var slash = request.Position.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !int.TryParse(request.Position.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            throw new FormatException("The token does not hold a page of an IOTile list.");
        }

        long? total = long.TryParse(request.Position.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;
        var query = page > 1 || list.FirstPage is not null ? _query.Copy().Set("page", IOTileApi.Number(page)) : _query;
        using var message = IOTileApi.Message(HttpMethod.Get, path, query);
        var response = await transport.SendAsync(call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            if (page > 1 && await IOTileErrorReader.SaysInvalidPageAsync(response, cancellationToken).ConfigureAwait(false))
            {
                using (response)
                {
                    return new BufferedPageBody<T>([], 0, null, response.Info);
                }
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new IOTileListPage<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), rows, page, total, list.RequireStableCount);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
