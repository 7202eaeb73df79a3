using System.Globalization;

namespace Energy.Clients.IOTile;

/// <summary>
/// Reads data by value and not by page number alone, so that rows which move between pages are neither lost nor doubled: each page asks from the last value
/// on and leaves out the rows of that value that were handed out. Where more than 64 rows share a value, its pages are counted, and a total that
/// changes meanwhile is an error.
/// </summary>
internal sealed class IOTileKeysetSource<T, TReader>(
    EnergyTransport transport, EnergyCall call, string path, IOTileQuery query, long? lastN, IOTileKeyset<T> keyset, TReader rows) : PageSource<T>
    where TReader : struct, IRowReader<T>
{
    public override string Operation => call.Operation;

    public override string Query => $"{path}?{query}&lastn={lastN}&by={keyset.Parameter}&as={typeof(T).Name}";

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => new IOTilePosition(null, 1, lastN, null, []).ToString();

    public override ulong Fingerprint(T item) => keyset.Identity(item);

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var position = IOTilePosition.Parse(request.Position);
        var asked = query.Copy();
        if (lastN is not null)
        {
            asked.Set("lastn", position.Key is null ? IOTileApi.Number(lastN) : keyset.LastNAfterwards);
        }

        if (position.Key is { } key)
        {
            asked.Set(keyset.Parameter, keyset.Text(key));
        }

        if (position.Page > 1)
        {
            asked.Set("page", IOTileApi.Number(position.Page));
        }

        using var message = IOTileApi.Message(HttpMethod.Get, path, asked);
        var response = await transport.SendAsync(call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            if (position.Page > 1 && await IOTileErrorReader.SaysInvalidPageAsync(response, cancellationToken).ConfigureAwait(false))
            {
                using (response)
                {
                    // The page before promised this one.
                    return position.Total is { } before ? throw Moved(response, keyset, before, null) : new BufferedPageBody<T>([], 0, null, response.Info);
                }
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new IOTileKeysetPage<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), rows, keyset, position);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The error of rows that share a value and changed while their pages were counted.</summary>
    internal static EnergyPayloadException Moved(EnergyResponse response, IOTileKeyset<T> keyset, long before, long? now) => new(
        $"{response.Call.Operation}: the rows of one {keyset.Parameter} changed while they were read: there were {before} and now there are {now?.ToString(CultureInfo.InvariantCulture) ?? "fewer"}. Going on could lose or double some. Read them again from an earlier token.")
    {
        Operation = response.Call.Operation,
        Route = response.Call.Route,
        Status = response.Status,
    };
}
