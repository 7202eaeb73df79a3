namespace Energy.Clients.Authoring;

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
    /// <param name="cancellationToken">Cancels what has to be known first.</param>
    /// <returns>The page.</returns>
    protected abstract ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken);

    /// <summary>Reads the rows of a page: the same reader for all of them unless overridden, for rows whose meaning follows from their place on the page.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The reader.</returns>
    protected virtual TReader RowsOf(ListPage<T> page) => rows;

    /// <inheritdoc/>
    public sealed override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await PageAtAsync(request.Position, request.Retries, cancellationToken).ConfigureAwait(false);
        if (page.Request is not { } asked)
        {
            return new BufferedPageBody<T>([], 0, null, PageResponse.None);
        }

        var response = await transport.OpenAsync(asked with { Retries = request.Retries }, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!response.IsSuccess && await page.EndsListAsync(response, cancellationToken).ConfigureAwait(false))
            {
                var info = response.Info;
                response.Dispose();
                return new BufferedPageBody<T>([], 0, null, info);
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new ListPageBody<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), page, RowsOf(page));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
