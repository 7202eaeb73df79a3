using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.Conformance.Stem;

/// <summary>The recorded client's strict verdicts on answers: ours in strict mode. A text that it takes, ours takes in the lenient mode too, with the same result.</summary>
public sealed partial class StemParseVectorTests
{
    // An answer that ends before its JSON does counts as cut off.
    private static readonly Type[] Refusals = [typeof(EnergyPayloadException), typeof(EnergyTransportException)];

    [VectorTheory("stem", "parse-clients.json"), VectorRows]
    public Task Clients_AnyText_GetTheRecordedVerdict(VectorCase row) => VerifyAsync(row, "parse-clients", client =>
        ItemsAsync(client.Clients.ListAsync(), StemJson.Client));

    [VectorTheory("stem", "parse-sites.json"), VectorRows]
    public Task Sites_AnyText_GetTheRecordedVerdict(VectorCase row) => VerifyAsync(row, "parse-sites", client =>
        ItemsAsync(client.Sites.ListAsync("any"), site => site.StartOf(StemStreamType.Monitor) is not { } start ? null : new JsonObject
        {
            ["link"] = site.Link,
            ["id"] = site.Id,
            ["name"] = site.Name,
            ["start"] = StemJson.Text(start),
        }));

    [VectorTheory("stem", "parse-intervals.json"), VectorRows]
    public Task Intervals_AnyText_GetTheRecordedVerdict(VectorCase row) => VerifyAsync(row, "parse-intervals", client =>
        IntervalsAsync(client, row["streamType"].GetString()!, row["text"].GetString()!));

    [VectorTheory("stem", "parse-datetime.json"), VectorRows]
    public Task Time_AnyText_GetsTheRecordedVerdict(VectorCase row) => VerifyAsync(
        row,
        "parse-datetime",
        async client =>
        {
            StemStreamWindow window = await client.Streams.GetAsync("any", StemStreamType.Monitor, Query(Instant.FromUtc(2018, 1, 1, 0, 0)));
            return StemJson.Text(window.Streams[0].Intervals[0].Start);
        },
        // The end is as late as times go, so that only the start can be wrong.
        text: $$"""
            {"id":"i","name":"n","stream_types":[{"stream_type":"MONITOR","streams":[
            {"start_datetime":{{JsonValue.Create(row["text"].GetString())!.ToJsonString()}},"end_datetime":"9999-12-31T23:59:59Z","kw_total_avg":1}]}]}
            """);

    private static async Task VerifyAsync(VectorCase row, string operation, Func<StemClient, Task<JsonNode?>> read, string? text = null)
    {
        text ??= row["text"].GetString()!;
        Outcome theirs = row.Theirs("result");
        VectorCheck.Verify(row, operation, await RunAsync(strict: true), theirs);
        if (!theirs.IsRefused)
        {
            VectorCheck.Verify(row, $"{operation}-lenient", await RunAsync(strict: false), theirs);
        }

        async Task<Outcome> RunAsync(bool strict)
        {
            using var handler = new TextHandler(text);
            using StemClient client = StemClients.Create(handler, strict: strict);
            return await Outcome.OfAsync(() => read(client), Refusals);
        }
    }

    private static async Task<JsonNode?> ItemsAsync<T>(Paged<T> list, Func<T, JsonObject?> project)
    {
        Page<T> page = await list.AsPages().FirstAsync();
        return new JsonArray([.. page.Items.Select(project).Where(item => item is not null).Select(item => (JsonNode)item!)]);
    }

    // The raw answer keeps the order and every duplicate. It reads all types; where only a type that was not asked for is at fault, the typed read serves.
    private static async Task<JsonNode?> IntervalsAsync(StemClient client, string type, string text)
    {
        Instant from = Start().Match(text) is { Success: true } match ? StemJson.Time(match.Groups["day"].Value + "T00:00:00Z") : Instant.FromUtc(2018, 1, 1, 0, 0);
        StemStreamQuery query = Query(from);
        var stream = new StemStreamType(type);
        try
        {
            StemStreamWindow window = await client.Streams.GetAsync("any", stream, query);
            return new JsonArray([.. window.Streams.Where(read => read.Type == stream)
                .SelectMany(read => read.Intervals)
                .Select(interval => (JsonNode)StemJson.Interval(interval))]);
        }
        catch (EnergyPayloadException)
        {
            return new JsonArray([.. await client.Streams.ReadAsync("any", stream, query).Select(reading => (JsonNode)StemJson.Interval(reading)).ToListAsync()]);
        }
    }

    private static StemStreamQuery Query(Instant from) => new() { Range = new Interval(from, from + Duration.FromDays(28)) };

    [GeneratedRegex("\"start_datetime\"\\s*:\\s*\"(?<day>\\d{4}-\\d\\d-\\d\\d)T")]
    private static partial Regex Start();
}
