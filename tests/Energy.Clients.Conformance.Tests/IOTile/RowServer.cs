using System.Globalization;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Answers reads of data out of the rows that a recording ended up with, by the rules of the server: window, newest so many, least id, pages.</summary>
public static class RowServer
{
    /// <summary>A page of the rows that a request asks for.</summary>
    /// <param name="rows">All rows, in the server's order.</param>
    /// <param name="request">The request.</param>
    /// <param name="defaultPageSize">The size of a page when the request does not say.</param>
    public static (int Status, string Body) Answer(IEnumerable<JsonObject> rows, HttpRequestMessage request, int defaultPageSize)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = RequestTarget.ParseQuery(request.RequestUri!.PathAndQuery).ToDictionary(pair => pair.Key, pair => pair.Value);
        var found = rows
            .Where(row => !query.TryGetValue("start", out var start) || Time(row) >= Time(start))
            .Where(row => !query.TryGetValue("end", out var end) || Time(row) < Time(end))
            .Where(row => !query.TryGetValue("streamer_id_min", out var least) || row["streamer_local_id"]!.GetValue<long>() >= Number(least))
            .ToList();
        if (query.TryGetValue("lastn", out var newest))
        {
            found = found.TakeLast((int)Number(newest)).ToList();
        }

        var size = query.TryGetValue("page_size", out var asked) ? (int)Number(asked) : defaultPageSize;
        var page = query.TryGetValue("page", out var number) ? (int)Number(number) : 1;
        if (page > 1 && (long)(page - 1) * size >= found.Count)
        {
            return (404, """{"detail": "Invalid page."}""");
        }

        return (200, new JsonObject
        {
            ["count"] = found.Count,
            ["next"] = (long)page * size < found.Count ? "https://iotile.cloud/next" : null,
            ["previous"] = null,
            ["results"] = new JsonArray([.. found.Skip((page - 1) * size).Take(size).Select(row => row.DeepClone())]),
        }.ToJsonString());
    }

    private static DateTimeOffset Time(JsonObject row) => Time(row["timestamp"]!.GetValue<string>());

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
