using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Answers every request with status 200 and the JSON that a function gives for it, and keeps the addresses asked.</summary>
public sealed class FlexMeasuresStub(Func<HttpRequestMessage, string> answer) : HttpMessageHandler
{
    /// <summary>The addresses asked, in order.</summary>
    public List<Uri> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer(request)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
