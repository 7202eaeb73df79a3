using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.IOTile.Tests;

/// <summary>A server of any number of rows, one for each time of an even scale, none of which it keeps. It orders as the real one does: by time, the newest so many.</summary>
internal sealed class RowServer(Instant first, Duration step, int count) : HttpMessageHandler
{
    private static readonly InstantPattern Times = InstantPattern.ExtendedIso;

    public int Requests { get; private set; }

    public IOTileClient Client() => new(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, this);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var from = Index(query["start"], 0);
        var to = Index(query["end"], count);
        if (int.TryParse(query["lastn"], CultureInfo.InvariantCulture, out var last))
        {
            from = Math.Max(from, to - last);
        }

        var total = Math.Max(0, to - from);
        var size = int.Parse(query["page_size"] ?? "1000", CultureInfo.InvariantCulture);
        var start = from + (size * (int.Parse(query["page"] ?? "1", CultureInfo.InvariantCulture) - 1));
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $$"""{"count":{{total}},"next":{{(start + size < to ? "\"more\"" : "null")}},"previous":null,"results":[""");
        for (var i = start; i < Math.Min(start + size, to); i++)
        {
            body.Append(i > start ? "," : "").Append(
                CultureInfo.InvariantCulture,
                $$"""{"id":{{i}},"type":"Num","timestamp":"{{(first + (step * i)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}","int_value":{{i}}"""
                    + $$""","value":{{i}}.0,"output_value":{{i}}.5,"streamer_local_id":0}""");
        }

        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(body.Append("]}").ToString(), Encoding.UTF8, "application/json") });
    }

    // The first row at or behind a time.
    private int Index(string? time, int otherwise) => time is null
        ? otherwise
        : (int)Math.Clamp(Math.Ceiling((Times.Parse(time).Value - first).TotalTicks / step.TotalTicks), 0, count);
}
