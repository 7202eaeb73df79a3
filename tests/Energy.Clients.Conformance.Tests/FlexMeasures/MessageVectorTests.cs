using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed partial class MessageVectorTests
{
    private const string Vendor = "flexmeasures";
    private const string Authority = "ea1.2021-02.io.flexmeasures.company";

    [VectorTheory(Vendor, "vectors/message_groups_2021.json"), VectorRows]
    public void MessageGroups_Row_ReadAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "message-groups-2021",
        ours: Groups(row),
        theirs: row.Theirs("output"));

    // The server merges, flattens and names the groups of an answer; ours has to read what it writes, and to merge likewise.
    [VectorTheory(Vendor, "vectors/groups_to_message_2021.json"), VectorRows]
    public Task GroupsToMessage_Row_IsMergedByTheEmulatorAndReadBackAsUpstream(VectorCase row) => VerifyWrittenGroupsAsync(row);

    [VectorTheory(Vendor, "vectors/query_form_2021.json"), VectorRows]
    public void QueryForm_Row_IsReadByTheEmulatorAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "query-form-2021",

        ours: Outcome.Of(() => FlexMeasuresMessageRoutes.Query(new QueryCollection(QueryHelpers.ParseQuery(row["input"].GetString()!)))),
        theirs: row.Theirs("output"));

    private static Outcome Groups(VectorCase row)
    {
        try
        {
            var groups = FlexMeasuresMessageReader.ReadGroups(row["input"], "connection");
            return Outcome.Value(new JsonObject
            {
                ["connection_groups"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonArray([.. group.Targets.Select(target => (JsonNode)target)]))]),
                ["value_groups"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonArray([.. group.Values.Select(value => (JsonNode)value)]))]),
            });
        }
        catch (ArgumentException exception)
        {
            // Where the server refuses with a status, ours says the same one; where it fails, there is none to compare.
            Match status = Status().Match(exception.Message);
            return row.Find("output") is not null && status.Success
                ? Outcome.Value(new JsonObject { ["refused"] = status.Groups["status"].Value })
                : Outcome.Refused(exception.Message);
        }
    }

    private static async Task VerifyWrittenGroupsAsync(VectorCase row)
    {
        JsonElement[] names = [.. row["input"].GetProperty("names").EnumerateArray()];
        JsonElement[] values = [.. row["input"].GetProperty("values").EnumerateArray()];
        Outcome ours = await Outcome.OfAsync(
            async () =>
            {
                string key = row["input"].GetProperty("key").GetString()!;
                JsonObject merged = FlexMeasuresMessageRoutes.Grouped(
                    key + "s", [.. names.Zip(values).Select(pair => (Names(pair.First)[0], pair.Second.EnumerateArray().Select(value => value.GetDouble()).ToList()))], []);
                var read = await ReadAsync(row["output"], key, [.. names.Select(name => Names(name)[0])], values);
                return new JsonObject { ["merged"] = Plain(JsonText.Parse(merged.ToJsonString()), key), ["read"] = Project(read) };
            },
            typeof(EnergyPayloadException));
        VectorCheck.Verify(row, "groups-to-message-2021", ours,
            Outcome.Value(
                new JsonObject
                {
                    ["merged"] = Plain(row["output"], row["input"].GetProperty("key").GetString()!),
                    ["read"] = Plain(row["output"], row["input"].GetProperty("key").GetString()!)
                }));
    }

    // What the server wrote, in one form: groups, targets and values as lists.
    private static JsonArray Plain(JsonElement output, string key)
    {
        JsonElement[] parts = output.TryGetProperty("groups", out JsonElement groups) ? [.. groups.EnumerateArray()] : [output];
        return new JsonArray([.. parts.Select(part =>
        {
            JsonElement target = part.TryGetProperty(key, out JsonElement single) ? single : part.GetProperty(key + "s");
            return (JsonNode)new JsonObject
            {
                ["targets"] = target.ValueKind == JsonValueKind.Array ? JsonText.ToNode(target) : new JsonArray(JsonText.ToNode(target)),
                ["values"] = JsonText.ToNode(part.GetProperty("values")),
            };
        })]);
    }

    private static JsonArray Project(IEnumerable<FlexMeasuresMessageGroup> groups) => new([.. groups.Select(group => (JsonNode)new JsonObject
    {
        ["targets"] = new JsonArray([.. group.Targets.Select(target => (JsonNode)target)]),
        ["values"] = new JsonArray([.. group.Values.Select(value => (JsonNode)value)]),
    })]);

    private static IReadOnlyList<string> Names(JsonElement name) =>
        name.ValueKind == JsonValueKind.Array ? [.. name.EnumerateArray().Select(item => item.GetString()!)] : [name.GetString()!];

    // As many are asked for as there are names, and each gets its own values; one that is asked for alone is called by its name.
    private static async Task<IReadOnlyList<FlexMeasuresMessageGroup>> ReadAsync(JsonElement output, string key, string[] names, JsonElement[] values)
    {
        string[] addresses = [.. Enumerable.Range(1, Math.Max(1, names.Length)).Select(id => $"{Authority}:1:{id}{(key == "event" ? ":205:soc" : "")}")];
        var answer = JsonText.ToNode(output)!.AsObject();
        if (key == "event")
        {
            // Events come back as they were asked for.
            answer = JsonText.MapStrings(answer, text => Array.IndexOf(names, text) is >= 0 and var place ? addresses[place] : text)!.AsObject();
        }

        using var handler =
            new FlexMeasuresStub(request => Answer(Single(request) is { } id ? new JsonObject { ["connections"] = names[id - 1], ["values"] = new JsonArray() } : answer));
        using FlexMeasuresClient client = FlexMeasuresClients.Create(handler, "any-token");
        FlexMeasuresMessageData data = key == "event"
            ? (await client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [.. addresses.Select(EntityAddress.Parse)])).GetValueOrThrow()
            : await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V13, addresses, new FlexMeasuresMessageQuery
            {
                Start = FlexMeasuresText.Time("2021-05-01T00:00:00Z"),
                Duration = new IsoDuration(Duration.FromHours(1)),
            });
        Assert.All(addresses.Zip(values), pair => Assert.Equal(pair.Second.EnumerateArray().Select(value => value.GetDouble()), data.ByAddress[pair.First]));
        return key == "event"
            ? [.. data.Groups.Select(group =>
                group with { Targets = [.. group.Targets.Select(target => Array.IndexOf(addresses, target) is >= 0 and var place ? names[place] : target)] })]
            : data.Groups;

        // Which one is asked for, where it is one of several.
        long? Single(HttpRequestMessage request) =>
            names.Length > 1 && Connection().Match(request.RequestUri!.Query) is { Success: true } match
            ? long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture) : null;

        static string Answer(JsonObject content)
        {
            JsonObject whole = content.DeepClone().AsObject();
            whole["start"] = "2021-05-01T00:00:00Z";
            whole["duration"] = "PT1H";
            whole["unit"] = "MW";
            whole["status"] = "PROCESSED";
            return whole.ToJsonString();
        }
    }

    [GeneratedRegex("connection=[^&]*%3A(?<id>[0-9]+)(&|$)")]
    private static partial Regex Connection();

    [GeneratedRegex("^(?<status>[A-Z_]+): ")]
    private static partial Regex Status();
}
