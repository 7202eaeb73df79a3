using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>A cube without its random numbers, in the form of the shape vectors.</summary>
internal static class CubeShape
{
    private const int MostItemHrefs = 31;

    public static JsonArray Of(JsonElement cube)
    {
        JsonElement[] collections = [.. cube.EnumerateArray().Select(e => e.GetProperty("collection"))];
        var shapes = new JsonArray();
        for (int i = 0; i < collections.Length; i++)
        {
            JsonElement[] items = [.. collections[i].GetProperty("items").EnumerateArray()];
            bool isWhole = collections.Length <= 2 || i == 0 || i == collections.Length - 1;
            if (!isWhole)
            {
                shapes.Add((JsonNode)new JsonObject
                {
                    ["href"] = JsonText.ToNode(collections[i].GetProperty("href")),
                    ["itemCount"] = items.Length,
                    ["self"] = JsonText.ToNode(collections[i].GetProperty("links")[0]),
                });
                continue;
            }

            shapes.Add((JsonNode)new JsonObject
            {
                ["href"] = JsonText.ToNode(collections[i].GetProperty("href")),
                ["version"] = JsonText.ToNode(collections[i].GetProperty("version")),
                ["links"] = JsonText.ToNode(collections[i].GetProperty("links")),
                ["itemCount"] = items.Length,
                ["firstItem"] = items.Length == 0 ? null : Item(items[0]),
                ["lastItem"] = items.Length == 0 ? null : Item(items[^1]),
                ["itemHrefs"] = items.Length > MostItemHrefs ? null : new JsonArray([.. items.Select(item => JsonText.ToNode(item.GetProperty("href")))]),
            });
        }

        return shapes;
    }

    private static JsonObject Item(JsonElement item) => new()
    {
        ["href"] = JsonText.ToNode(item.GetProperty("href")),
        ["links"] = JsonText.ToNode(item.GetProperty("links")),
        ["data"] = new JsonArray([.. item.GetProperty("data").EnumerateArray().Select(data => (JsonNode)new JsonObject
        {
            ["name"] = JsonText.ToNode(data.GetProperty("name")),
            ["value"] = JsonText.ToNode(data.GetProperty("value")),
            ["series"] = new JsonArray([.. data.GetProperty("data").EnumerateArray().Select(Series)]),
        })]),
    };

    private static JsonNode Series(JsonElement series)
    {
        string[] numbers = series.GetProperty("value").GetString()!.Split(' ');
        int[] decimals = [.. numbers.Select(n => n.Contains('.', StringComparison.Ordinal) ? n.Length - n.IndexOf('.', StringComparison.Ordinal) - 1 : 0).Distinct().Order()];
        return new JsonObject
        {
            ["name"] = JsonText.ToNode(series.GetProperty("name")),
            ["count"] = numbers.Length,
            ["decimals"] = new JsonArray([.. decimals.Select(d => (JsonNode)d)]),
            ["allZero"] = numbers.All(n => n.Trim('0', '.').Length == 0),
        };
    }
}
