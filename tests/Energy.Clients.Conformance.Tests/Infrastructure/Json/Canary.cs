using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>
/// Changes one leaf at random, so that a case which would pass on anything is found out. After a vector passes, the same comparison against a changed
/// expectation must fail; after an exchange passes, the client is run again on a changed answer, and the emulator's answer is compared with one
/// (<see cref="ChangedAnswer"/>). The seed is printed with the summary; <c>ENERGY_CLIENTS_CANARY_SEED</c> fixes it, <c>ENERGY_CLIENTS_CANARY=all</c> changes every
/// compared leaf of an exchange, one after another.
/// </summary>
public static class Canary
{
    /// <summary>The environment variable that fixes the seed.</summary>
    public const string Variable = "ENERGY_CLIENTS_CANARY_SEED";

    /// <summary>The environment variable that, set to <c>all</c>, sends a canary for every compared leaf of an exchange.</summary>
    public const string ModeVariable = "ENERGY_CLIENTS_CANARY";

    /// <summary>Whether every compared leaf of an exchange is changed in turn.</summary>
    public static bool IsThorough { get; } = Environment.GetEnvironmentVariable(ModeVariable) == "all";

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
    public static JsonElement Mutate(JsonElement root, string path) => Mutate(root, path, Changed);

    /// <summary>The value with one leaf changed into another of the same kind, as a server might have sent it.</summary>
    /// <param name="root">The value; not changed.</param>
    /// <param name="path">The concrete path of a leaf, as <see cref="JsonCompare.Leaves(JsonElement)"/> gives it.</param>
    public static JsonElement MutateInKind(JsonElement root, string path) =>
        Mutate(root, path, leaf => leaf.ValueKind == JsonValueKind.String ? JsonValue.Create(OtherText(JsonText.Of(leaf))) : Changed(leaf));

    /// <summary>A text of the same form: the last digit is another one, or the last letter.</summary>
    public static string OtherText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int place = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        place = place >= 0 ? place : text.AsSpan().LastIndexOfAnyInRange('a', 'z');
        return place < 0
            ? text + "canary"
            : $"{text.AsSpan(0, place)}{text[place] switch { '9' => '8', 'z' => 'y', var c => (char)(c + 1) }}{text.AsSpan(place + 1)}";
    }

    private static JsonElement Mutate(JsonElement root, string path, Func<JsonElement, JsonNode?> change) =>
        Mutate(root, "", path, change, out bool found) is { } node && found
            ? JsonText.ToElement(node)
            : throw new ArgumentException($"There is no leaf at '{path}'.", nameof(path));

    private static JsonNode? Mutate(JsonElement value, string at, string path, Func<JsonElement, JsonNode?> change, out bool found)
    {
        found = false;
        if (at == path)
        {
            found = true;
            return change(value);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var copy = new JsonObject();
            foreach (JsonProperty property in value.EnumerateObject())
            {
                copy[property.Name] = Mutate(property.Value, JsonPath.Member(at, property.Name), path, change, out bool here);
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
                copy.Add(Mutate(item, JsonPath.Item(at, index++), path, change, out bool here));
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
