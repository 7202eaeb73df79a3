using System.Net;

namespace Energy.Clients;

/// <summary>Follows a redirect of a GET within the origin, at most three times; every other redirect is an error, so that no credential and no body leaves.</summary>
internal sealed class RedirectGuardHandler : DelegatingHandler
{
    private const int MostRedirects = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        try
        {
            for (var followed = 0; ; followed++)
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
}
