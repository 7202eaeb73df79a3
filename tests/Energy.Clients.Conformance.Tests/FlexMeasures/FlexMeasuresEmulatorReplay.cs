using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Replays the recordings of both servers against their emulators, a run each.</summary>
public sealed class FlexMeasuresEmulatorReplay() : EmulatorReplay("flexmeasures", FlexMeasuresEmulatorOperations.Table)
{
    private static readonly JsonPath[] Everywhere = [JsonPath.Parse("**")];
    private static readonly JsonPath[] Rows = [JsonPath.Parse("body"), JsonPath.Parse("body.data"), JsonPath.Parse("body[*].child_assets")];

    private static readonly JsonPath[] Jobs = [JsonPath.Parse("body.jobs")];

    private static readonly VolatilePath CutPage = new(JsonPath.Parse("body"), VolatileMode.Ignored);

    // The database gives children in no order.
    private static readonly JsonPath[] Children = [JsonPath.Parse("body.child_assets"), JsonPath.Parse("body[*].child_assets"), JsonPath.Parse("body.data[*].child_assets")];

    protected override IEnumerable<EmulatorRun> Runs() => FlexMeasuresWorldState.Files.Select(FlexMeasuresWorldState.Run);

    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await FlexMeasuresEmulatorSession.StartAsync(run.Name);

    protected override CompareOptions OptionsFor(RecordedExchange exchange, string operation)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        bool sorted = exchange.Request.Parameter("sort-by") is not null || exchange.Request.Parameter("sort_by") is not null;
        return new CompareOptions
        {
            RelativeTolerance = 1e-9,
            InstantsAt = Everywhere,

            // Pages of the server's own design are cut in the recording: status and content type are compared.
            Volatile = exchange.Response.Body.Text is null ? [] : [CutPage],

            // Without an order asked for, the rows of these lists come as the database gives them.
            UnorderedAt = operation is "GET /api/v3_0/assets/{id}/jobs" ? Jobs : !sorted && operation is "GET /api/v3_0/assets" or "GET /api/v3_0/users" ? Rows : Children,
        };
    }

    protected override void Normalise(RecordedExchange exchange, JsonObject theirs, JsonObject ours)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(theirs);

        // An answer without a body is written as an empty text, with the content type that goes with none.
        if (exchange.Response.Status == 204)
        {
            theirs["body"] = null;
            theirs["headers"] = new JsonObject();
        }
    }
}
