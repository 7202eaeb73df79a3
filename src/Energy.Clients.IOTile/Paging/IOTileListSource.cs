using System.Globalization;

namespace Energy.Clients.IOTile;

/// <summary>
/// Pages by number, as the server does. A page behind the end (404 "Invalid page.") ends the list quietly, since rows may have gone meanwhile;
/// a total that changes between two pages is told. The position is the page's number, the total of the page before, and how many items came before: <c>3/120/100</c>.
/// </summary>
internal sealed class IOTileListSource<T, TReader>(
    EnergyTransport transport, EnergyCall call, string path, IOTileListQuery list, IOTileQuery? fixedArguments, TReader rows, Func<T, ulong> fingerprint) : PageSource<T>
    where TReader : struct, IRowReader<T>
{
    private readonly IOTileQuery _query = list.ToQuery(fixedArguments);

    public override string Operation => call.Operation;

    public override string Query => $"{path}?{_query}";

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => IOTileApi.Number(list.FirstPage ?? 1) + "//0";

    public override ulong Fingerprint(T item) => fingerprint(item);

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var (page, total, read) = Parse(request.Position);
        var query = page > 1 || list.FirstPage is not null ? _query.Copy().Set("page", IOTileApi.Number(page)) : _query;
        using var message = IOTileApi.Message(HttpMethod.Get, path, query);
        var response = await transport.SendAsync(call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            if (page > 1 && await IOTileErrorReader.SaysInvalidPageAsync(response, cancellationToken).ConfigureAwait(false))
            {
                using (response)
                {
                    if (total is { } before)
                    {
                        Moved(transport, response, list.RequireStableCount, before, read);
                    }

                    return new BufferedPageBody<T>([], 0, null, response.Info);
                }
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new IOTileListPage<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), rows, page, total, read, list.RequireStableCount);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Tells that the list changed between two pages: in the log, and as an error where it must not.</summary>
    internal static void Moved(EnergyTransport transport, EnergyResponse response, bool mustStand, long before, long now)
    {
        transport.Telemetry.ListMoved(response.Call.Operation, before, now);
        if (mustStand)
        {
            throw new EnergyPayloadException($"{response.Call.Operation}: the list changed while it was read: it had {before} items and now has {now}, so one may have been missed or come twice. Read it again from the start.")
            {
                Operation = response.Call.Operation,
                Route = response.Call.Route,
                Status = response.Status,
            };
        }
    }

    private static (int Page, long? Total, long Read) Parse(string position)
    {
        var parts = position.Split('/');
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? (page, Number(parts[1]), Number(parts[2]) ?? 0)
            : throw new FormatException("The token does not hold a page of an IOTile list.");
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
