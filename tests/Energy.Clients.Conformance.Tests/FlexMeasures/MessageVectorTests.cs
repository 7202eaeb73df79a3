using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.FlexMeasures;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed partial class MessageVectorTests
{
    private const string Vendor = "flexmeasures";

    [VectorTheory(Vendor, "vectors/message_groups_2021.json"), VectorRows]
    public void MessageGroups_Row_ReadAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "message-groups-2021",
        ours: Groups(row),
        theirs: row.Theirs("output"));

    // The server merges, flattens and names the groups of an answer; ours has to read what it writes, and to merge likewise.
    [VectorTheory(Vendor, "vectors/groups_to_message_2021.json"), VectorRows]
    public Task GroupsToMessage_Row_ReadsBackAndMergesAsUpstream(VectorCase row) => VerifyWrittenGroupsAsync(row);

    [VectorTheory(Vendor, "vectors/query_form_2021.json"), VectorRows]
    public void QueryForm_Row_ReadsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "query-form-2021",

        // A name that came once, and a list of one item, are that item.
        ours: Outcome.Of(() => new JsonObject(FlexMeasuresMessageReader.ReadQuery(row["input"].GetString()!).Select(member => KeyValuePair.Create(
            member.Key,
            member.Value is [var only] ? JsonText.ToNode(only) : new JsonArray([.. member.Value.Select(JsonText.ToNode)]))))),
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
                var merged = FlexMeasuresMessageReader.Merge([.. names.Zip(values).Select(pair => new FlexMeasuresMessageGroup(
                    Names(pair.First), [.. pair.Second.EnumerateArray().Select(value => value.GetDouble())]))]);
                var read = await ReadAsync(row["output"], row["input"].GetProperty("key").GetString()!);
                return new JsonObject { ["merged"] = Project(merged), ["read"] = Project(read) };
            },
            typeof(EnergyPayloadException));
        VectorCheck.Verify(row, "groups-to-message-2021", ours, Outcome.Value(new JsonObject { ["merged"] = Plain(row), ["read"] = Plain(row) }));
    }

    // What the server wrote, in one form: groups, targets and values as lists.
    private static JsonArray Plain(VectorCase row)
    {
        JsonElement output = row["output"];
        string key = row["input"].GetProperty("key").GetString()!;
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

    private static async Task<IReadOnlyList<FlexMeasuresMessageGroup>> ReadAsync(JsonElement output, string key)
    {
        JsonObject answer = JsonText.ToNode(output)!.AsObject();
        answer["start"] = "2021-05-01T00:00:00Z";
        answer["duration"] = "PT1H";
        answer["unit"] = "MW";
        answer["status"] = "PROCESSED";
        using var handler = new FlexMeasuresStub(_ => answer.ToJsonString());
        using FlexMeasuresClient client = FlexMeasuresClients.Create(handler, "any-token");
        if (key == "event")
        {
            var device = await client.Messages.GetDeviceMessageAsync(FlexMeasuresApiVersion.V13, [EntityAddress.Parse("ea1.2021-02.io.flexmeasures.company:1:7:205:soc")]);
            return device.GetValueOrThrow().Groups;
        }

        var data = await client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V13, new FlexMeasuresMessageQuery
        {
            Connections = ["ea1.2021-02.io.flexmeasures.company:1:2"],
            Start = FlexMeasuresText.Time("2021-05-01T00:00:00Z"),
            Duration = new IsoDuration(Duration.FromHours(1)),
        });
        return data.Groups;
    }

    [GeneratedRegex("^(?<status>[A-Z_]+): ")]
    private static partial Regex Status();
}
