using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>
/// What the rules about exchanges ask of a recording and assert of the requests that ours makes instead.
/// </summary>
public sealed class FlexMeasuresExchangeChecks : RuleCheckSet
{
    private static readonly string[] Roles = ["public", "user", "admin", "Aggregator", "Supplier", "Prosumer", "ESCo", "MDC", "DSO"];

    private static readonly string[] ListParameters =
    [
        "page", "per-page", "filter", "sort-by", "sort-dir", "fields", "account", "asset", "root", "depth", "role", "unit", "all_accessible", "include_public", "asset_type",
        "include_consultancy_clients", "include_public_assets", "include_inactive", "auth_token",
    ];

    /// <summary>Fills the tables.</summary>
    public FlexMeasuresExchangeChecks()
    {
        Predicates["flexmeasures-role-unknown"] = exchange => Texts(exchange, "request.query.source").Any(role => !role.All(char.IsAsciiDigit) && !Roles.Contains(role));
        Predicates["flexmeasures-start-off-the-quarter"] = exchange => Time(Text(exchange, "request.body.start")).TimeOfDay.Ticks % TimeSpan.FromMinutes(15).Ticks != 0;
        Predicates["flexmeasures-parameter-unknown"] = exchange =>
            exchange.GetProperty("request").TryGetProperty("query", out JsonElement query)
            && query.ValueKind == JsonValueKind.Object
            && query.EnumerateObject().Any(parameter => !ListParameters.Contains(FlexMeasuresArguments.Spelling(parameter.Name)));

        Assertions["flexmeasures-message-as-the-document-means-it"] = (exchange, ours) =>
            JsonCompare.Compare(JsonText.ToElement(Meant(exchange.GetProperty("request").GetProperty("body"))), Select(ours, "request.body")).AreEqual;
        Assertions["flexmeasures-source-holds-the-sources"] = (exchange, ours) =>
            Texts(exchange, "request.body.sources[*]").SequenceEqual(Texts(ours.Json, "request.body.source[*]"));
        Assertions["flexmeasures-same-members-by-the-other-method"] = (exchange, ours) =>
            Text(ours.Json, "request.method") != Text(exchange, "request.method")
            && Members(exchange.GetProperty("request")).SequenceEqual(OurMembers(Select(ours, "request")), StringComparer.Ordinal);
        Assertions["flexmeasures-the-same-and-upwards"] = (exchange, ours) => Texts(ours.Json, "request.query[*]").Contains("sort-dir=asc")
            && Texts(ours.Json, "request.query[*]").Contains("sort-by=" + Text(exchange, "request.query['sort-by']"));
        Assertions["flexmeasures-horizon-without-r"] = (exchange, ours) =>
        {
            string theirs = Text(exchange, "request.body.horizon");
            string plain = theirs[(theirs.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('/')[0];
            Duration meant = IsoDuration.Parse(plain).ToDuration();
            return IsoDuration.TryParse(Text(ours.Json, "request.body.horizon"), out IsoDuration sent) && sent.ToDuration() == (theirs[0] == '-' ? -meant : meant);
        };
        Assertions["flexmeasures-prior-of-the-documented-belief"] = (exchange, ours) =>
        {
            JsonElement body = exchange.GetProperty("request").GetProperty("body");
            int values = body.GetProperty("values").ValueKind == JsonValueKind.Array ? body.GetProperty("values").GetArrayLength() : 1;
            DateTimeOffset known = Time(Text(body, "start")) + (Span(Text(body, "duration")) / values);
            DateTimeOffset believed = known - Span(Text(body, "horizon"));
            if (body.TryGetProperty("prior", out JsonElement prior) && Time(prior.GetString()!) is var given && given < believed)
            {
                believed = given;
            }

            return IsTime(Text(ours.Json, "request.body.prior"), believed) && !JsonPath.Parse("request.body.horizon").Select(ours.Json).Any();
        };
    }

    private static JsonElement Select(Outcome ours, string path) => JsonPath.Parse(path).Select(ours.Json).Single();

    private static string Text(JsonElement owner, string path) => JsonText.Of(JsonPath.Parse(path).Select(owner).Single());

    private static IEnumerable<string> Texts(JsonElement owner, string path) => JsonPath.Parse(path).Select(owner).Select(JsonText.Of);

    // What ours sent may be anything, above all when it is changed to see whether the assertion notices.
    private static bool IsTime(string text, DateTimeOffset wanted) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) && time == wanted;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Span(string text) => text[0] == '-' ? -System.Xml.XmlConvert.ToTimeSpan(text[1..]) : System.Xml.XmlConvert.ToTimeSpan(text);

    // One message: what stands in groups belongs outside, and a timeseries is its values, from the first start on, as long as all together.
    private static JsonObject Meant(JsonElement body)
    {
        JsonElement[] parts = body.TryGetProperty("groups", out JsonElement groups) ? [.. groups.EnumerateArray()] : [body];
        var read = new JsonArray();
        var message = new JsonObject { ["type"] = Text(body, "type") };
        foreach (JsonElement part in parts)
        {
            JsonElement owner = part.TryGetProperty("timeseries", out JsonElement series) ? series[0] : Owner(part, body, "start");
            double seconds = Span(Text(series.ValueKind == JsonValueKind.Array ? series[0] : Owner(part, body, "duration"), "duration")).TotalSeconds;
            message["start"] = Text(owner, "start");
            message["duration"] = new IsoDuration(Duration.FromSeconds(series.ValueKind == JsonValueKind.Array ? seconds * series.GetArrayLength() : seconds)).ToString();
            message["unit"] = Text(Owner(part, body, "unit"), "unit");
            JsonElement targets = part.TryGetProperty("connection", out JsonElement single) ? single : part.GetProperty("connections");
            read.Add((JsonNode)new JsonObject
            {
                ["targets"] = targets.ValueKind == JsonValueKind.Array ? JsonText.ToNode(targets) : new JsonArray(JsonText.ToNode(targets)),
                ["values"] = series.ValueKind == JsonValueKind.Array
                    ? new JsonArray([.. series.EnumerateArray().Select(item => JsonText.ToNode(item.GetProperty("value")))])
                    : JsonText.ToNode(part.GetProperty("values")),
            });
        }

        message["groups"] = read;
        return message;
    }

    private static JsonElement Owner(JsonElement part, JsonElement message, string name) => part.TryGetProperty(name, out _) ? part : message;

    private static IEnumerable<string> Members(JsonElement request) => (request.TryGetProperty("body", out JsonElement body) ? body : request.GetProperty("query"))
        .EnumerateObject().Select(member => $"{member.Name}={JsonText.Of(member.Value)}").Order(StringComparer.Ordinal);

    // Ours is written in one spelling: a body has its one target in a group.
    private static IEnumerable<string> OurMembers(JsonElement request)
    {
        JsonElement body = request.GetProperty("body");
        return (body.ValueKind == JsonValueKind.Object
            ? body.EnumerateObject().Where(member => member.Name != "groups").Select(member => $"{member.Name}={JsonText.Of(member.Value)}")
                .Append($"connection={Text(body, "groups[0].targets[0]")}")
            : Texts(request, "query[*]")).Order(StringComparer.Ordinal);
    }
}
