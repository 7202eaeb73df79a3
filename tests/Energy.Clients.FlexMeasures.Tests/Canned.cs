using System.Net;
using System.Text;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Answers in turn with ready bodies, and keeps what was asked.</summary>
internal sealed class Canned(params (int Status, string Body)[] answers) : HttpMessageHandler
{
    private int _next;

    public List<(HttpMethod Method, string Target, string? Authorization, string? ContentType, string Body)> Requests { get; } = [];

    public static FlexMeasuresClient Client(Canned handler, Action<FlexMeasuresClientOptions>? configure = null)
    {
        var options = new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0, AddressDateCode = "2022-03" };
        configure?.Invoke(options);
        return new FlexMeasuresClient(options, handler);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((
            request.Method,
            request.RequestUri!.PathAndQuery,
            request.Headers.TryGetValues("Authorization", out var values) ? string.Join(",", values) : null,
            request.Content?.Headers.ContentType?.ToString(),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var (status, body) = answers[Math.Min(_next++, answers.Length - 1)];
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
