using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>What can be compared of a cube whose numbers are random.</summary>
internal static class SundayaNumbersForm
{
    /// <summary>Whether an answer is a cube.</summary>
    public static bool IsCube(JsonArray body) => body is [JsonObject first, ..] && first.ContainsKey("collection");

    /// <summary>Shortens lists and counts as the recorder did: <c>items_total</c> and <c>value_total</c> are its own, and say how much there was.</summary>
    public static void CutLike(JsonArray ours, JsonArray theirs)
    {
        for (int i = 0; i < Math.Min(ours.Count, theirs.Count); i++)
        {
            JsonObject their = theirs[i]!["collection"]!.AsObject();
            JsonObject our = ours[i]!["collection"]!.AsObject();
            JsonArray items = our["items"]!.AsArray();
            JsonArray recorded = their["items"]!.AsArray();
            if (their.ContainsKey("items_total"))
            {
                our["items_total"] = items.Count;
                while (items.Count > recorded.Count)
                {
                    items.RemoveAt(items.Count - 1);
                }
            }

            foreach ((JsonNode? ourSeries, JsonNode? theirSeries) in items.Zip(recorded).SelectMany(pair => Series(pair.First!).Zip(Series(pair.Second!))))
            {
                if (theirSeries.AsObject().ContainsKey("value_total"))
                {
                    string[] numbers = ourSeries["value"]!.GetValue<string>().Split(' ');
                    int kept = theirSeries["value"]!.GetValue<string>().Split(' ').Length;
                    ourSeries["value_total"] = numbers.Length;
                    ourSeries["value"] = string.Join(' ', numbers.Take(kept));
                }
            }
        }
    }

    /// <summary>Puts <c>#.3</c> in place of a number with three decimals; the bare zero and a zero with decimals stay.</summary>
    public static void Abstract(JsonArray cube)
    {
        foreach (JsonNode series in cube.SelectMany(c => c!["collection"]!["items"]!.AsArray()).SelectMany(item => Series(item!)))
        {
            series["value"] = string.Join(' ', series["value"]!.GetValue<string>().Split(' ').Select(Form));
        }
    }

    private static IEnumerable<JsonNode> Series(JsonNode item) => item["data"]!.AsArray().SelectMany(data => data!["data"]!.AsArray()).Select(series => series!);

    private static string Form(string number)
    {
        int point = number.IndexOf('.', StringComparison.Ordinal);
        return number.Trim('0', '.').Length == 0 ? number : point < 0 ? "#" : FormattableString.Invariant($"#.{number.Length - point - 1}");
    }
}
