using System.Globalization;
using System.Net;
using System.Text;
using Energy.Clients.IOTile;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Benchmarks;

/// <summary>Pages of stream data as an IOTile Cloud writes them, rendered beforehand: a row a minute.</summary>
internal static class IOTileWire
{
    public const int PageSize = 10_000;

    public static readonly Instant First = Instant.FromUtc(2022, 1, 1, 0, 0);

    public static StreamSlug Stream { get; } = StreamSlug.Parse("s--0000-0001--0000-0000-0000-0001--5001");

    /// <summary>A page that begins with a row, of so many in all.</summary>
    public static byte[] Page(int from, int total)
    {
        var until = Math.Min(from + PageSize, total);
        var body = new StringBuilder(160 * PageSize);
        body.Append(CultureInfo.InvariantCulture,
            $$"""{"count":{{total - from}},"next":{{(until < total ? "\"https://iotile.example.com/api/v1/stream/\"" : "null")}},"previous":null,"results":[""");
        for (var i = from; i < until; i++)
        {
            var raw = 1000 + (i * 7919L % 4001);
            body.Append(i > from ? "," : "").Append(
                CultureInfo.InvariantCulture,
                $$"""{"type":"ITR","timestamp":"{{(First + Duration.FromMinutes(i)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}","int_value":"""
                    + $$"""{{raw}},"value":{{raw * 3600}}.0,"display_value":"{{raw / 1000.0:0.000}}","output_value":{{raw / 1000.0:0.000}},"streamer_local_id":{{i + 1}}}""");
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    /// <summary>The pages that the client asks for when it reads so many rows, by the target of the request: found by letting it read them.</summary>
    public static async Task<Dictionary<string, byte[]>> PagesAsync(int total)
    {
        using var recorder = new Recorder(total);
        using var client = new IOTileClient(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, recorder);
        await client.Streams.ReadAsync(Stream, new IOTileStreamDataQuery { PageSize = PageSize }).CountAsync().ConfigureAwait(false);
        return recorder.Pages;
    }

    private sealed class Recorder(int total) : HttpMessageHandler
    {
        public Dictionary<string, byte[]> Pages { get; } = new(StringComparer.Ordinal);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.RequestUri!.PathAndQuery;
            var at = target.IndexOf("start=", StringComparison.Ordinal);
            var from = at < 0 ? 0 : (int)(InstantPattern.ExtendedIso.Parse(Uri.UnescapeDataString(target[(at + 6)..].Split('&')[0])).Value - First).TotalMinutes;
            var page = Page(from, total);
            Pages[target] = page;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(page), RequestMessage = request });
        }
    }
}
