using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Stem;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Writes what the Stem client returns back in the wire's form.</summary>
public static class StemJson
{
    private static readonly InstantPattern WholeSeconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");

    public static string Text(Instant instant) => WholeSeconds.Format(instant);

    public static Instant Time(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static JsonObject Client(StemClientInfo client) =>
        With(new JsonObject { ["link"] = client.Link, ["id"] = client.Id, ["name"] = client.Name }, client.UnknownMembers);

    public static JsonObject Site(StemSite site) => With(new JsonObject
    {
        ["link"] = site.Link,
        ["id"] = site.Id,
        ["name"] = site.Name,
        ["stream_start_times"] = new JsonObject(
            (site.StreamStartTimes ?? new Dictionary<string, JsonElement>())
                .Select(start => KeyValuePair.Create(start.Key, JsonText.ToNode(start.Value)))),
    }, site.UnknownMembers);

    public static JsonObject Window(StemStreamWindow window) => new()
    {
        ["id"] = window.SiteId,
        ["name"] = window.SiteName,
        ["stream_types"] = new JsonArray([.. window.Streams.Select(stream => (JsonNode)new JsonObject
        {
            ["stream_type"] = stream.Type.Name,
            ["streams"] = new JsonArray([.. stream.Intervals.Select(interval => (JsonNode)new JsonObject
            {
                ["start_datetime"] = Text(interval.Start),
                ["end_datetime"] = Text(interval.End),
                ["kw_total_avg"] = interval.Kilowatts,
            })]),
        })]),
    };

    /// <summary>An interval as the recorded client returns it: <c>{start, end, kw}</c>, the start one second late.</summary>
    public static JsonObject Interval(Reading reading) => new()
    {
        ["start"] = Text(reading.Start + Duration.FromSeconds(1)),
        ["end"] = Text(reading.End),
        ["kw"] = reading.Value,
    };

    /// <summary>An interval as the recorded client returns it, from the wire.</summary>
    public static JsonObject Interval(StemInterval interval) => new()
    {
        ["start"] = Text(interval.Start),
        ["end"] = Text(interval.End),
        ["kw"] = interval.Kilowatts,
    };

    private static JsonObject With(JsonObject json, IDictionary<string, JsonElement>? unknown)
    {
        foreach ((string name, JsonElement value) in unknown ?? new Dictionary<string, JsonElement>())
        {
            json[name] = JsonText.ToNode(value);
        }

        return json;
    }
}
