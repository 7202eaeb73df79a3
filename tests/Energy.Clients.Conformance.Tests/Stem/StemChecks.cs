using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>What Stem's rules say in code.</summary>
public sealed class StemChecks : RuleCheckSet
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public StemChecks()
    {
        Predicates["stem-call-not-right"] = content =>
            StemScenario.Read("content", content) is { Kind: StemCall.Streams } call
            && call.Range.End >= call.Range.Start
            && StemRightCall.Differs(content);
        Predicates["stem-range-reversed"] = row => Time(row, "end") < Time(row, "start");
        Predicates["stem-start-off-the-grid"] = row => Time(row, "end") > From(row)
            && !StemWindows.IsOnGrid(Instant.Max(Time(row, "start"), Time(row, "siteStart")), Quarter);
        Predicates["stem-zero-of-the-meter"] = StemRightDays.HasZeroOfMeter;
        Predicates["stem-rows-behind-utc-midnight"] = StemRightDays.HasRowsBehindUtcMidnight;
        Predicates["stem-end-not-after-start"] = row => JsonPath.Parse("result[*]").Select(row)
            .Any(interval => Time(interval, "end") <= StemWindows.AlignDown(Time(interval, "start"), Duration.FromMinutes(1)));
        Predicates["stem-earlier-duplicate-of-wrong-type"] = HasWrongDuplicate;

        Predicates["stem-body-out-of-shape"] = exchange => JsonPath.Parse("response.body").Select(exchange).Any(body => !StemShape.Holds(body, null));

        Predicates["stem-unknown-members-of-the-list"] = exchange => exchange.GetProperty("response").GetProperty("body").EnumerateObject()
            .Any(member => member.Name is not ("total" or "page" or "clients" or "sites"));

        Assertions["stem-right-head"] = (exchange, ours) => !ours.IsRefused && HasRightHead(exchange, ours.Json.GetProperty("body"));
        Assertions["stem-escaped-client-path"] = (content, ours) =>
            Text(ours.Json, "request.path") == EscapedPath(Text(content, "context.call"))
            && OnlyPages(JsonPath.Parse("request.query").Select(ours.Json).Single());
        Assertions["stem-escaped-client-path-of-call"] = (content, ours) => JsonPath.Parse("requests[*]").Select(ours.Json)
            .All(request => Text(request, "path") == EscapedPath(Text(content, "call")) && OnlyPages(request.GetProperty("query")));
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

    // Python keeps the last of two members of one name; ours reads both.
    private static bool HasWrongDuplicate(JsonElement row)
    {
        return TryParse(row.GetProperty("text").GetString()!) is { } json
            && json.EnumerateObject().GroupBy(member => member.Name).Any(same => same.SkipLast(1).Any(earlier => same.Key switch
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
}
