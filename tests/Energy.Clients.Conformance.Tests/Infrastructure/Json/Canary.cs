using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>
/// Changes one leaf of an expectation, so that a comparison which would pass on anything is found out: after a case passes, the same comparison
/// against the changed expectation must fail. The seed is printed with the summary; <c>ENERGY_CLIENTS_CANARY_SEED</c> fixes it.
/// </summary>
public static class Canary
{
    /// <summary>The environment variable that fixes the seed.</summary>
    public const string Variable = "ENERGY_CLIENTS_CANARY_SEED";

    /// <summary>The seed of this run.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : Random.Shared.Next();

    /// <summary>A generator for one case: the same seed and case give the same choices, whatever else runs beside it.</summary>
    public static Random For(string caseId)
    {
        // A stable hash: string.GetHashCode differs between processes.
        uint hash = 2166136261;
        foreach (char c in caseId)
        {
            hash = (hash ^ c) * 16777619;
        }

        return new Random(unchecked((int)hash) ^ Seed);
    }

    /// <summary>The paths in a random order.</summary>
    public static IReadOnlyList<string> Shuffle(IEnumerable<string> paths, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        string[] shuffled = [.. paths];
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>The value with one leaf changed into something that no comparison may take for the original.</summary>
    /// <param name="root">The value; not changed.</param>
    /// <param name="path">The concrete path of a leaf, as <see cref="JsonCompare.Leaves(JsonElement)"/> gives it.</param>
    public static JsonElement Mutate(JsonElement root, string path) =>
        Mutate(root, "", path, out bool found) is { } node && found
            ? JsonText.ToElement(node)
            : throw new ArgumentException($"There is no leaf at '{path}'.", nameof(path));

    private static JsonNode? Mutate(JsonElement value, string at, string path, out bool found)
    {
        found = false;
        if (at == path)
        {
            found = true;
            return Changed(value);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var copy = new JsonObject();
            foreach (JsonProperty property in value.EnumerateObject())
            {
                copy[property.Name] = Mutate(property.Value, JsonPath.Member(at, property.Name), path, out bool here);
                found |= here;
            }

            return copy;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            var copy = new JsonArray();
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                copy.Add(Mutate(item, JsonPath.Item(at, index++), path, out bool here));
                found |= here;
            }

            return copy;
        }

        return JsonText.ToNode(value);
    }

    private static JsonNode Changed(JsonElement leaf) => leaf.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create($"{JsonText.Of(leaf)}~canary"),
        JsonValueKind.Number => JsonValue.Create(Math.Abs(leaf.GetDouble()) < 1e6 ? leaf.GetDouble() + 1 : leaf.GetDouble() / 2),
        JsonValueKind.True => JsonValue.Create(false),
        JsonValueKind.False => JsonValue.Create(true),
        JsonValueKind.Array => new JsonArray("canary"),
        JsonValueKind.Object => new JsonObject { ["canary"] = true },
        _ => JsonValue.Create("canary"),
    };
}
