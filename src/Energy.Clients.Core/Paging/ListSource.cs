namespace Energy.Clients;

/// <summary>A list whose rows are streamed off the wire, page by page. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TReader">Reads a row; a struct.</typeparam>
/// <param name="transport">The way to the server.</param>
/// <param name="rows">Reads a row.</param>
public abstract class ListSource<T, TReader>(EnergyTransport transport, TReader rows) : PageSource<T>
    where TReader : struct, IRowReader<T>
{
    /// <inheritdoc/>
    public sealed override PagingContext Context => transport.Paging;

    /// <summary>The page at a position, to be asked for.</summary>
    /// <param name="position">The position.</param>
    /// <param name="retries">The retries that this page may still use.</param>
    /// <param name="cancellationToken">Stops what has to be known first.</param>
    /// <returns>The page.</returns>
    protected abstract ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public sealed override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await PageAtAsync(request.Position, request.Retries, cancellationToken).ConfigureAwait(false);
        var response = await transport.OpenAsync(page.Request with { Retries = request.Retries }, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!response.IsSuccess && await page.EndsListAsync(response, cancellationToken).ConfigureAwait(false))
            {
                var info = response.Info;
                response.Dispose();
                return new BufferedPageBody<T>([], 0, null, info);
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new ListPageBody<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), page, rows);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
