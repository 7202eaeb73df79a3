using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>Replays the Sundaya recordings: the exchanges of one file and one version, in order, against one emulator.</summary>
public sealed class SundayaReplay() : EmulatorReplay("sundaya", SundayaOperations.Table)
{
    protected override IReadOnlyList<string> ComparedHeaders =>
    [
        "content-type", "allow", "location", "vary", "x-content-type-options", "x-frame-options", "x-xss-protection", "referrer-policy", "feature-policy", "permissions-policy",
        "strict-transport-security", "content-security-policy",
    ];

    protected override IEnumerable<EmulatorRun> Runs() => EmulatorRun.OfTheRest("sundaya", [])
        .SelectMany(run => run.Exchanges.GroupBy(SundayaSession.ServerOf).Select(version => new EmulatorRun($"{run.Name} {version.Key}", [.. version])));

    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run) => await SundayaSession.StartAsync(run);

    /// <summary>Cuts ours where the recorder cut, and turns the random numbers of both into their form: how many, with how many decimals, and which are the bare zero.</summary>
    protected override void Normalise(RecordedExchange exchange, JsonObject theirs, JsonObject ours)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(ours);

        // The handler that reads ours spaces the methods out.
        if (ours["headers"] is JsonObject headers && headers["allow"] is { } allow)
        {
            headers["allow"] = allow.GetValue<string>().Replace(" ", "", StringComparison.Ordinal);
        }

        // The same JSON under another type, which the recorder parsed.
        if (theirs["body"] is JsonArray && ours["body"] is JsonValue text && text.TryGetValue(out string? plain))
        {
            ours["body"] = JsonNode.Parse(plain);
        }

        if (theirs["body"] is not JsonArray recorded || ours["body"] is not JsonArray given || !SundayaNumbersForm.IsCube(recorded))
        {
            return;
        }

        SundayaNumbersForm.CutLike(given, recorded);
        SundayaNumbersForm.Abstract(recorded);
        SundayaNumbersForm.Abstract(given);
    }

    protected override JsonElement ContentOf(RecordedExchange exchange) => exchange?.Json ?? default;
}
