using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.FlexMeasures;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed partial class BeliefVectorTests
{
    private const string Vendor = "flexmeasures";

    private static readonly CompareOptions Instants = new() { InstantsAt = [JsonPath.Parse("**")] };

    [VectorTheory(Vendor, "vectors/belief_timing_2021.json"), VectorRows]
    public void BeliefTiming_Row_GivesUpstreamBeliefs(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "belief-timing-2021",
        ours: Outcome.Of(() =>
        {
            JsonElement input = row["input"];
            (FlexMeasuresKnowledge knowledge, Duration resolution) = Sensor(input.GetProperty("sensor").GetString()!);
            var beliefs = FlexMeasuresBeliefs.Of(
                FlexMeasuresText.Time(input.GetProperty("start").GetString()!).ToInstant(),
                resolution,
                input.GetProperty("n").GetInt32(),
                Text(input, "prior") is { } prior ? FlexMeasuresText.Time(prior).ToInstant() : null,
                Text(input, "horizon") is { } horizon ? FlexMeasuresHorizon.Parse(horizon) : null,
                knowledge);
            return new JsonArray([.. beliefs.Select(belief => (JsonNode)new JsonObject
            {
                ["event_start"] = FlexMeasuresText.Iso(belief.EventStart),
                ["belief_horizon_seconds"] = belief.Horizon.TotalSeconds,
                ["knowledge_time"] = FlexMeasuresText.Iso(belief.KnowledgeTime),
                ["belief_time"] = FlexMeasuresText.Iso(belief.BeliefTime),
            })]);
        }),
        theirs: row.Theirs("output"),
        Instants);

    [VectorTheory(Vendor, "vectors/v1_horizon_per_value_2021.json"), VectorRows]
    public void Version1Horizon_Row_GivesUpstreamBeliefs(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "horizon-per-value-2021",
        ours: Outcome.Of(() =>
        {
            JsonElement input = row["input"];
            OffsetDateTime start = FlexMeasuresText.Time(input.GetProperty("start").GetString()!);
            FlexMeasuresHorizon horizon = FlexMeasuresHorizon.Parse(input.GetProperty("horizon").GetString()!);
            var beliefs = FlexMeasuresBeliefs.OfVersion1(
                start.ToInstant(), IsoDuration.Parse(input.GetProperty("duration").GetString()!).Ground(start), input.GetProperty("n").GetInt32(), horizon);
            return new JsonObject
            {
                ["rolling"] = horizon.IsRolling,
                ["values"] = new JsonArray([.. beliefs.Select(belief => (JsonNode)new JsonObject
                {
                    ["event_start"] = FlexMeasuresText.Iso(belief.EventStart),
                    ["horizon_seconds"] = belief.Horizon.TotalSeconds,
                    ["belief_time"] = FlexMeasuresText.Iso(belief.BeliefTime),
                })]),
            };
        }),
        theirs: row.Theirs("output"),
        Instants);

    [VectorTheory(Vendor, "vectors/horizon_2021.json"), VectorRows]
    public void Horizon_Row_ReadsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "horizon-2021",
        ours: Outcome.Of(() =>
        {
            FlexMeasuresHorizon horizon = FlexMeasuresHorizon.Parse(row["input"].GetString()!);
            return new JsonObject { ["horizon"] = FlexMeasuresText.Span(horizon.Duration), ["rolling"] = horizon.IsRolling };
        }),
        theirs: row.Find("output") is { } output && output.GetProperty("horizon").ValueKind == JsonValueKind.Null ? Outcome.Refused("null") : row.Theirs("output"));

    private static string? Text(JsonElement owner, string member) => owner.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    // power15: slots of 15 minutes, known at their ends; market60: hours of a day-ahead market, known when its gate closes.
    private static (FlexMeasuresKnowledge Knowledge, Duration Resolution) Sensor(string name)
    {
        Match match = SensorName().Match(name);
        Assert.True(match.Success, $"'{name}' is no sensor that the vectors speak of.");
        return (
            match.Groups["kind"].Value == "market" ? FlexMeasuresKnowledge.DayAhead : FlexMeasuresKnowledge.AtEnd,
            Duration.FromMinutes(int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"^(?<kind>power|market|weather)(?<minutes>\d+)\z")]
    private static partial Regex SensorName();
}
