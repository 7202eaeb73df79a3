using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.Stem;

/// <summary>A streams endpoint over given rows, which notes what it was asked: rows that start in the range asked (both ends included), or none.</summary>
/// <param name="rows">By stream type: start, end (as on the wire) and value.</param>
public sealed class StemServerHandler(IReadOnlyDictionary<string, IReadOnlyList<(string Start, string End, double? Kilowatts)>> rows) : HttpMessageHandler
{
    private readonly List<string> _targets = [];

    /// <summary>The path and query of each request.</summary>
    public IReadOnlyList<string> Targets => _targets;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.RequestUri!.PathAndQuery;
        _targets.Add(target);
        var query = RequestTarget.ParseQuery(target).ToDictionary();
        var from = StemJson.Time(query["start_datetime"]);
        var until = StemJson.Time(query["end_datetime"]);
        JsonNode[] found =
        [
            .. (rows.GetValueOrDefault(query["stream_type"]) ?? [])
                .Where(row => StemJson.Time(row.Start) >= from && StemJson.Time(row.Start) <= until)
                .Select(row => new JsonObject { ["start_datetime"] = row.Start, ["end_datetime"] = row.End, ["kw_total_avg"] = row.Kilowatts }),
        ];
        string text = found.Length == 0
            ? """{"error":"No data available"}"""
            : new JsonObject
            {
                ["id"] = "s",
                ["name"] = "n",
                ["stream_types"] = new JsonArray(new JsonObject { ["stream_type"] = query["stream_type"], ["streams"] = new JsonArray(found) }),
            }.ToJsonString();
        return Task.FromResult(new HttpResponseMessage(found.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
        {
            Content = new StringContent(text, Encoding.UTF8, "application/json"),
            RequestMessage = request,
        });
    }
}
