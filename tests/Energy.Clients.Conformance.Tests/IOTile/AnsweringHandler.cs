using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Stands where the network stands: notes down each request, and answers it as told.</summary>
/// <param name="answer">Gives status and body of the answer to a request.</param>
public sealed class AnsweringHandler(Func<HttpRequestMessage, (int Status, string Body)> answer) : HttpMessageHandler
{
    private readonly List<JsonObject> _requests = [];

    /// <summary>The requests made so far, each as <see cref="WireJson"/> writes it.</summary>
    public IReadOnlyList<JsonObject> Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _requests.Add(await WireJson.OfAsync(request, ["authorization", "content-type"], cancellationToken));
        var (status, body) = answer(request);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(body is ['{' or '[', ..] ? "application/json" : "text/plain");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = content, RequestMessage = request };
    }
}
