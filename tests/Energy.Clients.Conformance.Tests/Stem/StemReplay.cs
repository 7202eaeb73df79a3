using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Replays the Stem recordings: a fresh emulator for every scenario, loaded with the objects inside the scenario's 200 bodies.</summary>
public sealed class StemReplay() : EmulatorReplay("stem", StemOperations.Table)
{
    protected override IEnumerable<EmulatorRun> Runs() => EmulatorRun.OfTheRest("stem", []);

    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await StemSession.StartAsync(StemScenario.Load(run.Exchanges[0].File));

    /// <summary>The recorded element with <c>known</c>: for lists how many rows the scenario's state holds, and which page was asked.</summary>
    protected override JsonElement ContentOf(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        StemScenario scenario = StemScenario.Load(exchange.File);
        JsonObject content = JsonText.ToNode(exchange.Content)!.AsObject();
        if (scenario.Kind != StemCall.Streams)
        {
            string page = scenario.Origin(exchange).Request.Parameter("page") ?? "1";
            bool isNumber = exchange.Response.Body.Json is { ValueKind: JsonValueKind.Object } body
                && body.TryGetProperty("page", out JsonElement recorded)
                && recorded.ValueKind == JsonValueKind.Number;
            content["known"] = new JsonObject
            {
                ["rows"] = StemSession.RowCount(scenario),
                ["page"] = isNumber ? JsonNode.Parse(page) : JsonValue.Create(page),
            };
        }

        return JsonText.ToElement(content);
    }
}
