using System.Net.Http.Headers;
using System.Text;

namespace Energy.Clients.Conformance;

/// <summary>Puts a recorded request on the wire as it was: no normalised path, no header of our own making.</summary>
internal static class RawRequest
{
    private const string DefaultBoundary = "----conformance-boundary";

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Creates the message.</summary>
    /// <param name="request">The recording.</param>
    /// <param name="baseAddress">The emulator's origin.</param>
    /// <param name="substitute">Replaces placeholders in texts.</param>
    public static HttpRequestMessage Create(RecordedRequest request, Uri baseAddress, Func<string, string> substitute)
    {
        string origin = baseAddress.GetLeftPart(UriPartial.Authority);
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(origin + substitute(request.Target), AsWritten))
        {
            Content = Content(request, substitute),
        };
        foreach ((string name, string value) in request.Headers)
        {
            string text = substitute(value);
            switch (name.ToUpperInvariant())
            {
                case "CONNECTION" or "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "ACCEPT-ENCODING":
                    break; // They belong to the recorder's own transport.
                case "CONTENT-TYPE" when request.Body.Parts is null:
                    message.Content ??= new ByteArrayContent([]);
                    message.Content.Headers.TryAddWithoutValidation(name, text);
                    break;
                case "CONTENT-TYPE":
                    break;
                case "HOST":
                    message.Headers.Host = text;
                    break;
                default:
                    message.Headers.TryAddWithoutValidation(name, text);
                    break;
            }
        }

        return message;
    }

    private static ByteArrayContent? Content(RecordedRequest request, Func<string, string> substitute)
    {
        switch (request.Body)
        {
            case { Json: { } json }:
                return new ByteArrayContent(Encoding.UTF8.GetBytes(substitute(json.GetRawText())));
            case { Text: { } text }:
                return new ByteArrayContent(Encoding.UTF8.GetBytes(substitute(text)));
            case { Parts: { } parts }:
                string boundary = Boundary(request.Header("content-type"));
                var content = new ByteArrayContent(Multipart(parts, boundary));
                content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
                return content;
            default:
                return null;
        }
    }

    // Recorders replace a random boundary by a placeholder, which is no token.
    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"') is { Length: > 0 } boundary
        && !boundary.Contains('<', StringComparison.Ordinal)
            ? boundary
            : DefaultBoundary;

    private static byte[] Multipart(IReadOnlyList<RecordedPart> parts, string boundary)
    {
        using var bytes = new MemoryStream();
        foreach (RecordedPart part in parts)
        {
            string file = part.FileName is null ? "" : $"; filename=\"{part.FileName}\"";
            string type = part.ContentType is null ? "" : $"Content-Type: {part.ContentType}\r\n";
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"{part.Name}\"{file}\r\n{type}\r\n");
            bytes.Write(part.Content.Span);
            Write("\r\n");
        }

        Write($"--{boundary}--\r\n");
        return bytes.ToArray();

        void Write(string text) => bytes.Write(Encoding.UTF8.GetBytes(text));
    }
}
