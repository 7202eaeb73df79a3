using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A place where a text of the server's, or of something below, can come from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsShown">Whether some client shows what stands there.</param>
/// <param name="Answer">Makes the answer, or throws.</param>
internal sealed record Place(string Name, bool IsShown, Func<Vendor, Plant, HttpResponseMessage> Answer)
{
    public static IReadOnlyList<Place> All { get; } =
    [
        new("status text of a refusal", false, static (_, p) => With(Text(400, "bad"), r => r.ReasonPhrase = p.Text)),
        new("status text of a success", false, static (_, p) => With(Text(200, "garbage"), r => r.ReasonPhrase = p.Text)),
        new("request id", true, static (_, p) => With(Text(404, "none"), r => r.Headers.TryAddWithoutValidation("X-Request-Id", p.Text))),
        new("headers", false, static (_, p) => With(Text(400, "bad"), r =>
        {
            foreach (var name in new[] { "X-Echo", "Set-Cookie", "WWW-Authenticate", "ETag", "Server", "Link", "Retry-After", "Deprecation", "Sunset", "X-" + p.Name })
            {
                r.Headers.TryAddWithoutValidation(name, p.Text);
            }
        })),
        new("wait that is none", false, static (_, p) => With(Text(429, ""), r =>
        {
            r.Headers.TryAddWithoutValidation("Retry-After", p.Text);
            r.Headers.TryAddWithoutValidation("X-RateLimit-Reset", p.Text);
        })),
        new("charset", true, static (_, p) => With(Text(200, "{}"), r => Retype(r, $"application/json; charset=\"{p.Name}\""))),
        new("media type", false, static (_, p) => With(Text(200, "{}"), r => Retype(r, "application/" + p.Name))),
        new("encoding", false, static (_, p) => With(Text(200, "{}"), r => r.Content.Headers.TryAddWithoutValidation("Content-Encoding", p.Name))),
        new("redirect to another origin", false, static (_, p) =>
            With(Text(302, ""), r => r.Headers.TryAddWithoutValidation("Location", "https://elsewhere.example.test/" + p.Name + "?key=" + p.Name))),
        new("redirect within the origin", false, static (_, p) =>
            With(Text(307, ""), r => r.Headers.TryAddWithoutValidation("Location", "https://vendor.example.test/base/" + p.Name + "?key=" + p.Name))),
        new("redirect that is no address", false, static (_, p) => With(Text(302, p.Text), r => r.Headers.TryAddWithoutValidation("Location", p.Text))),
        .. new[] { 400, 401, 403, 404, 409, 422, 429, 500, 503 }.Select(static status => new Place($"text of a {status}", true, (_, p) => Text(status, "you sent " + p.Text))),
        new("page of a gateway", true, static (_, p) => Text(403, $"<html><body>{p.Text}</body></html>", "text/html")),
        new("text behind eight thousand others", true, static (_, p) => Text(400, new string('x', 8_100) + p.Text)),
        .. new[] { 400, 401, 403, 404, 409, 422, 500 }.Select(static status =>
            new Place($"strings of the vendor's own {status}", true, (v, p) => Text(status, Replaced(v.Errors.GetValueOrDefault(status, "{}"), p, isNames: false)))),
        .. new[] { 400, 422 }.Select(static status =>
            new Place($"strings and names of the vendor's own {status}", true, (v, p) => Text(status, Replaced(v.Errors.GetValueOrDefault(status, "{}"), p, isNames: true)))),
        new("garbage", true, static (_, p) => Text(200, p.Text)),
        new("a JSON string", false, static (_, p) => Text(200, $"\"{p.Json}\"")),
        new("names of a success", true, static (v, p) => Text(200, $$"""{"{{p.Json}}":1,"data":[{"{{p.Json}}":[]}],"results":[{"{{p.Json}}":[]}],"links":"{{p.Json}}"}""")),
        .. Enumerable.Range(0, 3)
            .Select(static i => new Place($"strings of a success ({i})", i < 2, (v, p) => Text(200, Replaced(v.Successes[i % v.Successes.Count], p, isNames: false)))),
        .. Enumerable.Range(0, 3)
            .Select(static i =>
                new Place($"numbers of a success ({i})", i < 2, (v, p) => Text(200, Replaced(v.Successes[i % v.Successes.Count], p, isNames: false, isNumbers: true)))),
        new("success with more behind it", true, static (v, p) => Text(200, v.Successes[0] + p.Text)),
        new("body that is cut", false, static (_, p) => With(Text(200, ""), r => Rebody(r, new CutStream(Encoding.UTF8.GetBytes("{\"a\":\"" + p.Json))))),
        new("body that ends early", false, static (_, p) => Text(200, "{\"a\":\"" + p.Json)),
        new("trailers", false, static (v, p) => With(Text(200, v.Successes[0]), r => r.TrailingHeaders.TryAddWithoutValidation("X-Echo", p.Text))),
        new("trailer that the framework quotes", true, static (_, p) =>
            With(Text(200, ""), r =>
                Rebody(r, new ThrowingStream(() => new HttpIOException(HttpRequestError.InvalidResponse, "Bad trailer: " + p.Text, new IOException(p.Text)))))),
        new("network", true, static (_, p) => throw new HttpRequestException(HttpRequestError.InvalidResponse, "Invalid status line: " + p.Text, new IOException(p.Text))),
        new("handler of the user's own", true, static (_, p) =>
            throw new InvalidOperationException(p.Text, new AggregateException(new IOException(p.Text), new TimeoutException(p.Text)))),
    ];

    public override string ToString() => Name;

    public static HttpResponseMessage Text(int status, string body, string mediaType = "") =>
        Run.Say((HttpStatusCode)status, body, mediaType.Length > 0 ? mediaType : body is ['{' or '[' or '"', ..] ? "application/json" : "text/plain");

    private static HttpResponseMessage With(HttpResponseMessage response, Action<HttpResponseMessage> change)
    {
        change(response);
        return response;
    }

    private static void Retype(HttpResponseMessage response, string type)
    {
        response.Content.Headers.Remove("Content-Type");
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
    }

    private static void Rebody(HttpResponseMessage response, Stream body)
    {
        response.Content = new StreamContent(body);
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    // Every string (or number) of a JSON text made the secret; names only below the first level, where no reader looks for one that it knows.
    private static string Replaced(string body, Plant plant, bool isNames, bool isNumbers = false)
    {
        return body is not ['{' or '[', ..] ? plant.Text : Change(JsonNode.Parse(body)!, 0).ToJsonString();

        JsonNode Change(JsonNode node, int depth) => node switch
        {
            JsonObject o =>
                new JsonObject(o.Select(m => KeyValuePair.Create(isNames && depth > 0 ? plant.Text + m.Key : m.Key, m.Value is null ? null : Change(m.Value, depth + 1)))),
            JsonArray a => new JsonArray([.. a.Select(i => i is null ? null : Change(i, depth + 1))]),
            JsonValue v when v.TryGetValue(out string? _) || (isNumbers && v.TryGetValue(out double _)) => JsonValue.Create(plant.Text),
            var other => other.DeepClone(),
        };
    }

    private sealed class ThrowingStream(Func<Exception> error) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw error();

        public override int Read(byte[] buffer, int offset, int count) => throw error();
    }
}
