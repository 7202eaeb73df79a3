using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>What Stem's rules say in code.</summary>
public sealed partial class StemChecks : RuleCheckSet
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public StemChecks()
    {
        Predicates["stem-call-not-right"] = content =>
            StemScenario.Read("content", content) is { Kind: StemCall.Streams } call
            && call.Range.End >= call.Range.Start
            && StemRightCall.Differs(content);
        Predicates["stem-range-reversed"] = row => Time(row, "end") < Time(row, "start");
        Predicates["stem-call-of-reversed-range"] = content =>
            StemScenario.Read("content", content) is { Kind: StemCall.Streams } call && call.Range.End < call.Range.Start;
        Predicates["stem-start-off-the-grid"] = row => Time(row, "end") > From(row)
            && !StemWindows.IsOnGrid(Instant.Max(Time(row, "start"), Time(row, "siteStart")), Quarter);
        Predicates["stem-zero-of-the-meter"] = StemRightDays.HasZeroOfMeter;
        Predicates["stem-rows-behind-utc-midnight"] = StemRightDays.HasRowsBehindUtcMidnight;
        Predicates["stem-end-not-after-start"] = row => JsonPath.Parse("result[*]").Select(row)
            .Any(interval => Time(interval, "end") <= StemWindows.AlignDown(Time(interval, "start"), Duration.FromMinutes(1)));
        Predicates["stem-interval-that-divides-no-day"] = row => NodaConstants.MinutesPerDay % row.GetProperty("intervalMinutes").GetInt32() != 0;
        Predicates["stem-time-in-another-form"] = HasOtherTime;
        Predicates["stem-earlier-duplicate-of-wrong-type"] = HasWrongDuplicate;

        Predicates["stem-body-out-of-shape"] = exchange => JsonPath.Parse("response.body").Select(exchange).Any(body => !StemShape.Holds(body, null));
        Predicates["stem-streams-not-as-asked"] = exchange =>
            StemShape.Holds(exchange.GetProperty("response").GetProperty("body"), StemOperations.Streams) && !StemAsked.IsPlain(exchange);

        Predicates["stem-unknown-members"] = exchange => exchange.GetProperty("response").GetProperty("body") is var body
            && StemShape.Holds(body, null)
            && !JsonCompare.Compare(body, JsonText.ToElement(StemShape.Known(body))).AreEqual;
        Predicates["stem-unknown-members-of-the-list"] = exchange => exchange.GetProperty("response").GetProperty("body").EnumerateObject()
            .Any(member => member.Name is not ("total" or "page" or "clients" or "sites"));

        Assertions["stem-known-members"] = (exchange, ours) => !ours.IsRefused && JsonCompare.Compare(
            JsonText.ToElement(StemShape.Known(exchange.GetProperty("response").GetProperty("body"))),
            JsonPath.Parse("answer.body").Select(ours.Json).Single(),
            new CompareOptions { AllowExtraMembers = true, Volatile = [new(JsonPath.Parse("page"), VolatileMode.Ignored)] }).AreEqual;
        Assertions["stem-right-head"] = (exchange, ours) => !ours.IsRefused && HasRightHead(exchange, ours.Json.GetProperty("body"));
        Assertions["stem-streams-as-asked"] = StemAsked.IsAnswer;
        Assertions["stem-escaped-client-path"] = (content, ours) =>
            Text(ours.Json, "request.path") == EscapedPath(Text(content, "context.call"))
            && OnlyPages(JsonPath.Parse("request.query").Select(ours.Json).Single());
        Assertions["stem-escaped-client-path-of-call"] = (content, ours) => JsonPath.Parse("requests[*]").Select(ours.Json)
            .All(request => Text(request, "path") == EscapedPath(Text(content, "call")) && OnlyPages(request.GetProperty("query")));
        Assertions["stem-sites-with-readable-start"] = AreReadableSites;
        Assertions["stem-right-call"] = (content, ours) =>
            JsonCompare.Compare(JsonText.ToElement(StemRightCall.Of(content)), ours.Json, new CompareOptions { AllowExtraMembers = true }).AreEqual;
        Assertions["stem-right-windows"] = (row, ours) => !ours.IsRefused && JsonCompare.Compare(
            JsonText.ToElement(new JsonArray([.. StemWindows.Of(Time(row, "start"), Time(row, "end"), Time(row, "siteStart"), Quarter)
                .Select(window => (JsonNode)new JsonArray(StemJson.Text(window.Start), StemJson.Text(window.End)))])),
            ours.Json).AreEqual;
        Assertions["stem-whole-seconds"] = (row, ours) => !ours.IsRefused && ours.Json.GetString() == Text(row, "value")[..19] + "Z";
        Assertions["stem-right-days"] = (row, ours) =>
            !ours.IsRefused && JsonCompare.Compare(JsonText.ToElement(StemRightDays.Of(row)), ours.Json).AreEqual;
    }

    private static Instant Time(JsonElement owner, string member) => StemJson.Time(owner.GetProperty(member).GetString()!);

    private static Instant From(JsonElement row) => Instant.Max(Time(row, "start"), Time(row, "siteStart"));

    private static string Text(JsonElement owner, string path) => JsonText.Of(JsonPath.Parse(path).Select(owner).Single());

    private static string EscapedPath(string call) => $"/api/v1/clients/{Uri.EscapeDataString(StemScenario.QuotedId(call))}/sites";

    private static bool OnlyPages(JsonElement query) => query.GetArrayLength() == 2 && query.EnumerateArray()
        .All(pair => pair.GetString()!.StartsWith("page=", StringComparison.Ordinal) || pair.GetString()!.StartsWith("per_page=", StringComparison.Ordinal));

    // A time of the stream (or start of the meter) that was read although it is not of the one form that servers send.
    private static bool HasOtherTime(JsonElement row)
    {
        string text = row.GetProperty("text").GetString()!;
        if (!row.TryGetProperty("name", out _))
        {
            return !Canonical().IsMatch(text);
        }

        if (TryParse(text) is not { } json)
        {
            return false;
        }

        string type = row.TryGetProperty("streamType", out JsonElement asked) ? asked.GetString()! : "MONITOR";
        return JsonPath.Parse("stream_types[*]").Select(json)
            .Where(stream => stream.GetProperty("stream_type").ValueEquals(type))
            .SelectMany(stream => JsonPath.Parse("streams[*]").Select(stream))
            .SelectMany(interval => (JsonElement[])[interval.GetProperty("start_datetime"), interval.GetProperty("end_datetime")])
            .Concat(JsonPath.Parse("sites[*].stream_start_times.MONITOR").Select(json).Where(start => start.GetString()!.Length > 0))
            .Any(time => !Canonical().IsMatch(JsonText.Of(time)));
    }

    // Python keeps the last of two members of one name; ours reads both.
    private static bool HasWrongDuplicate(JsonElement row)
    {
        return TryParse(row.GetProperty("text").GetString()!) is { } json && json.EnumerateObject().GroupBy(member => member.Name).Any(same => same.SkipLast(1).Any(earlier => same.Key switch
        {
            "page" => earlier.Value.ValueKind != JsonValueKind.String,
            "total" => earlier.Value.ValueKind != JsonValueKind.Number,
            _ => false,
        }));
    }

    private static bool HasRightHead(JsonElement exchange, JsonElement ours)
    {
        JsonElement theirs = exchange.GetProperty("response").GetProperty("body");
        string rows = theirs.TryGetProperty("clients", out _) ? "clients" : "sites";
        var right = new JsonObject
        {
            ["total"] = JsonText.ToNode(exchange.GetProperty("known").GetProperty("rows")),
            ["page"] = JsonText.ToNode(exchange.GetProperty("known").GetProperty("page")),
            [rows] = JsonText.ToNode(theirs.GetProperty(rows)),
        };
        return JsonCompare.Compare(JsonText.ToElement(right), ours).AreEqual;
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            JsonElement json = JsonText.Parse(text);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null; // Python takes NaN, which is no JSON; other rules speak of that.
        }
    }

    // The sites of an answer whose meter start can be read, as the recorded client returns them.
    private static bool AreReadableSites(JsonElement row, Outcome ours) => !ours.IsRefused && JsonCompare.Compare(
        JsonText.ToElement(new JsonArray([.. JsonPath.Parse("sites[*]").Select(TryParse(row.GetProperty("text").GetString()!)!.Value)
            .Where(site => JsonPath.Parse("stream_start_times.MONITOR").Select(site).Any(start => Canonical().IsMatch(JsonText.Of(start))))
            .Select(site => (JsonNode)new JsonObject
            {
                ["link"] = Text(site, "link"),
                ["id"] = Text(site, "id"),
                ["name"] = Text(site, "name"),
                ["start"] = Text(site, "stream_start_times.MONITOR"),
            })])),
        ours.Json).AreEqual;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Canonical();
}
