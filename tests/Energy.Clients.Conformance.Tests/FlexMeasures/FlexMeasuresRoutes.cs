using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Side (a) of FlexMeasures: every recorded request as a typed call, every recorded answer as the model it gives.</summary>
public static class FlexMeasuresRoutes
{
    private static readonly RecordedResponse NoSources = new()
    {
        Status = 200,
        Body = RecordedBody.Of(JsonText.Parse("""{"types":[],"sources":[],"status":200}""")),
    };

    /// <summary>The table: an operation is refused or run.</summary>
    public static RouteTable<FlexMeasuresClient> Table { get; } = Create();

    /// <summary>A client with the credential of the recording; a token that no header can carry, and a sign-in that no options can say, are none.</summary>
    public static FlexMeasuresClient Create(RecordedExchange exchange, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (FlexMeasuresOperations.Table.Of(exchange) == FlexMeasuresOperations.SignIn
            && exchange.Request.Body.Json is { ValueKind: JsonValueKind.Object } body
            && body.TryGetProperty("email", out JsonElement email)
            && body.TryGetProperty("password", out JsonElement password))
        {
            return FlexMeasuresClients.Create(handler, null, email.GetString(), password.GetString());
        }

        string? token = exchange.Request.Header("authorization");
        return FlexMeasuresClients.Create(handler, EnergyCredential.DescribeFault(token) is null ? token : null);
    }

    private static RouteTable<FlexMeasuresClient> Create()
    {
        var table = new RouteTable<FlexMeasuresClient>("flexmeasures", FlexMeasuresOperations.Table, Create)
        {
            Canonical = FlexMeasuresRequestForm.Of,
            OurError = (exception, _) => FlexMeasuresAnswers.Of(exception),
            TheirError = FlexMeasuresAnswers.Error,
            IsError = IsError,

            TheirBody = TheirBody,
            Replayed = exchange => IsSignedIn(exchange) ? ([exchange, exchange with { Response = NoSources }], 0) : ([exchange, .. FlexMeasuresNames.AskedFor(exchange)], 0),
            Options = _ => new CompareOptions { ExtraMembersAt = [JsonPath.Parse("answer.**")], InstantsAt = [JsonPath.Parse("answer.**")] },
        };
        foreach (string operation in FlexMeasuresCalls.All.Operations)
        {
            table
                .Refuse(
                    operation,
                    (client, exchange) => FlexMeasuresCalls.All.RunAsync(operation, client, exchange),
                    FlexMeasuresCalls.SendAsync,
                    when: exchange => exchange.Response.Status >= 400 && FlexMeasuresCalls.All.Refuses(operation, exchange))
                .Run(operation, async (client, exchange, handler) =>
                {
                    JsonNode? body = await FlexMeasuresCalls.All.RunAsync(operation, client, exchange);
                    return IsSignedIn(exchange) ? new JsonObject { ["auth_token"] = handler.Requests[1]["headers"]!["authorization"]?.DeepClone() } : body;
                });
        }

        return table;
    }

    // No content is recorded as an empty text, and word that a result is not ready yet means one thing in whatever words.
    private static JsonNode? TheirBody(RecordedExchange exchange)
    {
        JsonNode? body = exchange.Response.Status == 204 ? null : exchange.Response.Body.Json is { } json ? JsonText.ToNode(json) : exchange.Response.Body.Text;
        if (exchange.Response.Status == 202 && FlexMeasuresOperations.IsPolled(exchange))
        {
            body!["state"] = nameof(FlexMeasuresPollState.NotReady);
        }

        return body;
    }

    private static bool IsSignedIn(RecordedExchange exchange) =>
        FlexMeasuresOperations.Table.Of(exchange) == FlexMeasuresOperations.SignIn
        && exchange.Response is { Status: 200, Body.Json: { ValueKind: JsonValueKind.Object } body }
        && body.TryGetProperty("auth_token", out _);

    // The record of a failed job comes with 422, word of a server that is not ready with 503; a sign-in without a token is no success.
    private static bool IsError(RecordedExchange exchange) => FlexMeasuresOperations.Table.Of(exchange) switch
    {
        FlexMeasuresOperations.SignIn => !IsSignedIn(exchange),
        "jobs.get" when exchange.Response is { Status: 422, Body.Json: { ValueKind: JsonValueKind.Object } body } => !body.TryGetProperty("func-name", out _),
        "server.health" => exchange.Response.Status is not (200 or 503),
        _ => exchange.Response.Status >= 400,
    };
}
