using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

public sealed class StemScenarioTests
{
    [CorpusFileTheory("stem", "exchanges"), CorpusFileRows]
    public async Task Client_WholeCall_ReturnsWhatTheRecordedClientReturned(CorpusFileCase file)
    {
        StemScenario scenario = StemScenario.Load(file.File);
        using var handler = new ReplayHandler(scenario.Exchanges, ["authorization"], _ => Lost(scenario));

        // What the recorded client's schemas refuse, ours refuses when told to be strict.
        using StemClient client = StemClients.Create(handler, scenario, strict: scenario.Error == "SchemaValidationFailure");
        JsonObject ours;
        Outcome? refused = null;
        try
        {
            ours = Returned(scenario, await CallAsync(client, scenario));
        }
        catch (Exception exception) when (exception is EnergyPayloadException or EnergyTransportException { Failure: TransportFailure.CutOff })
        {
            ours = new JsonObject { ["error"] = "payload" };
        }
        catch (EnergyResponseException exception)
        {
            ours = new JsonObject { ["error"] = (int)exception.Status };
        }
        catch (ArgumentException exception)
        {
            ours = [];
            refused = Outcome.Refused(exception.Message);
        }

        ours["requests"] = new JsonArray([.. handler.Requests.Take(scenario.Exchanges.Count).Select(request => request.DeepClone())]);
        JsonObject theirs = scenario.Error is null
            ? new JsonObject { ["count"] = scenario.ResultCount, ["result"] = JsonText.ToNode(scenario.Result!.Value) }
            : new JsonObject { ["error"] = scenario.Refusal is { } refusal ? refusal.Status : "payload" };
        theirs["requests"] = new JsonArray([.. scenario.Exchanges.Select(exchange => (JsonNode)WireJson.Of(exchange.Request, ["authorization"]))]);
        new CaseCheck("stem", "client", Operation(scenario), file.ToString(), scenario.Json)
            .Verify(refused ?? Outcome.Value(ours), Outcome.Value(theirs));
    }

    internal static string Operation(StemScenario scenario) => scenario.Kind switch
    {
        StemCall.Clients => "call.clients",
        StemCall.Sites => "call.sites",
        _ => "call.stream",
    };

    private static async Task<List<JsonObject>> CallAsync(StemClient client, StemScenario scenario)
    {
        switch (scenario.Kind)
        {
            case StemCall.Clients:
                return await client.Clients.ListAsync(new StemClientQuery { PageSize = StemClients.PageSizeOf(scenario) }).Select(StemJson.Client).ToListAsync();
            case StemCall.Sites:
                // The recorded client leaves out sites without a meter, and gives the meter's start as the site's.
                return await client.Sites.ListAsync(scenario.ClientId, new StemSiteQuery { PageSize = StemClients.PageSizeOf(scenario) })
                    .Where(site => site.StartOf(StemStreamType.Monitor) is not null)
                    .Select(site => new JsonObject
                    {
                        ["link"] = site.Link,
                        ["id"] = site.Id,
                        ["name"] = site.Name,
                        ["start"] = StemJson.Text(site.StartOf(StemStreamType.Monitor)!.Value),
                    })
                    .ToListAsync();
            default:
                return await client.Streams.ReadAsync(scenario.SiteId, new StemStreamType(scenario.StreamType), new StemStreamQuery
                {
                    Range = new Interval(scenario.Range.Start, scenario.Range.End),
                    Resolution = Duration.FromSeconds(scenario.Resolution),
                    StreamStart = scenario.SiteStart,
                }).Select(StemJson.Interval).ToListAsync();
        }
    }

    // The recorder keeps as many results from the front as from the back of a long list.
    private static JsonObject Returned(StemScenario scenario, List<JsonObject> results)
    {
        int kept = scenario.Result?.GetArrayLength() ?? 0;
        IEnumerable<JsonObject> shown = scenario.ResultCount > kept && results.Count > kept
            ? [.. results.Take(kept / 2), .. results.TakeLast(kept - (kept / 2))]
            : results;
        return new JsonObject { ["count"] = results.Count, ["result"] = new JsonArray([.. shown.Select(result => (JsonNode)result)]) };
    }

    // The recorder lost the answers behind the last recorded one: what made the call raise, or the results that no recorded body holds, or the end.
    private static HttpResponseMessage Lost(StemScenario scenario)
    {
        if (scenario is { RefusalIsLost: true, Refusal: { } refusal })
        {
            return Respond(refusal.Status, refusal.Text);
        }

        JsonElement[] lost = [.. StemLostResults.Of(scenario)];
        if (scenario.Kind == StemCall.Streams && lost.Length > 0)
        {
            var rows = new JsonArray([.. lost.Select(result => (JsonNode)new JsonObject
            {
                ["start_datetime"] = result.GetProperty("start").GetString(),
                ["end_datetime"] = result.GetProperty("end").GetString(),
                ["kw_total_avg"] = JsonText.ToNode(result.GetProperty("kw")),
            })]);
            return Respond(200, new JsonObject
            {
                ["id"] = scenario.SiteId,
                ["name"] = "lost",
                ["stream_types"] = new JsonArray(new JsonObject { ["stream_type"] = scenario.StreamType, ["streams"] = rows }),
            }.ToJsonString());
        }

        return Respond(400, scenario.Kind == StemCall.Streams ? """{"error":"No data available"}""" : """{"error":"No results found"}""");
    }

    private static HttpResponseMessage Respond(int status, string text) =>
        new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
