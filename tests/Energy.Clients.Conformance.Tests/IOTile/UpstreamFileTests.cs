using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>The files that upstream's own tests use: reports in three forms, and rows of data.</summary>
public sealed class UpstreamFileTests
{
    private static readonly CompareOptions Options = new() { ExtraMembersAt = [JsonPath.Parse("**")], InstantsAt = [JsonPath.Parse("**")], NullMayBeMissing = true };

    [CorpusFileTheory("iotile", "upstream/server-reports"), CorpusFileRows]
    public void ObjectReport_OfUpstream_IsReadAndWrittenInFull(CorpusFileCase file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = Corpus.PathOf(file.Vendor, file.File);
        var report = IOTileObjectReport.ParseJson(File.ReadAllBytes(path));
        Verify(file, "report-json", JsonNode.Parse(report.ToJson()));
        Verify(file, "report-message-pack", JsonNode.Parse(IOTileObjectReport.ParseMessagePack(report.ToMessagePack()).ToJson()));
    }

    [CorpusFact("iotile")]
    public void MessagePackReports_OfUpstream_SayTheSameInBothForms()
    {
        foreach (var path in Corpus.Folders("iotile").SelectMany(folder => Directory.EnumerateFiles(folder.Path, "*.mp", SearchOption.AllDirectories)))
        {
            var json = IOTileObjectReport.ParseMessagePack(File.ReadAllBytes(path)).ToJson();
            Assert.True(JsonCompare.Compare(JsonElement.Parse(json), JsonElement.Parse(IOTileObjectReport.ParseJson(json).ToJson())).AreEqual, path);
        }
    }

    [CorpusFact("iotile")]
    public void BinaryReports_OfUpstream_AreTakenOrRefusedByWhatTheyHold()
    {
        foreach (var path in Corpus.Folders("iotile").SelectMany(folder => Directory.EnumerateFiles(folder.Path, "*.bin", SearchOption.AllDirectories)))
        {
            var bytes = File.ReadAllBytes(path);
            var found = IOTileReport.Inspect(bytes);
            Assert.True(IOTileReportFile.IsUsable(new RecordedPart("file", "any.bin", null, bytes)) == found.Fault is null, $"{path}: {found.Fault?.Message}");
            Assert.True(found.Fault is not null || IOTileReport.Parse(bytes).Readings.Count == (bytes.Length - 44) / 16, path);
        }
    }

    private static void Verify(CorpusFileCase file, string operation, JsonNode? ours)
    {
        var theirs = JsonText.ToNode(file.Json)!.AsObject();

        // A stream is four hex digits, or the same number.
        foreach (var item in new[] { theirs["data"], theirs["events"] }.OfType<JsonArray>().SelectMany(items => items).OfType<JsonObject>())
        {
            item["stream"] = item["stream"]!.GetValueKind() == JsonValueKind.Number ? $"{item["stream"]!.GetValue<int>():x4}" : item["stream"]!.GetValue<string>();
        }

        new CaseCheck("iotile", "vector", operation, file.ToString(), file.Json) { Options = Options }.Verify(Outcome.Value(ours), Outcome.Value(theirs));
    }
}
