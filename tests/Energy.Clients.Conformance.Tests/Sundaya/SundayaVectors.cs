using System.Text.Json;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>Pieces that the vector tests share.</summary>
internal static class SundayaVectors
{
    public static SundayaDatasetKind KindOf(JsonElement input) => input.GetProperty("dataset").GetString() switch
    {
        "mppt" => SundayaDatasetKind.Mppt,
        "pms" => SundayaDatasetKind.Pms,
        "inverter" => SundayaDatasetKind.Inverter,
        var other => throw new InvalidDataException($"Unknown dataset '{other}'."),
    };

    // A refusal stands inside the output.
    public static Outcome Theirs(VectorCase row) =>
        row["output"] is { ValueKind: JsonValueKind.Object } output && output.TryGetProperty("error", out JsonElement error)
        ? Outcome.Refused(JsonText.Of(error)) : Outcome.Value(row["output"]);
}
