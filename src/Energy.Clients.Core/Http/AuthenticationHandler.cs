namespace Energy.Clients;

/// <summary>Puts the account's credential on each try, to the configured origin only, and lets the authenticator renew a token that has ended, once.</summary>
internal sealed class AuthenticationHandler(EnergyAuthenticator authenticator, Uri baseAddress, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || call is not { Account: { } account, Transport: { } transport } || call.Endpoint.IsAnonymous
            || !Origin.IsSame(baseAddress, request.RequestUri))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var context = new AuthenticationContext(request, account, time, transport.Opener);
        await ApplyAsync(context, call, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        bool isRenewed;
        try
        {
            isRenewed = await authenticator.RecoverAsync(context, response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not EnergyApiException)
        {
            throw ErrorOf(request, e, cancellationToken);
        }

        if (!isRenewed)
        {
            return response;
        }

        response.Dispose();
        await ApplyAsync(context, call, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ApplyAsync(AuthenticationContext context, EnergyCall call, CancellationToken cancellationToken)
    {
        try
        {
            await authenticator.ApplyAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not EnergyApiException)
        {
            throw ErrorOf(context.Request, e, cancellationToken);
        }

        call.Secrets.AddFrom(context.Request);
    }

    // A provider of the user's own may throw anything.
    private static EnergyTransportException ErrorOf(HttpRequestMessage request, Exception cause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return EnergyErrors.From(request, cause);
    }
}
