using System.Net;

namespace Energy.Clients;

/// <summary>
/// Follows a redirect of a GET within the origin, at most three times; every other redirect is an error, so that no credential and no body leaves. The handler that really sends,
/// whoever made it, must neither follow redirects nor keep cookies by itself.
/// </summary>
internal sealed class RedirectGuardHandler : DelegatingHandler
{
    private const int MostRedirects = 3;

    private volatile bool _isPrimaryGuarded;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_isPrimaryGuarded)
        {
            GuardPrimary();
            _isPrimaryGuarded = true;
        }

        var asked = request.RequestUri!;
        try
        {
            for (var followed = 0; ; followed++)
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!Origin.IsSame(asked, response.RequestMessage?.RequestUri ?? asked) || !Origin.IsSame(asked, request.RequestUri))
                {
                    using (response)
                    {
                        throw EnergyErrors.RedirectRefused(request, response,
                            "a handler below followed it to another origin by itself, where the credential must not go; switch that off");
                    }
                }

                if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                    || response.Headers.Location is not { } location
                    || !Uri.TryCreate(request.RequestUri, location, out var target))
                {
                    return response;
                }

                var why = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head ? $"a {request.Method} is not sent again elsewhere"
                    : !Origin.IsSame(asked, target) ? $"it leads to another origin ({Origin.Show(target)}), where the credential must not go"
                    : followed == MostRedirects ? $"it is the {MostRedirects + 1}th in a row"
                    : null;
                if (why is not null)
                {
                    using (response)
                    {
                        throw EnergyErrors.RedirectRefused(request, response, why);
                    }
                }

                response.Dispose();
                request.RequestUri = target;
            }
        }
        finally
        {
            // A retry starts from the address that was asked for.
            request.RequestUri = asked;
        }
    }

    private void GuardPrimary()
    {
        var handler = InnerHandler;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        // A handler that has sent already cannot be changed any more: then it must have been made right.
        switch (handler)
        {
            case SocketsHttpHandler { AllowAutoRedirect: true } or SocketsHttpHandler { UseCookies: true }:
                Set(static sockets => ((SocketsHttpHandler)sockets).AllowAutoRedirect = ((SocketsHttpHandler)sockets).UseCookies = false);
                break;
            case HttpClientHandler { AllowAutoRedirect: true } or HttpClientHandler { UseCookies: true }:
                Set(static client => ((HttpClientHandler)client).AllowAutoRedirect = ((HttpClientHandler)client).UseCookies = false);
                break;
        }

        void Set(Action<HttpMessageHandler> switchOff)
        {
            try
            {
                switchOff(handler);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException(
                    $"The {handler.GetType().Name} that the client was given follows redirects or keeps cookies, and has been used already, so that this cannot be switched "
                        + $"off. Make it with AllowAutoRedirect and UseCookies set to false.", e);
            }
        }
    }
}
