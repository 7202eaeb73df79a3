using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>
/// Stands between the client and the recording: puts the recording's placeholder in place of the token that the client sends, and, where the recording holds what no
/// client of ours can make (broken JSON, a foreign scheme), that in place of what ours made.
/// </summary>
public sealed class IOTilePlumbing(RecordedExchange exchange, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What the client is given as its token.</summary>
    public const string Token = "conformance-token";

    private bool _asked;

    /// <summary>The scheme word of the recorded request, when the client can send it.</summary>
    public static string? SchemeOf(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string? header = exchange.Request.Header("authorization");
        return header is null ? null : header.Split(' ')[0];
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_asked)
        {
            // The redirect guard follows a GET; the recording has no more, so it is sent in a circle until the guard gives up.
            HttpResponseMessage again = ReplayHandler.Respond(exchange.Response, "https://iotile.cloud");
            again.RequestMessage = request;
            return again;
        }

        _asked = true;
        string? recorded = exchange.Request.Header("authorization");
        if (recorded is not null && request.Headers.TryGetValues("Authorization", out IEnumerable<string>? sent))
        {
            string value = sent.First();
            string secret = recorded.Contains(' ', StringComparison.Ordinal) ? recorded[(recorded.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";
            string scheme = SchemeOf(exchange)!;
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", IsOurs(scheme) ? value.Replace(Token, secret, StringComparison.Ordinal).TrimEnd() : recorded);
        }

        if (exchange.Request.Body.Text is { } text)
        {
            Replace(request, text);
        }
        else if (exchange.Request.Body.Json is { ValueKind: JsonValueKind.Object } json && !json.EnumerateObject().Any())
        {
            Replace(request, "{}");
        }

        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>Whether the client takes a scheme.</summary>
    public static bool IsOurs(string scheme) => scheme.ToUpperInvariant() is "JWT" or "TOKEN" or "A-JWT";

    private void Replace(HttpRequestMessage request, string text)
    {
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(exchange.Request.Header("content-type") ?? "application/json");
    }
}
