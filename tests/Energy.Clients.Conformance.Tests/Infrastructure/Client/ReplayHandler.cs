using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance;

/// <summary>
/// Stands where a client's network stands: notes down each request and answers it with the next recorded response. A recording without an answer never
/// answers, and lets hours go by on <see cref="Clock"/>, until the caller gives up. <c>{base}</c> in a recorded header stands for the origin asked.
/// </summary>
/// <param name="answers">The exchanges whose responses are given, in order.</param>
/// <param name="requestHeaders">The request headers that matter, in lower case.</param>
/// <param name="afterwards">Answers whatever is asked when the recordings are used up; by default that request fails.</param>
public sealed class ReplayHandler(
    IReadOnlyList<RecordedExchange> answers,
    IReadOnlyList<string> requestHeaders,
    Func<HttpRequestMessage, HttpResponseMessage>? afterwards = null) : HttpMessageHandler
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(12);

    private readonly List<JsonObject> _requests = [];

    /// <summary>The clock of whoever waits for an answer: it moves where none comes, so that the machine's load decides nothing.</summary>
    public ManualTimeProvider Clock { get; } = new() { AutoAdvance = true };

    /// <summary>The requests made so far, each as <see cref="WireJson"/> writes it.</summary>
    public IReadOnlyList<JsonObject> Requests => _requests;

    /// <summary>The exchanges whose responses are given.</summary>
    public IReadOnlyList<RecordedExchange> Answers => answers;

    /// <summary>A response with the status, headers and body of a recording.</summary>
    /// <param name="recorded">The recording.</param>
    /// <param name="origin">What <c>{base}</c> stands for.</param>
    public static HttpResponseMessage Respond(RecordedResponse recorded, string origin)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        string body = recorded.Body switch
        {
            { Json: { } json } => json.GetRawText(),
            { Text: { } raw } => raw,
            _ => "",
        };
        var response = new HttpResponseMessage((HttpStatusCode)recorded.Status!.Value) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach ((string name, string text) in recorded.Headers)
        {
            string value = text.Replace("{base}", origin, StringComparison.Ordinal);

            // The recorded length and coding belong to bytes that the recorder re-wrote.
            if (name.ToUpperInvariant() is not ("CONTENT-LENGTH" or "CONTENT-ENCODING" or "TRANSFER-ENCODING")
                && !response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (recorded.Body.Json is not null && response.Content.Headers.ContentType is null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return response;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        int index = _requests.Count;
        _requests.Add(await WireJson.OfAsync(request, requestHeaders, cancellationToken));
        HttpResponseMessage response;
        if (index < answers.Count)
        {
            if (answers[index].Response.NoResponse)
            {
                await Task.Delay(Silence, Clock, cancellationToken);
                throw new InvalidOperationException($"{request.Method} {request.RequestUri} was never answered, and the client had no limit.");
            }

            response = Respond(answers[index].Response, request.RequestUri!.GetLeftPart(UriPartial.Authority));
        }
        else if (afterwards is not null)
        {
            response = afterwards(request);
        }
        else
        {
            throw new InvalidOperationException(
                $"The client made request {index + 1}, {request.Method} {request.RequestUri}, but only {answers.Count} are recorded.");
        }

        response.RequestMessage = request;
        return response;
    }
}
