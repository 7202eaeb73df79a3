using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The rules of telemetry, its derived values and its CSV form: the client's and the emulator's, each on its own.</summary>
public sealed class TelemetryVectorTests
{
    [VectorTheory("sundaya", "dataset_validation_vectors.json"), VectorRows]
    public void Validation_Row_IsJudgedInTheServersWords(VectorCase row)
    {
        DeviceDatasetKind kind = SundayaVectors.KindOf(row["input"]);
        JsonElement datasets = row["input"].GetProperty("datasets");
        VectorCheck.Verify(row, "validation", Outcome.Value(Verdict(DeviceTelemetry.FindViolation(kind, datasets))), Outcome.Value(row["output"]));
        Assert.Equal(DeviceTelemetry.FindViolation(kind, datasets), Emulated(kind).Shape.Check(SundayaJson.Read(datasets)));
    }

    [VectorTheory("sundaya", "dataset_transform_vectors.json"), VectorRows]
    public void Transform_Row_GivesTheMessagesOfTheServer(VectorCase row)
    {
        JsonElement input = row["input"];
        DeviceDatasetKind kind = SundayaVectors.KindOf(input);
        string sender = input.GetProperty("senderId").GetString()!;
        JsonElement datasets = input.GetProperty("datasets");
        Outcome ours = Outcome.Of(() => Messages(SundayaTelemetry.Messages(Emulated(kind), SundayaJson.Read(datasets), sender, PeriodVectorTests.NowOf(input))));
        VectorCheck.Verify(row, "transform", ours, SundayaVectors.Theirs(row));
    }

    [VectorTheory("sundaya", "status_code_vectors.json"), VectorRows]
    public void Status_Row_IsDecodedAndEncodedAgain(VectorCase row)
    {
        DeviceDatasetKind kind = SundayaVectors.KindOf(row["input"]);
        string code = row["input"].GetProperty("code").GetString()!;
        DeviceStatus status = DeviceStatus.Parse(code);
        var words = new JsonObject(status.ToWords(kind).Select(w => KeyValuePair.Create(w.Key, w.Key == "bus_connect" ? (JsonNode?)JsonValue.Create(w.Value == "true") : JsonValue.Create(w.Value))));

        // The temperature beside the code is no part of it: what was sent is published.
        JsonElement theirs = row["output"].GetProperty("status");
        if (kind == DeviceDatasetKind.Pms && theirs.TryGetProperty("temp", out JsonElement temperature))
        {
            words["temp"] = JsonText.ToNode(temperature);
        }

        VectorCheck.Verify(row, "status", Outcome.Value(new JsonObject { ["status"] = words }), Outcome.Value(row["output"]));
        Assert.Equal(code.ToUpperInvariant(), status.ToString());
    }

    [VectorTheory("sundaya", "pms_csv_vectors.json"), VectorRows]
    public void Csv_Row_IsReadAndJudgedAsByTheServer(VectorCase row)
    {
        string csv = row["input"].GetProperty("csv").GetString()!;
        Outcome ours = Outcome.Of(() =>
        {
            PmsCsvDocument document = PmsCsv.Read(csv);
            return new JsonObject { ["datasets"] = document.Datasets, ["validation"] = document.Violation ?? "valid" };
        });
        VectorCheck.Verify(row, "csv", ours, SundayaVectors.Theirs(row));
        Outcome emulated = Outcome.Of(() =>
        {
            JsonArray datasets = SundayaPmsCsv.Read(csv);
            return new JsonObject { ["datasets"] = SundayaJson.Write(datasets), ["validation"] = SundayaDataset.Pms.Shape.Check(datasets) ?? "valid" };
        });
        Assert.Equal(ours.IsRefused, emulated.IsRefused);
        Assert.True(ours.IsRefused || JsonElement.DeepEquals(ours.Json, emulated.Json), $"The emulator says {emulated.Json}, the client {ours.Json}.");
    }

    [VectorTheory("sundaya", "zone_offset_vectors.json"), VectorRows]
    public void Zone_Row_IsTheOffsetOfTheStamp(VectorCase row) => VectorCheck.Verify(
        row, "zone", Outcome.Of(() => JsonValue.Create(DeviceTelemetry.ZoneOf(row["input"].GetString()!))), Outcome.Value(row["output"]));

    private static JsonObject Verdict(string? violation) => violation is null ? new() { ["valid"] = true } : new() { ["error"] = violation };

    private static JsonObject Messages(IEnumerable<(string Key, JsonObject Value)> messages)
    {
        var list = new JsonArray([.. messages.Select(m => (JsonNode)new JsonObject { ["key"] = m.Key, ["value"] = m.Value })]);
        return new() { ["itemCount"] = list.Count, ["messages"] = list };
    }

    private static SundayaDataset Emulated(DeviceDatasetKind kind) => kind switch
    {
        DeviceDatasetKind.Mppt => SundayaDataset.Mppt,
        DeviceDatasetKind.Pms => SundayaDataset.Pms,
        _ => SundayaDataset.Inverter,
    };
}
