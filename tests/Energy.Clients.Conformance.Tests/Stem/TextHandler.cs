using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Answers every request with one text and status 200, byte order mark and all.</summary>
public sealed class TextHandler(string text) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
