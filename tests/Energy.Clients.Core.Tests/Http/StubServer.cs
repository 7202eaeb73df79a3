using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Energy.Clients.Tests.Http;

/// <summary>A server in memory: each request takes the next answer, the last one serves all that follow.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? _last;

    public List<(HttpMethod Method, Uri Uri, string? Key)> Requests { get; } = [];

    /// <summary>Ends when a request is being answered for the first time.</summary>
    public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StubServer Answer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public StubServer Answer(HttpStatusCode status, string body = "{}", Action<HttpResponseMessage>? with = null) => Answer((_, _) =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        with?.Invoke(response);
        return Task.FromResult(response);
    });

    public StubServer Answer(Stream body, HttpStatusCode status = HttpStatusCode.OK) => Answer((_, _) =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(body) }));

    public StubServer Busy(HttpStatusCode status, int seconds) => Answer(status, "", r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)));

    public StubServer Redirect(string location, HttpStatusCode status = HttpStatusCode.Found) =>
        Answer(status, "", r => r.Headers.TryAddWithoutValidation("Location", location));

    public StubServer Fail(Exception exception) => Answer((_, _) => Task.FromException<HttpResponseMessage>(exception));

    public StubServer Silent() => Answer(static async (_, cancellation) =>
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("Cannot be.");
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (Requests)
        {
            Requests.Add((request.Method, request.RequestUri!, request.Headers.TryGetValues("Authorization", out var values) ? string.Join(",", values) : null));
            if (_answers.TryDequeue(out var next))
            {
                _last = next;
            }

            answer = _last!;
        }

        Received.TrySetResult();
        var response = await answer(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
