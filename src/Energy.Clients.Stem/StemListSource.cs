using System.Globalization;
using System.Net;

namespace Energy.Clients.Stem;

/// <summary>
/// Pages by number: a page with fewer raw elements than asked for is the last one, as is a 400 that says "No results found". The elements are counted before
/// any are filtered out, and <c>total</c> steers nothing.
/// </summary>
internal sealed class StemListSource<T, TReader>(EnergyTransport transport, StemListRoute<T> route) : PageSource<T>
    where T : class
    where TReader : struct, IRowReader<T>
{
    private readonly int _pageSize = ((StemClientOptions)transport.Options).PageSize;

    public override string Operation => route.Call.Operation;

    public override string Query => $"{route.Path}|{_pageSize}|{route.ServerName}|{route.Filter}";

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => "1";

    public override ulong Fingerprint(T item) => StableHash.Of(route.IdOf(item));

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = int.Parse(request.Position, NumberStyles.None, CultureInfo.InvariantCulture);
        var query = string.Create(CultureInfo.InvariantCulture, $"{route.Path}?page={page}&per_page={_pageSize}");
        if (route.ServerName is { } name)
        {
            query += "&name=" + Uri.EscapeDataString(name);
        }

        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(query, UriKind.Relative));
        var response = await transport.SendAsync(route.Call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.Status == HttpStatusCode.BadRequest
                && (await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span.IndexOf(StemErrorReader.NoResults) >= 0)
            {
                var info = response.Info;
                response.Dispose();
                return new BufferedPageBody<T>([], 0, null, info);
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new StemListPage<T, TReader>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), route, page, _pageSize);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
