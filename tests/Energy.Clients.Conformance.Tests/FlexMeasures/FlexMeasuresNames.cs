using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>
/// A recorded answer may merge connections of equal values, so that the order does not tell whose names it holds: the client then asks what the server calls them, which no
/// recording holds. Names in the order asked for are an answer that fits the recorded one.
/// </summary>
internal static class FlexMeasuresNames
{
    /// <summary>The answers to those further questions.</summary>
    public static IEnumerable<RecordedExchange> AskedFor(RecordedExchange exchange)
    {
        if (exchange.Response is not { Status: 200, Body.Json: { ValueKind: JsonValueKind.Object } body }
            || FlexMeasuresOperations.Table.Of(exchange) is not ("messages.get-meter-data" or "messages.get-meter-data-by-body" or "messages.get-prognosis"))
        {
            return [];
        }

        string[][] groups = [.. JsonPath.Parse("groups[*]").Select(body).Select(group => Names(group).Distinct().ToArray())];
        if (groups.SkipLast(1).All(group => group.Length == 1))
        {
            return [];
        }

        // The first is told by the order, and the last is what is left.
        return groups.SelectMany(group => group)
            .Skip(1).SkipLast(1).Select(name => exchange with { Response = exchange.Response with { Body = RecordedBody.Of(Single(body, name)) } });
    }

    private static IEnumerable<string> Names(JsonElement group)
    {
        JsonElement targets = group.TryGetProperty("connection", out JsonElement one) ? one : group.GetProperty("connections");
        return targets.ValueKind == JsonValueKind.Array ? targets.EnumerateArray().Select(JsonText.Of) : [JsonText.Of(targets)];
    }

    private static JsonElement Single(JsonElement body, string name)
    {
        JsonObject answer = JsonText.ToNode(body)!.AsObject();
        answer.Remove("groups");
        answer["connections"] = name;
        answer["values"] = new JsonArray();
        return JsonText.ToElement(answer);
    }
}
