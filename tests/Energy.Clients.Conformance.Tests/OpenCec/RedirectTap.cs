using System.Net;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>Lets the first request through; one that a redirect then leads to is answered here, as it was not recorded with it.</summary>
internal sealed class RedirectTap(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private bool _redirected;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_redirected)
        {
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Headers = { { "x-followed", request.RequestUri!.PathAndQuery } } };
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TemporaryRedirect && response.Headers.TryGetValues("location", out IEnumerable<string>? location))
        {
            _redirected = true;
            string origin = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            string target = location.Single().Replace("{base}", origin, StringComparison.Ordinal);
            response.Headers.Remove("location");
            response.Headers.TryAddWithoutValidation("location", target);
        }

        return response;
    }
}
