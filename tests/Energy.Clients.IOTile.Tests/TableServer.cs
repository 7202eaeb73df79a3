using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Rows that the test puts there, in the order and the pages of the real server: by time, or by incremental id where that is asked for; times in whole seconds.</summary>
internal sealed class TableServer : HttpMessageHandler
{
    public List<(Instant At, long Value, long LocalId)> Rows { get; } = [];

    /// <summary>The queries, without page sizes.</summary>
    public List<string> Queries { get; } = [];

    public IOTileClient Client() => new(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40), MaxRetries = 0 }, this);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        Queries.Add(string.Join('&', query.AllKeys.Where(static k => k is not ("page_size" or "filter")).Select(k => $"{k}={query[k]}")));
        var (from, to) = (Time("start"), Time("end"));
        var least = long.TryParse(query["streamer_id_min"], CultureInfo.InvariantCulture, out var id) ? id : long.MinValue;
        var byId = request.RequestUri.AbsolutePath == "/api/v1/data/" && query["lastn"] is null && query["filter"]![0] != 'a';
        var rows = Rows.Where(r => (from is null || r.At >= from) && (to is null || r.At < to) && r.LocalId >= least).ToList();
        rows = byId ? [.. rows.OrderBy(static r => r.LocalId)] : [.. rows.OrderBy(static r => r.At)];
        if (int.TryParse(query["lastn"], CultureInfo.InvariantCulture, out var last))
        {
            rows = [.. rows.TakeLast(last)];
        }

        var size = int.Parse(query["page_size"] ?? "1000", CultureInfo.InvariantCulture);
        var page = int.Parse(query["page"] ?? "1", CultureInfo.InvariantCulture);
        if (page > 1 && rows.Count <= size * (page - 1))
        {
            return Task.FromResult(Answer(HttpStatusCode.NotFound, """{"detail":"Invalid page."}"""));
        }

        var shown = rows.Skip(size * (page - 1)).Take(size).Select(r => string.Create(CultureInfo.InvariantCulture,
            $$"""
              {"id":{{Rows.IndexOf(r)}},"stream":"{{IOTileFixture.Import}}","type":"Num","timestamp":"{{r.At.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}",
              "int_value":{{r.Value}},"value":{{r.Value}}.5,"output_value":{{r.Value}}.25,"streamer_local_id":{{r.LocalId}}}
              """));
        return Task.FromResult(Answer(HttpStatusCode.OK, CannedServer.List(rows.Count, size * page < rows.Count, shown)));

        Instant? Time(string name) => query[name] is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;

        HttpResponseMessage Answer(HttpStatusCode status, string text) =>
            new(status) { RequestMessage = request, Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }
}
