using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Mdo against the Python client, the server and the web client, bit for bit.</summary>
public sealed class MdoVectorTests
{
    private static readonly CompareOptions BitExact = new() { DistinguishNegativeZero = true };

    [VectorTheory("iotile", "vectors/mdo.json"), VectorRows]
    public void Mdo_Row_GivesThePeersBits(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "mdo",
        ours: Outcome.Of(() =>
        {
            var mdo = new Mdo(Integer(row["m"]), Integer(row["d"]), Number(row["o"]));
            var node = new JsonObject { ["text"] = mdo.ToString(row["impl"].GetString() == "server" ? "G" : "P") };
            if (row.Find("error") is null)
            {
                node["compute"] = Both(row, "compute", mdo.Apply, mdo.Apply);
                node["reverse"] = Both(row, "reverse", mdo.Reverse, mdo.Reverse);
            }

            return node;
        }),
        theirs: row.Find("error") is { } error ? Outcome.Refused(error.ToString()) : Outcome.Value(new JsonObject
        {
            ["text"] = JsonText.ToNode(row["text"]),
            ["compute"] = JsonText.ToNode(row["compute"]),
            ["reverse"] = JsonText.ToNode(row["reverse"]),
        }),
        BitExact);

    [VectorTheory("iotile", "vectors/typescript-client.json", "mdo"), VectorRows]
    public void WebClientMdo_Row_GivesTheSameConversion(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "mdo-web",
        ours: Outcome.Of(() =>
        {
            JsonElement data = row["data"];
            var mdo = new Mdo(Factor(data, "m", "multiplication_factor"), Factor(data, "d", "division_factor"), Optional(data, "o", "offset"));
            return new JsonObject
            {
                ["data"] = JsonText.ToNode(data),
                ["m"] = mdo.Multiply,
                ["d"] = mdo.Divide,
                ["o"] = mdo.Offset,
                ["text"] = mdo.ToString("V"),
                ["patch"] = Patch(mdo, data),
                ["compute"] = Both(row, "compute", mdo.Apply, mdo.Apply),
            };
        }),
        theirs: Outcome.Value(row.Json));

    [VectorTheory("iotile", "vectors/typescript-client.json", "setFromFactor"), VectorRows]
    public void FromFactor_Row_GivesTheWebClientsIntegers(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "mdo-from-factor",
        ours: Outcome.Of(() =>
        {
            var mdo = Mdo.FromFactor(row["factor"].GetDouble(), row["invert"].GetBoolean());
            return new JsonObject
            {
                ["factor"] = JsonText.ToNode(row["factor"]),
                ["invert"] = JsonText.ToNode(row["invert"]),
                ["m"] = mdo.Multiply,
                ["d"] = mdo.Divide,
                ["o"] = mdo.Offset,
            };
        }),
        theirs: Outcome.Value(row.Json));

    private delegate void Many(ReadOnlySpan<double> values, Span<double> destination);

    // Both forms must give the recorded value, so a value on which they part is reported as text, which equals no number.
    private static JsonArray Both(VectorCase row, string member, Func<double, double> one, Many many)
    {
        JsonElement[] cases = [.. row[member].EnumerateArray()];
        double[] inputs = [.. cases.Select(element => element.GetProperty("in").GetDouble())];
        double[] outputs = new double[inputs.Length];
        many(inputs, outputs);
        return new JsonArray([.. cases.Select((element, i) => new JsonObject
        {
            ["in"] = JsonText.ToNode(element.GetProperty("in")),
            ["out"] = BitConverter.DoubleToInt64Bits(one(inputs[i])) == BitConverter.DoubleToInt64Bits(outputs[i])
                ? JsonValue.Create(outputs[i])
                : JsonValue.Create($"{one(inputs[i]):R} alone, {outputs[i]:R} among many"),
        })]);
    }

    private static JsonObject Patch(Mdo mdo, JsonElement data)
    {
        var patch = new JsonObject { ["multiplication_factor"] = mdo.Multiply, ["division_factor"] = mdo.Divide, ["offset"] = mdo.Offset };
        if (data.TryGetProperty("mdo_label", out JsonElement label))
        {
            patch["mdo_label"] = JsonText.ToNode(label);
        }

        return patch;
    }

    // The parameters are integers and a double: what JSON cannot turn into them cannot be passed at all, which is our refusal.
    private static long Integer(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
        ? number
        : throw new FormatException($"{value.GetRawText()} is not an integer.");

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => 0,
        JsonValueKind.Number => value.GetDouble(),
        _ => throw new FormatException($"{value.GetRawText()} is not a number."),
    };

    // The web client's constructor: the long name wins, and whatever is zero or missing falls through to the next.
    private static long Factor(JsonElement data, string name, string longName) => (long)(Optional(data, name, longName) is var number and not 0 ? number : 1);

    private static double Optional(JsonElement data, string name, string longName) =>
        data.TryGetProperty(longName, out JsonElement value) && Number(value) is var number and not 0 ? number
        : data.TryGetProperty(name, out value) ? Number(value) : 0;
}
