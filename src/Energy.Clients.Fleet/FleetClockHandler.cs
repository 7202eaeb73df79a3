namespace Energy.Clients.Fleet;

/// <summary>Looks at the date of each answer.</summary>
internal sealed class FleetClockHandler(FleetClocks clocks) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Date is { } date && request.RequestUri is { } address)
        {
            clocks.See(address.Host, date);
        }

        return response;
    }
}
