using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What may become of an answer on its way, or of the server itself.</summary>
/// <param name="Name">Its name in the table of outcomes.</param>
/// <param name="Strike">Makes of an answer what arrives.</param>
internal sealed record WireFault(string Name, Func<Hit, Wire> Strike)
{
    private const string Html = "<html><body>Sorry</body></html>";

    /// <summary>Whether the connection is refused before anything is sent.</summary>
    public bool Refuses { get; init; }

    /// <summary>Whether it takes something of the page before.</summary>
    public bool NeedsSeveralPages => Name == "the page before once more";

    /// <summary>Whether the answer is sound and says something else than the server.</summary>
    public bool IsOfPages => Name.Contains("page ", StringComparison.Ordinal);

    public static IReadOnlyList<WireFault> All { get; } =
    [
        // The connection.
        new("connection refused", static h => h.Wire) { Refuses = true },
        new("reset before the headers", static h => h.Wire with { SentBytes = 0, IsReset = true }),
        new("closed before the headers", static h => h.Wire with { SentBytes = 0 }),
        new("closed in the headers", static h => h.Wire with { SentBytes = 20 }),
        new("reset in the headers", static h => h.Wire with { SentBytes = 20, IsReset = true }),
        new("closed behind the headers", static h => h.Wire with { SentBytes = Wire.TheHeaders }),
        new("reset in the body", static h => h.Wire with { SentBytes = Wire.HalfOfTheBody, IsReset = true }),
        new("closed in the body", static h => h.Wire with { SentBytes = Wire.HalfOfTheBody }),
        new("closed before the last byte", static h => h.Wire with { SentBytes = Wire.AllButOne }),
        new("stall before the headers", static h => h.Wire with { SentBytes = 0, IsStall = true }),
        new("stall in the headers", static h => h.Wire with { SentBytes = 20, IsStall = true }),
        new("stall behind the headers", static h => h.Wire with { SentBytes = Wire.TheHeaders, IsStall = true }),
        new("stall in the body", static h => h.Wire with { SentBytes = Wire.HalfOfTheBody, IsStall = true }),
        new("stall before the last byte", static h => h.Wire with { SentBytes = Wire.AllButOne, IsStall = true }),
        new("a drip", static h => h.Wire with { IsDrip = true, Body = [.. h.Wire.Body, .. Enumerable.Repeat((byte)' ', 200)] }),

        // Lies about length, encoding and charset.
        new("a length that is too long", static h => h.Wire with { ToldLength = h.Wire.Body.Length + 10 }),
        new("a length that is too short", static h => h.Wire with { ToldLength = h.Wire.Body.Length / 2 }),
        new("a length that is no number", static h => h.Wire with { Framing = "Content-Length: many" }),
        new("chunks without the last one", static h => h.Wire with { IsEndlessChunk = true }),
        new("chunks whose size is no number", static h => h.Wire with { Framing = "Transfer-Encoding: chunked", Body = "zz\r\n{}\r\n0\r\n\r\n"u8.ToArray() }),
        new("an interim answer first", static h => h.Wire with { Prefix = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" }),
        new("an empty body", static h => h.Wire with { Body = [] }),
        new("204", static _ => Wire.Of("204 No Content", "", "application/json")),
        new("broken gzip", static h => h.Wire.With("Content-Encoding", "gzip")),
        new("broken brotli", static h => h.Wire.With("Content-Encoding", "br") with { Body = [.. Enumerable.Repeat((byte)0xA5, 500)] }),
        new("gzip", static h => h.Wire.With("Content-Encoding", "gzip") with { Body = Gzip(h.Wire.Body) }),
        new("gzip that is cut", static h => h.Wire.With("Content-Encoding", "gzip") with { Body = Gzip(h.Wire.Body)[..^12] }),
        new("gzip that is not told", static h => h.Wire with { Body = Gzip(h.Wire.Body) }),
        new("an unknown encoding", static h => h.Wire.With("Content-Encoding", "x-klingon")),
        new("an unknown charset", static h => h.Wire.With("Content-Type", "application/json; charset=x-klingon")),
        new("a byte-order mark", static h => h.Wire with { Body = [0xEF, 0xBB, 0xBF, .. h.Wire.Body] }),
        new("UTF-16", static h => h.Wire.With("Content-Type", "application/json; charset=utf-16") with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(h.Wire.Body)) }),
        new("UTF-16 that is not told", static h => h.Wire with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(h.Wire.Body)) }),
        new("UTF-8 that is told to be UTF-16", static h => h.Wire.With("Content-Type", "application/json; charset=utf-16")),
        new("no media type", static h => h.Wire with { Headers = [.. h.Wire.Headers.Where(static l => !l.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))] }),
        new("another media type", static h => h.Wire.With("Content-Type", "text/plain")),

        // Bodies.
        new("a body that ends in the middle", static h => h.Wire with { Body = h.Wire.Body[..(h.Wire.Body.Length / 2)] }),
        new("garbage", static h => h.Wire with { Body = "@@@@ garbage @@@@"u8.ToArray() }),
        new("bytes that are no text", static h => h.Wire with { Body = [.. Enumerable.Range(0, 600).Select(static i => (byte)(i * 37))] }),
        new("HTML", static _ => Wire.Of("200 OK", Html, "text/html")),
        new("another JSON", static h => h.Wire with { Body = "[[[\"a\",{\"b\":null}]],7]"u8.ToArray() }),
        new("JSON with more behind it", static h => h.Wire with { Body = [.. h.Wire.Body, .. "{}"u8] }),
        new("JSON too deep", static h => h.Wire with { Body = [.. Enumerable.Repeat((byte)'[', 100_000)] }),
        new("a text too long", static h => h.Wire with { Body = [.. "{\"a\":\""u8, .. Enumerable.Repeat((byte)'x', 34 * 1024 * 1024), .. "\"}"u8] }),

        // Pages.
        new("the page before once more", static h => h.Previous.Length == 0 ? h.Wire : h.Wire with { Body = h.Previous }),
        new("a page without its last row", static h => h.Wire with { Body = Rows(h.Wire.Body, static rows => rows.RemoveAt(rows.Count - 1)) }),
        new("a page without its first row", static h => h.Wire with { Body = Rows(h.Wire.Body, static rows => rows.RemoveAt(0)) }),
        new("a page without rows", static h => h.Wire with { Body = Rows(h.Wire.Body, static rows => rows.Clear()) }),

        // Statuses.
        .. new[] { 408, 500, 502, 504 }.Select(static status => new WireFault(Text(status), _ => Say(status))),
        .. new[] { 408, 500, 502, 504 }.Select(static status => new WireFault($"{Text(status)}, a day", _ => Say(status, "Retry-After: 86400"))),
        .. new[] { 429, 503 }.SelectMany(static status => (WireFault[])
        [
            new($"{Text(status)}, nothing said", _ => Say(status)),
            new($"{Text(status)}, no wait", _ => Say(status, "Retry-After: 0")),
            new($"{Text(status)}, a second", _ => Say(status, "Retry-After: 1")),
            new($"{Text(status)}, half a second", _ => Say(status, "Retry-After: 0.5")),
            new($"{Text(status)}, milliseconds", _ => Say(status, "Retry-After-Ms: 300")),
            new($"{Text(status)}, a date", h => Say(status, "Retry-After: " + h.Now.AddSeconds(2).ToString("R", CultureInfo.InvariantCulture))),
            new($"{Text(status)}, a past date", _ => Say(status, "Retry-After: Thu, 01 Jan 2009 00:00:00 GMT")),
            new($"{Text(status)}, a reset in seconds", _ => Say(status, "RateLimit-Reset: 2")),
            new($"{Text(status)}, a reset as a moment", h => Say(status, "X-RateLimit-Reset: " + h.Now.AddSeconds(2).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))),
            new($"{Text(status)}, words", _ => Say(status, "Retry-After: soon")),
            new($"{Text(status)}, less than nothing", _ => Say(status, "Retry-After: -5")),
            new($"{Text(status)}, three days", _ => Say(status, "Retry-After: 259200")),
            new($"{Text(status)}, more than a number holds", _ => Say(status, "Retry-After: 99999999999999999999999999")),
        ]),
        new("a gateway's 400", static _ => Say(400)),
        new("a gateway's 403", static _ => Say(403)),
        new("a gateway's 404", static _ => Say(404)),
        new("a gateway's 501", static _ => Say(501)),
        new("a status of 999", static _ => Say(999)),
        new("304", static _ => Say(304)),
        new("the vendor's own 401", static h => Own(h, 401)),
        new("the vendor's own 404", static h => Own(h, 404)),
        new("a redirect to the same", static h => Wire.Of("307 Temporary Redirect", "", "text/plain", "Location: " + h.Target)),
        new("a redirect to another origin", static _ => Wire.Of("302 Found", "", "text/plain", "Location: http://127.0.0.1:1/elsewhere")),
        new("a redirect to nowhere", static _ => Wire.Of("302 Found", "", "text/plain")),
    ];

    public override string ToString() => Name;

    private static Wire Say(int status, params string[] headers) => Wire.Of(Text(status) + " Sorry", Html, "text/html", headers);

    private static Wire Own(Hit hit, int status) => Wire.Of(Text(status) + " Sorry", Vendor.Of(hit.Vendor).Errors[status], "application/json");

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static byte[] Gzip(byte[] body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    // The first array that has something in it, from outside to inside, is what holds the rows.
    private static byte[] Rows(byte[] body, Action<JsonArray> change)
    {
        JsonNode? document;
        try
        {
            document = JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return body;
        }

        var level = new List<JsonNode?> { document };
        while (level.Count > 0)
        {
            if (level.OfType<JsonArray>().FirstOrDefault(static a => a.Count > 0) is { } rows && (rows.Count > 1 || rows[0] is not JsonObject { Count: 1 }))
            {
                change(rows);
                return Encoding.UTF8.GetBytes(document!.ToJsonString());
            }

            level = [.. level.SelectMany(static n => n switch
            {
                JsonObject o => o.Select(static m => m.Value),
                JsonArray a => a,
                _ => [],
            })];
        }

        return body;
    }
}
