using System.Text.Json;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Results of a recorded stream that no recorded body holds: they came in answers that the recorder lost.</summary>
public static class StemLostResults
{
    private static readonly JsonPath Starts = JsonPath.Parse("exchanges[*].response.body.stream_types[*].streams[*].start_datetime");
    private static readonly JsonPath Results = JsonPath.Parse("result[*]");

    public static IEnumerable<JsonElement> Of(StemScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Of(scenario.Json);
    }

    /// <summary>The lost results of a scenario file.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement scenario)
    {
        var held = Starts.Select(scenario).Select(JsonText.Of).ToHashSet(StringComparer.Ordinal);
        return Results.Select(scenario).Where(result => result.TryGetProperty("start", out JsonElement start) && !held.Contains(JsonText.Of(start)));
    }
}
