using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>A transport that notes down requests in the form of the vectors and answers as it is told.</summary>
public sealed partial class IOTileVectorServer(Func<JsonObject, (int Status, string Body)> answer) : HttpMessageHandler
{
    /// <summary>The requests so far.</summary>
    public List<JsonObject> Requests { get; } = [];

    /// <summary>Brings a request of either side into one form: the address decoded, a multipart boundary named the same.</summary>
    public static JsonObject Canonical(JsonObject request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request["url"] = Uri.UnescapeDataString(request["url"]!.GetValue<string>().Replace('+', ' '));
        if (request["body"] is JsonValue body && body.TryGetValue(out string? text) && text.StartsWith('{'))
        {
            request["body"] = JsonNode.Parse(text);
        }

        return request;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = new JsonObject();
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        if (request.Content?.Headers.ContentType is { } type)
        {
            string? boundary = type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"');
            headers["Content-Type"] = boundary is null ? type.ToString() : $"{type.MediaType}; boundary=<boundary>";
            body = boundary is null ? body : body!.Replace(boundary, "<boundary>", StringComparison.Ordinal);
        }

        if (request.Headers.TryGetValues("Authorization", out IEnumerable<string>? values))
        {
            headers["Authorization"] = values.First();
        }

        JsonObject noted = Canonical(new JsonObject { ["method"] = request.Method.Method, ["url"] = request.RequestUri!.AbsoluteUri, ["headers"] = headers, ["body"] = body });
        Requests.Add(noted);
        (int status, string text) = answer(noted);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
