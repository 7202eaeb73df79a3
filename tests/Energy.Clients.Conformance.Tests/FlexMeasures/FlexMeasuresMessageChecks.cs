using System.Text.Json;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>What the rules about messages and the peer's client ask of a case and assert of our answers.</summary>
public sealed class FlexMeasuresMessageChecks : RuleCheckSet
{
    private const string Prefixes = "mkMGTP";

    /// <summary>Fills the tables.</summary>
    public FlexMeasuresMessageChecks()
    {
        Predicates["flexmeasures-nested-names"] = row => JsonPath.Parse("output.*[*]").Select(row)
            .Concat(JsonPath.Parse("output.groups[*].*[*]").Select(row))
            .Any(item => item.ValueKind == JsonValueKind.Array);
        Assertions["targets-as-text"] = (row, ours) => !ours.IsRefused
            && JsonPath.Parse("connection_groups[*][*]").Select(ours.Json).Select(JsonText.Of)
                .SequenceEqual(JsonPath.Parse("output.connection_groups[*][*]").Select(row).Select(JsonText.Of));
        Assertions["converted-by-the-prefixes"] = (row, ours) => !ours.IsRefused
            && JsonPath.Parse("[*]").Select(ours.Json).Zip(JsonPath.Parse("input.values[*]").Select(row))
                .All(pair => Math.Abs((pair.First.GetDouble() * Scale(row, "to_unit") / Scale(row, "from_unit")) - pair.Second.GetDouble())
                    <= 1e-12 * Math.Abs(pair.Second.GetDouble()));
    }

    // The power of ten that the prefix of a unit stands for.
    private static double Scale(JsonElement row, string member)
    {
        string unit = row.GetProperty("input").GetProperty(member).GetString()!;
        int at = Prefixes.IndexOf(unit[0], StringComparison.Ordinal);
        return unit.Length == 1 || unit == "VA" ? 1 : at == 0 ? 1e-3 : Math.Pow(1000, at);
    }
}
