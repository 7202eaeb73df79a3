using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The rules of telemetry, its derived values and its CSV form: the client's and the emulator's, each on its own.</summary>
public sealed class TelemetryVectorTests
{
    [VectorTheory("sundaya", "dataset_validation_vectors.json"), VectorRows]
    public void Validation_Row_IsJudgedInTheServersWords(VectorCase row)
    {
        SundayaDatasetKind kind = SundayaVectors.KindOf(row["input"]);
        JsonElement datasets = row["input"].GetProperty("datasets");
        VectorCheck.Verify(row, "validation", Outcome.Value(Verdict(SundayaTelemetry.FindViolation(kind, datasets))), Outcome.Value(row["output"]));
        Assert.Equal(SundayaTelemetry.FindViolation(kind, datasets), Emulated(kind).Shape.Check(SundayaJson.Read(datasets)));
    }

    [VectorTheory("sundaya", "dataset_transform_vectors.json"), VectorRows]
    public void Transform_Row_GivesTheMessagesOfTheServer(VectorCase row)
    {
        JsonElement input = row["input"];
        SundayaDatasetKind kind = SundayaVectors.KindOf(input);
        string sender = input.GetProperty("senderId").GetString()!;
        JsonElement datasets = input.GetProperty("datasets");
        Outcome ours = Outcome.Of(() => Messages(SundayaPublishing.Messages(Emulated(kind), SundayaJson.Read(datasets), sender, PeriodVectorTests.NowOf(input))));
        VectorCheck.Verify(row, "transform", ours, SundayaVectors.Theirs(row));
    }

    [VectorTheory("sundaya", "status_code_vectors.json"), VectorRows]
    public void Status_Row_IsDecodedAndEncodedAgain(VectorCase row)
    {
        SundayaDatasetKind kind = SundayaVectors.KindOf(row["input"]);
        string code = row["input"].GetProperty("code").GetString()!;
        SundayaDeviceStatus status = SundayaDeviceStatus.Parse(code);
        JsonObject words = Words(status, kind);

        // The temperature beside the code is no part of it: what was sent is published.
        JsonElement theirs = row["output"].GetProperty("status");
        if (kind == SundayaDatasetKind.Pms && theirs.TryGetProperty("temp", out JsonElement temperature))
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
            SundayaPmsCsvDocument document = SundayaPmsCsv.Read(csv);
            return new JsonObject { ["datasets"] = document.Datasets, ["validation"] = document.Violation ?? "valid" };
        });
        VectorCheck.Verify(row, "csv", ours, SundayaVectors.Theirs(row));
        Outcome emulated = Outcome.Of(() =>
        {
            JsonArray datasets = SundayaCsv.Read(csv);
            return new JsonObject { ["datasets"] = SundayaJson.Write(datasets), ["validation"] = SundayaDatasetShape.Pms.Shape.Check(datasets) ?? "valid" };
        });
        Assert.Equal(ours.IsRefused, emulated.IsRefused);
        Assert.True(ours.IsRefused || JsonElement.DeepEquals(ours.Json, emulated.Json), $"The emulator says {emulated.Json}, the client {ours.Json}.");
    }

    [VectorTheory("sundaya", "zone_offset_vectors.json"), VectorRows]
    public void Zone_Row_IsTheOffsetOfTheStamp(VectorCase row) => VectorCheck.Verify(
        row, "zone", Outcome.Of(() => JsonValue.Create(SundayaStamp.Publish(row["input"].GetString()!, Instant.MinValue).TimeZone)), Outcome.Value(row["output"]));

    // The words in which the server publishes what the status says.
    private static JsonObject Words(SundayaDeviceStatus status, SundayaDatasetKind kind)
    {
        var words = new JsonObject { ["bus_connect"] = status.IsBusConnected };
        if (kind == SundayaDatasetKind.Mppt)
        {
            words["input"] = ((string[])["normal", "high-volt-input", "no-power", "input-volt-error"])[(int)status.Input];
            words["chgfet"] = Short(status.IsChargeFetShort);
            words["chgfet_antirev"] = Short(status.IsChargeFetAntiReverseShort);
            words["fet_antirev"] = Short(status.IsFetAntiReverseShort);
            words["input_current"] = status.IsInputOvercurrent ? "overcurrent" : "ok";
            words["load"] = ((string[])["ok", "short", "overcurrent", "not-applicable"])[(int)status.Load];
            words["pv_input"] = Short(status.IsPvInputShort);
            words["charging"] = ((string[])["not-charging", "boost", "float", "equalisation"])[(int)status.Charging];
            words["system"] = status.IsSystemFault ? "fault" : "ok";
            words["standby"] = status.IsRunning ? "running" : "standby";
        }

        return words;

        static string Short(bool isShort) => isShort ? "short" : "ok";
    }

    private static JsonObject Verdict(string? violation) => violation is null ? new() { ["valid"] = true } : new() { ["error"] = violation };

    private static JsonObject Messages(IEnumerable<(string Key, JsonObject Value)> messages)
    {
        var list = new JsonArray([.. messages.Select(m => (JsonNode)new JsonObject { ["key"] = m.Key, ["value"] = m.Value })]);
        return new() { ["itemCount"] = list.Count, ["messages"] = list };
    }

    private static SundayaDatasetShape Emulated(SundayaDatasetKind kind) => kind switch
    {
        SundayaDatasetKind.Mppt => SundayaDatasetShape.Mppt,
        SundayaDatasetKind.Pms => SundayaDatasetShape.Pms,
        _ => SundayaDatasetShape.Inverter,
    };
}
