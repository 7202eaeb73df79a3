using System.Text.Json.Nodes;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Reports of devices: the binary form and the times in it.</summary>
public sealed class ReportVectorTests
{
    [VectorTheory("iotile", "vectors/reports-bin.json"), VectorRows]
    public void ReportsBin_Row_IsReadAsFarAsTheServerReadsItAndBuiltAlike(VectorCase row)
    {
        var file = row["base64"].GetBytesFromBase64();
        var found = IOTileReport.Inspect(file);
        var (ours, theirs) = (Decoded(file, found), JsonText.ToNode(row["decoded"])!.AsObject());
        if (row.Find("input") is { } input)
        {
            ours["built"] = Convert.ToBase64String(Built(input).ToBytes());
            theirs["built"] = row["base64"].GetString();
        }

        VectorCheck.Verify(row, "reports-bin", Outcome.Value(ours), Outcome.Value(theirs));

        // What the server could not use is refused by us, with a reason; what it would take is not.
        var decoded = row["decoded"];
        var isUsable = !decoded.TryGetProperty("error", out _)
            && decoded.GetProperty("hashValid").GetBoolean()
            && decoded.GetProperty("header").GetProperty("signature_flags").GetInt32() == 0
            && decoded.GetProperty("length").GetInt32() == file.Length;
        Assert.Equal(isUsable, found.Fault is null);
    }

    [VectorTheory("iotile", "vectors/reading-times.json"), VectorRows]
    public void ReadingTimes_Row_GivesTheServersTime(VectorCase row)
    {
        var ours = Outcome.Of(() => IOTileJson.Of(IOTileDeviceTime.ToInstant(
            row["deviceTimestamp"].GetUInt32(), Time(row["received"].GetString()!), row["sentTimestamp"].GetUInt32())));
        VectorCheck.Verify(row, "reading-times", ours, row.Theirs("readingTime"), new CompareOptions { InstantsAt = [JsonPath.Parse("")] });
    }

    private static Instant Time(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    private static IOTileReport Built(System.Text.Json.JsonElement input) => new()
    {
        Device = new DeviceSlug(input.GetProperty("dev").GetInt64()),
        ReportId = input.GetProperty("rpt_id").GetUInt32(),
        SentTimestamp = input.GetProperty("sent").GetUInt32(),
        StreamerIndex = input.GetProperty("index").GetByte(),
        StreamerSelector = input.GetProperty("selector").GetUInt16(),
        Readings = [.. input.GetProperty("readings").EnumerateArray().Select(reading => new IOTileReportReading(
            reading.GetProperty("stream").GetUInt16(), reading.GetProperty("id").GetUInt32(), reading.GetProperty("timestamp").GetUInt32(),
            reading.GetProperty("value").GetUInt32()))],
    };

    private static JsonObject Decoded(byte[] file, IOTileReportInspection found)
    {
        var decoded = new JsonObject();
        if (found.Format == 1 && file.Length >= IOTileReport.HeaderLength)
        {
            decoded["header"] = new JsonObject
            {
                ["fmt"] = found.Format,
                ["len_low"] = found.Length & 0xff,
                ["len_high"] = found.Length >> 8,
                ["dev_id"] = found.DeviceId,
                ["rpt_id"] = found.ReportId,
                ["sent_timestamp"] = found.SentTimestamp,
                ["signature_flags"] = found.SignatureFlags,
                ["streamer_index"] = found.StreamerIndex,
                ["streamer_selector"] = found.StreamerSelector,
            };
            decoded["length"] = found.Length;
            decoded["expectedCount"] = found.ExpectedCount;
            decoded["choppedOff"] = found.IsChopped;
            if (found.Signature.Length > 0)
            {
                decoded["footer"] = new JsonObject { ["lowest_id"] = found.LowestId, ["highest_id"] = found.HighestId, ["signature"] = found.Signature };
                decoded["hashValid"] = found.HashValid;
            }
        }

        if (decoded.Count > 0 && found.Readings.Count == found.ExpectedCount)
        {
            decoded["readings"] = new JsonArray([.. found.Readings.Select(reading => (JsonNode)new JsonObject
            {
                ["stream"] = reading.Stream, ["id"] = reading.Id, ["timestamp"] = reading.DeviceTimestamp, ["value"] = reading.Value,
            })]);
        }
        else
        {
            decoded["error"] = "ParseReportException";
        }

        return decoded;
    }
}
