using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Answers as it is told, and keeps the text of every request.</summary>
/// <param name="answer">Makes the answer to the n-th request, from 0.</param>
internal sealed partial class CannedHandler(Func<int, HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    private const int MostRequests = 50;
    private const string Boundary = "{boundary}";

    private readonly List<string> _requests = [];

    /// <summary>How many requests went out.</summary>
    public int Count => _requests.Count;

    /// <summary>The requests; equal ones that follow one another are counted on one line.</summary>
    public IEnumerable<string> Requests
    {
        get
        {
            for (int i = 0, next; i < _requests.Count; i = next)
            {
                next = i + 1;
                while (next < _requests.Count && _requests[next] == _requests[i])
                {
                    next++;
                }

                yield return next == i + 1 ? _requests[i] : _requests[i] + string.Create(CultureInfo.InvariantCulture, $" × {next - i}");
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_requests.Count == MostRequests)
        {
            throw new InvalidOperationException("The operation sends without end.");
        }

        _requests.Add(await ShowAsync(request));
        var response = answer(_requests.Count - 1, request);
        response.RequestMessage = request;
        return response;
    }

    private static async Task<string> ShowAsync(HttpRequestMessage request)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync();
        var text = $"{request.Method} {request.RequestUri!.PathAndQuery}"
            + string.Concat(request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                .Where(static h => h.Key is not ("Content-Length" or "User-Agent"))
                .OrderBy(static h => h.Key, StringComparer.OrdinalIgnoreCase)
                .Select(static h => $" | {h.Key}: {string.Join(", ", h.Value)}"));

        // The boundary of a form is made again each time.
        if (body is not null && request.Content!.Headers.ContentType?.Parameters.FirstOrDefault(static p => p.Name == "boundary")?.Value?.Trim('"') is { } boundary)
        {
            text = text.Replace(boundary, Boundary, StringComparison.Ordinal);
            body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace(boundary, Boundary, StringComparison.Ordinal));
        }

        return body is null ? text : text + "\n    " + SaltedKey().Replace(ShowBody(body), "\"value\":\"{hash}\"");
    }

    // A key that the client hashes gets a new salt each time.
    [GeneratedRegex($"\"value\":\"(?!{Overrides.Hash})[./0-9A-Za-z]{{13}}\"")]
    private static partial Regex SaltedKey();

    private static string ShowBody(byte[] body)
    {
        try
        {
            var text = new UTF8Encoding(false, true).GetString(body);
            return text.Any(static c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'))
                ? "base64 " + Convert.ToBase64String(body)
                : text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            return "base64 " + Convert.ToBase64String(body);
        }
    }
}
