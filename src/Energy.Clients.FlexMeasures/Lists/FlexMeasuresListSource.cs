using System.Globalization;
using System.Net;

namespace Energy.Clients.FlexMeasures;

/// <summary>Pages by number until the matching records are used up. A page that is gone by the time it is asked for is 404, and ends the walk.</summary>
internal sealed class FlexMeasuresListSource<T>(EnergyTransport transport, FlexMeasuresListRoute<T> route) : PageSource<T>
    where T : class
{
    // What the server takes when no size is asked for.
    private const int ServersPageSize = 10;

    private readonly int? _pageSize = route.PageSize ?? (route.AlwaysPaged || route.FirstPage > 1 ? ServersPageSize : null);

    public override string Operation => route.Call.Operation;

    public override string Query => string.Create(CultureInfo.InvariantCulture, $"{route.Path}|{route.PageSize}|{route.FirstPage}");

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => route.FirstPage.ToString(CultureInfo.InvariantCulture);

    public override ulong Fingerprint(T item) => route.Fingerprint(item);

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (!int.TryParse(request.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            throw new FormatException("The token does not hold a page of a FlexMeasures list.");
        }

        var path = route.Path;
        if (route.PageSize is not null || page > 1)
        {
            path += string.Create(CultureInfo.InvariantCulture, $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}");
            path += route.PageSize is { } size ? string.Create(CultureInfo.InvariantCulture, $"&per-page={size}") : "";
        }

        using var message = FlexMeasuresHttp.Request(HttpMethod.Get, path);
        var response = await transport.SendAsync(route.Call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.Status == HttpStatusCode.NotFound && page > route.FirstPage)
            {
                var info = response.Info;
                response.Dispose();
                return new BufferedPageBody<T>([], 0, null, info);
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new FlexMeasuresListPage<T>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), route, page, _pageSize);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
