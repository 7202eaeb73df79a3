using System.Text.Json;

namespace Energy.Clients.Conformance.Stem;

/// <summary>What Stem's rules say in code.</summary>
public sealed class StemChecks : RuleCheckSet
{
    public StemChecks()
    {
        Assertions["stem-escaped-client-path"] = (content, ours) =>
            Text(ours.Json, "request.path") == $"/api/v1/clients/{Uri.EscapeDataString(StemScenario.QuotedId(Text(content, "context.call")))}/sites"
            && JsonPath.Parse("request.query").Select(ours.Json).Single().EnumerateArray()
                .All(pair => pair.GetString()!.StartsWith("page=", StringComparison.Ordinal) || pair.GetString()!.StartsWith("per_page=", StringComparison.Ordinal));
    }

    private static string Text(JsonElement owner, string path) => JsonText.Of(JsonPath.Parse(path).Select(owner).Single());
}
