using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>
/// What a recorded stream call should have done: windows that start on the grid, every reading once, and none from outside the window that it came in.
/// </summary>
public static class StemRightCall
{
    /// <summary>Whether the recorded call differs from that.</summary>
    public static bool Differs(JsonElement scenario) =>
        !JsonCompare.Compare(Recorded(scenario), JsonText.ToElement(Of(scenario)), new CompareOptions { AllowExtraMembers = true }).AreEqual;

    /// <summary>The requests, results and count, as the scenario tests write them (without methods and headers).</summary>
    public static JsonObject Of(JsonElement json)
    {
        StemScenario scenario = StemScenario.Read("content", json);
        Duration resolution = Duration.FromSeconds(scenario.Resolution);
        var windows = StemWindows.Of(scenario.Range.Start, scenario.Range.End, scenario.SiteStart, resolution).ToArray();
        var right = new JsonObject
        {
            ["requests"] = new JsonArray([.. scenario.Exchanges.Select((exchange, i) => (JsonNode)new JsonObject
            {
                ["path"] = RequestTarget.CanonicalPath(exchange.Request.Target),
                ["query"] = new JsonArray([.. RequestTarget.CanonicalQuery(exchange.Request.Target).Select(pair => (JsonNode)Right(pair, windows[i]))]),
            })]),
        };
        if (scenario.Result is not null)
        {
            JsonElement[] rows = Rows(scenario, json, resolution);
            right["count"] = rows.Length;
            right["result"] = new JsonArray([.. rows.Select(row => JsonText.ToNode(row))]);
        }

        return right;
    }

    private static JsonElement Recorded(JsonElement json)
    {
        StemScenario scenario = StemScenario.Read("content", json);
        var recorded = new JsonObject
        {
            ["requests"] = new JsonArray([.. scenario.Exchanges.Select(exchange => (JsonNode)WireJson.Of(exchange.Request, []))]),
        };
        if (scenario.Result is { } result)
        {
            recorded["count"] = scenario.ResultCount;
            recorded["result"] = JsonText.ToNode(result);
        }

        return JsonText.ToElement(WithoutRest(recorded));
    }

    private static JsonObject WithoutRest(JsonObject recorded)
    {
        foreach (JsonObject request in recorded["requests"]!.AsArray().OfType<JsonObject>())
        {
            foreach (string name in (string[])["method", "headers", "body"])
            {
                request.Remove(name);
            }
        }

        return recorded;
    }

    private static string Right(string pair, (Instant Start, Instant End) window) => pair.Split('=')[0] switch
    {
        "start_datetime" => $"start_datetime={StemJson.Text(window.Start)}",
        "end_datetime" => $"end_datetime={StemJson.Text(window.End)}",
        _ => pair,
    };

    private static JsonElement[] Rows(StemScenario scenario, JsonElement json, Duration resolution)
    {
        Instant from = StemWindows.From(scenario.Range.Start, scenario.SiteStart, resolution);
        var lost = StemLostResults.Of(json).Select(row => row.GetRawText()).ToHashSet(StringComparer.Ordinal);

        // A lost row came behind the last recorded window.
        Instant lostFrom = scenario.Exchanges is [.., var last] && last.Request.Parameter("end_datetime") is { } end ? StemJson.Time(end) : from;
        var rows = new SortedDictionary<Instant, JsonElement>();
        foreach (JsonElement row in scenario.Result!.Value.EnumerateArray())
        {
            Instant start = StemWindows.AlignDown(StemJson.Time(row.GetProperty("start").GetString()!), Duration.FromMinutes(1));
            if (start >= (lost.Contains(row.GetRawText()) ? lostFrom : from) && start < scenario.Range.End)
            {
                rows[start] = row;
            }
        }

        return [.. rows.Values];
    }
}
