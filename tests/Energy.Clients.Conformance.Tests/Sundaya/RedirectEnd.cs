using System.Net;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>Answers whatever follows the recorded request with nothing: where a redirect leads is not part of its recording.</summary>
internal sealed class RedirectEnd(HttpMessageHandler recorded) : DelegatingHandler(recorded)
{
    private bool _asked;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_asked)
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent([]) });
        }

        _asked = true;
        return base.SendAsync(request, cancellationToken);
    }
}
