using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Binary reports and device times against the server's parser.</summary>
public sealed class IOTileReportVectorTests
{
    [VectorTheory("iotile", "vectors/reports-bin.json"), VectorRows]
    public void Report_File_IsReadAsTheServerReadsIt(VectorCase row)
    {
        byte[] file = Convert.FromBase64String(row["base64"].GetString()!);
        VectorCheck.Verify(row, "reports-bin", Outcome.Of(() => Decoded(file)), row["decoded"].TryGetProperty("error", out _) ? Outcome.Refused("error") : Outcome.Value(JsonText.ToNode(row["decoded"])));
    }

    [VectorTheory("iotile", "vectors/reports-bin.json"), VectorRows]
    public void Report_Input_IsBuiltToTheSameBytes(VectorCase row)
    {
        string theirs = row["base64"].GetString()!;
        Outcome ours = Outcome.Of(() =>
        {
            if (row.Find("input") is not { ValueKind: JsonValueKind.Object } input)
            {
                // Nothing to build from: the strict reader takes exactly the files whose length, hash and signature kind are right.
                IOTileReport.Parse(Convert.FromBase64String(theirs));
                return JsonValue.Create(theirs);
            }

            var report = new IOTileReport
            {
                Device = new DeviceSlug(input.GetProperty("dev").GetInt64()),
                ReportId = input.GetProperty("rpt_id").GetUInt32(),
                SentTimestamp = input.GetProperty("sent").GetUInt32(),
                StreamerIndex = input.GetProperty("index").GetByte(),
                StreamerSelector = input.GetProperty("selector").GetUInt16(),
                Readings = [.. input.GetProperty("readings").EnumerateArray().Select(Reading)],
            };
            return JsonValue.Create(Convert.ToBase64String(report.ToBytes()));
        });
        VectorCheck.Verify(row, "reports-bin-build", ours, IsUsable(row) ? Outcome.Value(JsonValue.Create(theirs)) : Outcome.Refused("not usable"));
    }

    [VectorTheory("iotile", "vectors/reading-times.json"), VectorRows]
    public void DeviceTime_Row_GivesTheReadingsTime(VectorCase row) => VectorCheck.Verify(
        row,
        "reading-times",
        Outcome.Of(() => JsonValue.Create(InstantText.Format(IOTileDeviceTime.ToInstant(row["deviceTimestamp"].GetUInt32(), Time(row["received"]), row["sentTimestamp"].GetUInt32())))),
        Outcome.Value(row["readingTime"]));

    private static bool IsUsable(VectorCase row)
    {
        JsonElement decoded = row["decoded"];
        return !decoded.TryGetProperty("error", out _)
            && decoded.GetProperty("hashValid").GetBoolean()
            && decoded.GetProperty("header").GetProperty("signature_flags").GetInt32() == 0
            && decoded.GetProperty("length").GetInt32() == Convert.FromBase64String(row["base64"].GetString()!).Length;
    }

    private static Instant Time(JsonElement text) => InstantText.TryParse(Encoding.ASCII.GetBytes(text.GetString()!), out Instant at) ? at : throw new FormatException(text.GetString());

    private static IOTileReportReading Reading(JsonElement json) => new(
        json.GetProperty("stream").GetUInt16(), json.GetProperty("id").GetUInt32(), json.GetProperty("timestamp").GetUInt32(), json.GetProperty("value").GetUInt32());

    private static JsonObject Decoded(byte[] file)
    {
        IOTileReportInspection found = IOTileReport.Inspect(file);
        bool readable = found.Format == 1 && found.Signature.Length > 0 && found.ExpectedCount == found.Readings.Count;
        return !readable
            ? throw found.Fault!
            : new JsonObject
            {
                ["header"] = new JsonObject
                {
                    ["fmt"] = found.Format, ["len_low"] = found.Length & 0xff, ["len_high"] = found.Length >> 8, ["dev_id"] = found.DeviceId, ["rpt_id"] = found.ReportId, ["sent_timestamp"] = found.SentTimestamp,
                    ["signature_flags"] = found.SignatureFlags, ["streamer_index"] = found.StreamerIndex, ["streamer_selector"] = found.StreamerSelector,
                },
                ["length"] = found.Length,
                ["expectedCount"] = found.ExpectedCount,
                ["footer"] = new JsonObject { ["lowest_id"] = found.LowestId, ["highest_id"] = found.HighestId, ["signature"] = found.Signature },
                ["hashValid"] = found.HashValid,
                ["choppedOff"] = found.IsChopped,
                ["readings"] = new JsonArray([.. found.Readings.Select(r => (JsonNode?)new JsonObject { ["stream"] = r.Stream, ["id"] = r.Id, ["timestamp"] = r.DeviceTimestamp, ["value"] = r.Value })]),
            };
    }
}
