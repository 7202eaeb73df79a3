using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>The four shapes in which the five corpora write an exchange down (each corpus README describes its own).</summary>
internal static partial class ExchangeShapes
{
    /// <summary>Stem and Open CEC: the raw target is recorded; <c>body</c> is JSON, <c>rawBody</c> is text, <c>bodyKind</c> names the answer's form.</summary>
    internal static (RecordedRequest Request, RecordedResponse Response) Target(JsonElement element)
    {
        JsonElement request = element.GetProperty("request");
        JsonElement response = element.GetProperty("response");
        return (
            new RecordedRequest
            {
                Method = request.GetProperty("method").GetString()!,
                Target = RequestTarget.Escape(request.GetProperty("target").GetString()!),
                Headers = Headers(request, "headers"),
                Body = Find(request, "rawBody") is { } raw ? RecordedBody.Of(raw.GetString()!) : JsonBody(Find(request, "body")),
            },
            ByKind(response));
    }

    /// <summary>FlexMeasures: query as an object, pairs or raw text; body as JSON, raw text or multipart; the answer's text is a JSON string.</summary>
    internal static (RecordedRequest Request, RecordedResponse Response) FlexMeasures(JsonElement element)
    {
        JsonElement request = element.GetProperty("request");
        JsonElement response = element.GetProperty("response");
        string path = request.GetProperty("path").GetString()!;
        string target = Find(request, "queryString") is { } raw
            ? RequestTarget.Escape(raw.GetString() is { Length: > 0 } text ? $"{path}?{text}" : path)
            : RequestTarget.Build(path, Pairs(Find(request, "query")));
        var headers = Headers(response, "headers");
        JsonElement body = response.GetProperty("body");

        // The recorder writes HTML pages and JSON texts alike as strings: the content type tells them apart.
        bool isText = body.ValueKind == JsonValueKind.String
            && RequestTarget.Find(headers, "content-type")?.Contains("json", StringComparison.OrdinalIgnoreCase) != true;
        return (
            new RecordedRequest
            {
                Method = request.GetProperty("method").GetString()!,
                Target = target,
                Headers = Headers(request, "headers"),
                Body = Find(request, "bodyText") is { } bodyText ? RecordedBody.Of(bodyText.GetString()!)
                    : Find(request, "multipart") is { } parts ? Multipart(parts)
                    : Find(request, "body") is { } json ? RecordedBody.Of(json)
                    : RecordedBody.None,
            },
            new RecordedResponse
            {
                Status = response.GetProperty("status").GetInt32(),
                Headers = headers,
                Body = isText ? TextBody(JsonText.Of(body)) : JsonBody(body),
                Truncated = isText,
            });
    }

    /// <summary>IOTile: request and response members stand side by side; bodies say their form; the path may carry a raw query.</summary>
    internal static (RecordedRequest Request, RecordedResponse Response) IOTile(JsonElement element) => (
        new RecordedRequest
        {
            Method = element.GetProperty("method").GetString()!,
            Target = RequestTarget.Build(element.GetProperty("path").GetString()!, Pairs(Find(element, "query"))),
            Headers = Headers(element, "requestHeaders"),
            Body = TaggedBody(Find(element, "requestBody")),
        },
        new RecordedResponse
        {
            Status = element.GetProperty("status").GetInt32(),
            Headers = Headers(element, "responseHeaders"),
            Body = TaggedBody(Find(element, "responseBody")),
        });

    /// <summary>Sundaya: the query and the request body are raw text; the answer may never have come.</summary>
    internal static (RecordedRequest Request, RecordedResponse Response) Sundaya(JsonElement element)
    {
        JsonElement request = element.GetProperty("request");
        JsonElement response = element.GetProperty("response");
        string path = request.GetProperty("path").GetString()!;
        string query = Find(request, "query")?.GetString() ?? "";
        return (
            new RecordedRequest
            {
                Method = request.GetProperty("method").GetString()!,
                Target = RequestTarget.Escape(query.Length == 0 ? path : $"{path}?{query}"),
                Headers = Headers(request, "headers"),
                Body = Find(request, "body") is { ValueKind: JsonValueKind.String } text ? TextBody(text.GetString()!) : RecordedBody.None,
            },
            ByKind(response));
    }

    private static RecordedResponse ByKind(JsonElement response)
    {
        if (Find(response, "noResponse") is { ValueKind: JsonValueKind.True })
        {
            return new RecordedResponse();
        }

        JsonElement body = response.GetProperty("body");
        string kind = response.GetProperty("bodyKind").GetString()!;
        return new RecordedResponse
        {
            Status = response.GetProperty("status").GetInt32(),
            Headers = Headers(response, "headers"),
            Body = kind switch
            {
                "json" => RecordedBody.Of(body),
                "text" => TextBody(JsonText.Of(body)),
                "none" or "empty" => RecordedBody.None,
                _ => throw new InvalidDataException($"Unknown bodyKind '{kind}'."),
            },
            Truncated = Find(response, "truncated") is { ValueKind: JsonValueKind.True },
        };
    }

    private static RecordedBody TaggedBody(JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } tagged)
        {
            return RecordedBody.None;
        }

        return Find(tagged, "json") is { } json ? RecordedBody.Of(json)
            : Find(tagged, "text") is { } text ? TextBody(text.GetString()!)
            : Find(tagged, "multipart") is { } parts ? Multipart(parts)
            : throw new InvalidDataException($"Unknown form of body: {JsonText.Shorten(tagged.GetRawText())}");
    }

    // A recorded null means "no body" where the corpus writes JSON bodies bare.
    private static RecordedBody JsonBody(JsonElement? body) =>
        body is { ValueKind: not JsonValueKind.Null } json ? RecordedBody.Of(json) : RecordedBody.None;

    private static RecordedBody TextBody(string text) => text.Length == 0 ? RecordedBody.None : RecordedBody.Of(text);

    private static RecordedBody Multipart(JsonElement parts) => RecordedBody.Of([.. parts.EnumerateArray().Select(part => new RecordedPart(
        part.GetProperty("name").GetString()!,
        Find(part, "filename")?.GetString(),
        Find(part, "content_type")?.GetString(),
        Find(part, "dataBase64") is { } base64
            ? base64.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(JsonText.Of(Find(part, "content") ?? part.GetProperty("data")))))]);

    private static List<KeyValuePair<string, string>> Headers(JsonElement owner, string member)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (Find(owner, member) is { ValueKind: JsonValueKind.Object } all)
        {
            foreach (JsonProperty header in all.EnumerateObject())
            {
                headers.Add(new(header.Name, Repeated().Replace(
                    JsonText.Of(header.Value),
                    match => new string(match.Groups["c"].Value[0], int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)))));
            }
        }

        return headers;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement? query) => query switch
    {
        { ValueKind: JsonValueKind.Object } members => members.EnumerateObject().SelectMany(property =>
            property.Value.ValueKind == JsonValueKind.Array
                ? property.Value.EnumerateArray().Select(value => KeyValuePair.Create(property.Name, JsonText.Of(value)))
                : [KeyValuePair.Create(property.Name, JsonText.Of(property.Value))]),
        { ValueKind: JsonValueKind.Array } pairs => pairs.EnumerateArray().Select(pair => KeyValuePair.Create(JsonText.Of(pair[0]), JsonText.Of(pair[1]))),
        _ => [],
    };

    private static JsonElement? Find(JsonElement owner, string member) => owner.TryGetProperty(member, out JsonElement value) ? value : null;

    [GeneratedRegex("^<(?<n>[0-9]+) x '(?<c>.)'>$")]
    private static partial Regex Repeated();
}
