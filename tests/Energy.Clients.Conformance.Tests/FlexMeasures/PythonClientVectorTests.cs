using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class PythonClientVectorTests
{
    private const string Vendor = "flexmeasures";
    private const string DefaultHost = "localhost:5000";

    [VectorTheory(Vendor, "vectors/client_connection.json"), VectorRows]
    public async Task Connection_Row_CallsTheSameAddresses(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "client-connection",
        ours: await Outcome.OfAsync(() => ConnectAsync(row["input"]), typeof(OptionsValidationException)),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/client_power_units.json"), VectorRows]
    public void PowerUnits_Row_ConvertAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "client-power-units",
        ours: Outcome.Of(
            () =>
            {
                JsonElement input = row["input"];
                (Unit from, Unit to) = (Unit.Parse(input.GetProperty("from_unit").GetString()!), Unit.Parse(input.GetProperty("to_unit").GetString()!));
                return new JsonArray([.. input.GetProperty("values").EnumerateArray().Select(value => (JsonNode)from.Convert(value.GetDouble(), to))]);
            },
            typeof(UnitConversionException)),
        theirs: row.Theirs("output"),
        new CompareOptions { RelativeTolerance = 1e-12 });

    [VectorTheory(Vendor, "vectors/client_server_version.json"), VectorRows]
    public void ServerVersion_Row_ComparesAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "client-server-version",
        ours: Outcome.Of(() => FlexMeasuresServerVersion.IsAtLeast(row["input"].GetProperty("server").GetString(), row["input"].GetProperty("minimum").GetString()!)),
        theirs: row.Theirs("output"));

    private static string? Text(JsonElement input, string member) => input.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    // The arguments of the Python client, as a user of ours would set them: one address instead of host, port and a switch.
    private static async Task<JsonNode?> ConnectAsync(JsonElement input)
    {
        bool secure = input.TryGetProperty("ssl", out JsonElement ssl) && ssl.GetBoolean();
        string authority = (Text(input, "host") ?? DefaultHost) + (input.TryGetProperty("port", out JsonElement port) ? ":" + port.GetRawText() : "");
        string scheme = secure ? "https" : "http";
        if (!Uri.TryCreate($"{scheme}://{authority}", UriKind.Absolute, out Uri? address) || !IsWhole(address, authority))
        {
            throw new ArgumentException($"'{authority}' is not a host with or without a port.");
        }

        using var handler = new FlexMeasuresStub(request => request.RequestUri!.AbsolutePath.EndsWith("requestAuthToken", StringComparison.Ordinal)
            ? """{"auth_token":"any-token","user_id":1,"status":200}"""
            : """{"values":[1.0],"start":"2026-01-01T00:00:00+00:00","duration":"PT15M","resolution":"PT15M","unit":"kW","services":[],"status":"PROCESSED"}""");
        using var client = new FlexMeasuresClient(
            new FlexMeasuresClientOptions
            {
                BaseAddress = address,
                Email = Text(input, "email") ?? "somebody@company.example",
                Password = Text(input, "password") ?? "any-password",
                AllowHttp = !secure,
                MaxRetries = 0,
            },
            handler);
        if (Text(input, "api_version") is { } version && version != FlexMeasuresApiVersion.V30.Name)
        {
            await client.Messages.GetServicesAsync(new FlexMeasuresApiVersion(version));
            return new JsonObject { ["version"] = version };
        }

        await client.Data.GetAsync(1, new FlexMeasuresDataQuery
        {
            Start = FlexMeasuresText.Time("2026-01-01T00:00:00Z"),
            Duration = new IsoDuration(Duration.FromMinutes(15)),
            Unit = Unit.Kilowatt,
        });
        return new JsonObject
        {
            ["scheme"] = handler.Asked[1].Scheme,
            ["host"] = handler.Asked[1].Host,
            ["port"] = handler.Asked[1].Port,
            ["url"] = handler.Asked[1].GetLeftPart(UriPartial.Path),
            ["auth_url"] = handler.Asked[0].AbsoluteUri,
        };
    }

    // A host with a scheme in front is an address too, but of a host called 'http'.
    private static bool IsWhole(Uri address, string authority) =>
        address.AbsolutePath == "/" && (address.Authority == authority || $"{address.Host}:{address.Port}" == authority);
}
