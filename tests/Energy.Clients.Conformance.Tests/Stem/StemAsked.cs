using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>What a server should answer to a recorded request for a stream, from the rows of the recorded answer: the type asked, in the range asked, in one entry.</summary>
public static class StemAsked
{
    // An interval starts one second late, so that one at the end of the range may be meant by either side.
    private static readonly Duration Quirk = Duration.FromSeconds(1);

    /// <summary>Whether the recorded answer is just that.</summary>
    public static bool IsPlain(JsonElement exchange) =>
        JsonCompare.Compare(exchange.GetProperty("response").GetProperty("body"), JsonText.ToElement(Body(exchange))).AreEqual;

    /// <summary>Whether ours is just that; where there is no row, the vendor's "no data" will do.</summary>
    public static bool IsAnswer(JsonElement exchange, Outcome ours)
    {
        ArgumentNullException.ThrowIfNull(ours);
        JsonObject body = Body(exchange);
        int status = ours.Json.GetProperty("status").GetInt32();
        bool isEmpty = body["stream_types"]![0]!["streams"]!.AsArray().Count == 0;
        JsonElement given = ours.Json.GetProperty("body");
        return (status == 200 && JsonCompare.Compare(JsonText.ToElement(body), given).AreEqual)
            || (isEmpty && status == 400 && given.GetProperty("error").ValueEquals("No data available"));
    }

    private static JsonObject Body(JsonElement exchange)
    {
        JsonElement recorded = exchange.GetProperty("response").GetProperty("body");
        var asked = RequestTarget.ParseQuery(exchange.GetProperty("request").GetProperty("target").GetString()!).ToDictionary();
        Instant from = StemJson.Time(asked["start_datetime"]);
        Instant until = StemJson.Time(asked["end_datetime"]) + Quirk;
        JsonNode[] rows =
        [
            .. recorded.GetProperty("stream_types").EnumerateArray()
                .Where(stream => stream.GetProperty("stream_type").ValueEquals(asked["stream_type"]))
                .SelectMany(stream => stream.GetProperty("streams").EnumerateArray())
                .Where(row => StemJson.Time(row.GetProperty("start_datetime").GetString()!) is var start && start >= from && start <= until)
                .Select(row => new JsonObject
                {
                    ["start_datetime"] = row.GetProperty("start_datetime").GetString(),
                    ["end_datetime"] = row.GetProperty("end_datetime").GetString(),
                    ["kw_total_avg"] = JsonText.ToNode(row.GetProperty("kw_total_avg")),
                }),
        ];
        return new JsonObject
        {
            ["id"] = recorded.GetProperty("id").GetString(),
            ["name"] = recorded.GetProperty("name").GetString(),
            ["stream_types"] = new JsonArray(new JsonObject { ["stream_type"] = asked["stream_type"], ["streams"] = new JsonArray(rows) }),
        };
    }
}
