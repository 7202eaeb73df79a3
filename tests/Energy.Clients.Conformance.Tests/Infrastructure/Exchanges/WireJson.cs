using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>
/// Writes requests and answers as JSON of one form, whether recorded or ours, so that one comparison, one set of rules and one canary serve all.
/// A request is <c>{method, path, query: ["name=value"], headers: {lower-case name: value}, body}</c>, an answer <c>{status, headers, body}</c> or
/// <c>{noResponse: true}</c>.
/// </summary>
public static class WireJson
{
    /// <summary>A recorded request.</summary>
    /// <param name="request">The recording.</param>
    /// <param name="headers">The headers that matter, in lower case; the content type matters only when there is a body.</param>
    public static JsonObject Of(RecordedRequest request, IEnumerable<string> headers)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? contentType = request.Header("content-type");
        return Request(
            request.Method,
            request.Target,
            Pick(headers, name => request.Header(name), hasBody: !request.Body.IsNone),
            request.Body switch
            {
                { Json: { } json } => JsonText.ToNode(json),
                { Text: { } text } => TextOrJson(text, contentType),
                { Parts: { } parts } => new JsonArray([.. parts.Select(Part)]),
                _ => null,
            });
    }

    /// <summary>A request of ours; reads its body.</summary>
    public static async Task<JsonObject> OfAsync(HttpRequestMessage request, IEnumerable<string> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        JsonNode? body = null;
        bool hasBody = false;
        if (request.Content is MultipartContent multipart)
        {
            var parts = new JsonArray();
            foreach (HttpContent part in multipart)
            {
                ContentDispositionHeaderValue? disposition = part.Headers.ContentDisposition;
                parts.Add((JsonNode)Part(new RecordedPart(
                    disposition?.Name?.Trim('"') ?? "",
                    (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"'),
                    part.Headers.ContentType?.MediaType,
                    await part.ReadAsByteArrayAsync(cancellationToken))));
            }

            body = parts;
            hasBody = true;
        }
        else if (request.Content is not null)
        {
            // Whatever the content type says of the characters: a recording may name a set that does not exist.
            string text = Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
            hasBody = text.Length > 0;
            body = hasBody ? TextOrJson(text, request.Content.Headers.ContentType?.MediaType) : null;
        }

        string? Header(string name) =>
            request.Headers.TryGetValues(name, out IEnumerable<string>? values)
            || (request.Content?.Headers.TryGetValues(name, out values) ?? false)
                ? string.Join(", ", values)
                : null;

        return Request(request.Method.Method, request.RequestUri!.PathAndQuery, Pick(headers, Header, hasBody), body);
    }

    /// <summary>A recorded answer.</summary>
    public static JsonObject Of(RecordedResponse response, IEnumerable<string> headers)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.NoResponse
            ? NoResponse()
            : Answer(response.Status!.Value, Pick(headers, name => response.Header(name), hasBody: !response.Body.IsNone), response.Body switch
            {
                { Json: { } json } => JsonText.ToNode(json),
                { Text: { } text } => JsonValue.Create(text),
                _ => null,
            });
    }

    /// <summary>An answer of an emulator; reads its body.</summary>
    public static async Task<JsonObject> OfAsync(HttpResponseMessage response, IEnumerable<string> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        string? Header(string name) =>
            response.Headers.TryGetValues(name, out IEnumerable<string>? values) || response.Content.Headers.TryGetValues(name, out values)
                ? string.Join(", ", values)
                : null;

        return Answer(
            (int)response.StatusCode,
            Pick(headers, Header, hasBody: text.Length > 0),
            text.Length == 0 ? null : TextOrJson(text, response.Content.Headers.ContentType?.MediaType));
    }

    /// <summary>The answer of a server that never answers.</summary>
    public static JsonObject NoResponse() => new() { ["noResponse"] = true };

    /// <summary>An answer of the parts given.</summary>
    public static JsonObject Answer(int status, JsonObject headers, JsonNode? body) =>
        new() { ["status"] = status, ["headers"] = headers, ["body"] = body };

    private static JsonObject Request(string method, string target, JsonObject headers, JsonNode? body) => new()
    {
        ["method"] = method,
        ["path"] = RequestTarget.CanonicalPath(target),
        ["query"] = new JsonArray([.. RequestTarget.CanonicalQuery(target).Select(pair => (JsonNode)pair)]),
        ["headers"] = headers,
        ["body"] = body,
    };

    private static JsonObject Pick(IEnumerable<string> names, Func<string, string?> find, bool hasBody)
    {
        var picked = new JsonObject();
        foreach (string name in names)
        {
            bool isContentType = string.Equals(name, "content-type", StringComparison.OrdinalIgnoreCase);
            if ((hasBody || !isContentType) && find(name) is { } value)
            {
                // Boundaries and the spelling of character sets carry no meaning of their own.
                picked[name] = isContentType ? value.Split(';')[0].Trim().ToUpperInvariant() : value;
            }
        }

        return picked;
    }

    private static JsonObject Part(RecordedPart part) => new()
    {
        ["name"] = part.Name,
        ["fileName"] = part.FileName,
        ["contentType"] = part.ContentType,
        ["content"] = Content(part.Content.Span),
    };

    // Text stays readable in messages; other bytes are compared as base64.
    private static string Content(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(bytes);
        }
    }

    private static void ReadStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    ReadStrings(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    ReadStrings(member.Value);
                }

                break;
        }
    }

    private static JsonNode? TextOrJson(string text, string? contentType)
    {
        if (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true)
        {
            try
            {
                // Members that come twice and half surrogate pairs have no one meaning in .NET: such a text is compared as it stands.
                using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
                ReadStrings(document.RootElement);
                return JsonNode.Parse(text);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return JsonValue.Create(text);
            }
        }

        return JsonValue.Create(text);
    }
}
