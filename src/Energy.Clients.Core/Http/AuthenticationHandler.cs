namespace Energy.Clients;

/// <summary>Puts the account's credential on each try, to the configured origin only, and lets the authenticator renew a token that has ended, once.</summary>
internal sealed class AuthenticationHandler(EnergyAuthenticator authenticator, Uri baseAddress, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || call.Account is not { } account || call.Endpoint.IsAnonymous || !Origin.IsSame(baseAddress, request.RequestUri))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var context = new AuthenticationContext(request, account, time, base.SendAsync);
        await authenticator.ApplyAsync(context, cancellationToken).ConfigureAwait(false);
        call.Secrets.AddFrom(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!await authenticator.RecoverAsync(context, response, cancellationToken).ConfigureAwait(false))
        {
            return response;
        }

        response.Dispose();
        await authenticator.ApplyAsync(context, cancellationToken).ConfigureAwait(false);
        call.Secrets.AddFrom(request);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
