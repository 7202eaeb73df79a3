namespace Energy.Clients.OpenCec;

/// <summary>A list is one answer, complete, without pages and without an order of its own.</summary>
internal sealed class OpenCecListSource<T>(EnergyTransport transport, OpenCecListRoute<T> route) : PageSource<T>
    where T : class
{
    private const string OnlyPosition = "all";

    public override string Operation => route.Call.Operation;

    public override string Query => $"{route.Target}|{route.LocalFilter}";

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => OnlyPosition;

    public override ulong Fingerprint(T item) => StableHash.Of(route.IdOf(item).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public override async ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Position != OnlyPosition)
        {
            throw new FormatException("The position is not one of a list of Open CEC.");
        }

        var keep = route.OpenFilter is { } open ? await open(cancellationToken).ConfigureAwait(false) : null;
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(route.Target, UriKind.Relative));
        var response = await transport.SendAsync(route.Call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new OpenCecListPage<T>(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false), route.TypeInfo, keep);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
