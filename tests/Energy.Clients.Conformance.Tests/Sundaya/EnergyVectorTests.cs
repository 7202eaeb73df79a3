using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The cube's structure, content negotiation and the sender's label, asked of the emulator over HTTP.</summary>
public sealed class EnergyVectorTests
{
    private static readonly DateTimeOffset AnyTime = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [VectorTheory("sundaya", "energy_shape_vectors.json"), VectorRows]
    public async Task Shape_Row_IsTheStructureOfTheServersAnswer(VectorCase row)
    {
        JsonElement input = row["input"];
        var clock = new RecordedClock();
        clock.Set(PeriodVectorTests.NowOf(input).ToDateTimeOffset());
        await using EnergyEmulators vendors = await SundayaServer.StartAsync(input.GetProperty("server").GetString()!, clock);
        var (status, type, body) = await SundayaServer.GetAsync(vendors.Sundaya.BaseAddress, input.GetProperty("path").GetString()!, input.GetProperty("accept").GetString());
        var ours = new JsonObject { ["status"] = status, ["contentType"] = type };
        if (row["output"].TryGetProperty("collections", out _) && body is { } cube)
        {
            ours["collections"] = CubeShape.Of(cube);
        }

        VectorCheck.Verify(row, "shape", Outcome.Value(ours), Outcome.Value(row["output"]));
    }

    [VectorTheory("sundaya", "accept_vectors.json"), VectorRows]
    public async Task Accept_Row_ChoosesTheServersType(VectorCase row)
    {
        var clock = new RecordedClock();
        clock.Set(AnyTime);

        // The rows have the older server's status.
        await using EnergyEmulators vendors = await SundayaServer.StartAsync("0.5", clock);
        var (status, type, _) = await SundayaServer.GetAsync(vendors.Sundaya.BaseAddress, "/energy/harvest/period/week", row["input"].GetProperty("accept").GetString());
        JsonObject ours = status == 200 ? new() { ["contentType"] = type!.Split(';')[0] } : new() { ["error"] = status };
        VectorCheck.Verify(row, "accept", Outcome.Value(ours), Outcome.Value(row["output"]));
    }

    [VectorTheory("sundaya", "sender_id_vectors.json"), VectorRows]
    public async Task Sender_Row_LabelsWhatIsPublished(VectorCase row)
    {
        var clock = new RecordedClock();
        clock.Set(AnyTime);
        await using EnergyEmulators vendors = await SundayaServer.StartAsync("0.6", clock);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(vendors.Sundaya.BaseAddress, "devices/dataset/mppt"))
        {
            Content = new StringContent(
                """{"datasets":[{"mppt_id":"M1","status":{"code":"0001"},"data":[{"time_local":"20240506T070809.000+0000","pv":{"volts":[1],"amps":[1]},"battery":{"volts":"""
                    + """1,"amps":1},"load":{"volts":[1],"amps":[1]}}]}]}""",
                Encoding.UTF8,
                "application/json"),
        };
        if (row["input"].GetProperty("apiKey").GetString() is { } key)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        VectorCheck.Verify(row, "sender", Outcome.Value(vendors.Sundaya.Published[0].Value["sender"]!.DeepClone()), Outcome.Value(row["output"]));
    }
}
