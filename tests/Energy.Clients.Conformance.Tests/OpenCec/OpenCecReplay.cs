using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>Replays the Open CEC recordings: a fresh emulator with the seed for every scenario.</summary>
public sealed partial class OpenCecReplay() : EmulatorReplay("opencec", OpenCecOperations.Table)
{
    // The server gives no order to rows, nor to what the nested read puts into them. Test profiles and faults keep theirs.
    private static readonly JsonPath[] Unordered =
        [.. new[] { "body", "body.**.certificates", "body.**.listing_device_classes", "body.**.listing_device_class_attributes",
            "body.**.device_class_attributes" }.Select(JsonPath.Parse)];

    protected override IReadOnlyList<string> ComparedHeaders => ["content-type", "allow", "location", "www-authenticate"];

    protected override IEnumerable<EmulatorRun> Runs() => EmulatorRun.OfTheRest("opencec", []);

    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await OpenCecSession.StartAsync(run);

    protected override CompareOptions OptionsFor(RecordedExchange exchange, string operation) => new() { UnorderedAt = Unordered };

    /// <summary>Of the driver's text only the class and the names are stable; the SQL behind them is not.</summary>
    protected override void Normalise(RecordedExchange exchange, JsonObject theirs, JsonObject ours)
    {
        Shorten(theirs);
        Shorten(ours);
    }

    private static void Shorten(JsonObject answer)
    {
        if (answer["body"] is JsonObject body && body["detail"] is JsonValue detail && detail.TryGetValue(out string? text) && text.StartsWith('('))
        {
            Match driver = Driver().Match(text);
            body["detail"] = new JsonObject { ["class"] = driver.Groups["class"].Value, ["says"] = driver.Groups["says"].Value, ["keys"] = driver.Groups["keys"].Value };
        }
    }

    [GeneratedRegex(@"^\((?<class>[^)]+)\) (?<says>[^\n]*)(?:\nDETAIL:  Key (?<keys>[^\n]*))?")]
    private static partial Regex Driver();
}
