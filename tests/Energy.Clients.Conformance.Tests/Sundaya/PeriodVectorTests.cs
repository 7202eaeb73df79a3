using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The period calculator against the server's: every member of the period tree, and the duration rules of the path.</summary>
public sealed class PeriodVectorTests
{
    private const int LongestListing = 60;

    [VectorTheory("sundaya", "period_vectors.json"), VectorRows]
    public void Period_Row_GivesTheServersTree(VectorCase row)
    {
        JsonElement input = row["input"];
        VectorCheck.Verify(
            row,
            operation: "period",
            ours: Outcome.Of(() => Tree(KindOf(input), TextOf(input, "epoch"), input.GetProperty("duration").GetInt32(), NowOf(input)), typeof(OverflowException)),
            theirs: TheirsOf(row));
    }

    [VectorTheory("sundaya", "duration_cap_vectors.json"), VectorRows]
    public void Duration_Row_GivesTheServersCollections(VectorCase row)
    {
        JsonElement input = row["input"];
        Outcome theirs = TheirsOf(row);
        VectorCheck.Verify(
            row,
            operation: "duration",
            ours: Outcome.Of(() =>
            {
                PeriodKind kind = KindOf(input);
                EnergyPeriod group = EnergyPeriod.Resolve(TextOf(input, "epoch"), kind, kind.ReadDuration(TextOf(input, "durationText")), NowOf(input));
                return new JsonObject
                {
                    ["collections"] = group.Count,
                    ["epochs"] = Texts(group.Each),
                    ["nextHref"] = Href(theirs, "nextHref", group.Next, group.Count),
                    ["prevHref"] = Href(theirs, "prevHref", group.Previous, group.Count),
                };
            }),
            theirs: theirs);
    }

    internal static Instant NowOf(JsonElement input) => InstantPattern.ExtendedIso.Parse(input.GetProperty("now").GetString()!).Value;

    internal static string? TextOf(JsonElement input, string member) => input.GetProperty(member).GetString();

    /// <summary>The result of a row, or a refusal when its output is an error.</summary>
    internal static Outcome TheirsOf(VectorCase row) => row["output"] is { ValueKind: JsonValueKind.Object } output && output.TryGetProperty("error", out JsonElement error)
        ? Outcome.Refused(error.ToString())
        : Outcome.Value(row["output"]);

    private static PeriodKind KindOf(JsonElement input) => TextOf(input, "period") is { Length: > 0 } word ? PeriodKind.Parse(word) : PeriodKind.ServerDefault;

    private static JsonObject Tree(PeriodKind kind, string? epoch, int duration, Instant now)
    {
        EnergyPeriod self = EnergyPeriod.Resolve(epoch, kind, duration, now);
        EnergyPeriod of = self.Count == 1 ? self : self.Each[0];
        return new JsonObject
        {
            ["self"] = Node(self, "self"),
            ["isFutureEpoch"] = self.Start > now,
            ["isTimePeriod"] = self.Kind.HasTime,
            ["next"] = Node(self.Next, "next"),
            ["prev"] = Node(self.Previous, "prev"),
            ["parent"] = Node(self.Parent, "up"),
            ["altParent"] = Node(self.AlternateParent, "up"),
            ["each"] = new JsonArray([.. self.Each.Select(each => Bare(each))]),
            ["childOf"] = self.Count == 1 ? "self" : "each[0]",
            ["child"] = Node(of.ChildSpan, "collection", of.Kind, of.Labels),
            ["altChild"] = Node(of.AlternateChild, "down"),
            ["grandchild"] = Node(of.GrandchildSpan, "collection", of.Kind.Child(), of.GrandchildLabels),
            ["eachChild"] = EachChild(of),
        };
    }

    private static JsonObject Bare(EnergyPeriod period) => new()
    {
        ["epoch"] = period.Epoch.ToString(),
        ["epochInstant"] = EpochText.From(period.Start, PeriodKind.Instant).ToString(),
        ["endInstant"] = EpochText.From(period.LastInstant, PeriodKind.Instant).ToString(),
        ["prompt"] = period.Prompt,
        ["title"] = period.Title,
    };

    private static JsonObject? Node(EnergyPeriod? period, string rel, PeriodKind? parent = null, string? labels = null)
    {
        if (period is not { } known)
        {
            return null;
        }

        JsonObject node = Bare(known);
        node["period"] = known.Kind.Name;
        node["context"] = parent is { } above ? $"{above}.{known.Kind}" : known.Kind.Name;
        node["rel"] = rel;
        node["end"] = known.EndEpoch.ToString();
        node["duration"] = known.Count;
        if (labels is not null)
        {
            node["description"] = labels;
        }

        return node;
    }

    private static JsonObject EachChild(EnergyPeriod of)
    {
        PeriodSequence children = of.Children;
        var node = new JsonObject { ["count"] = children.Count };
        if (children.Count == 0)
        {
            return node;
        }

        node["first"] = children[0].Epoch.ToString();
        node["last"] = children[^1].Epoch.ToString();
        if (children.Count <= LongestListing)
        {
            node["epochs"] = Texts(children);
        }

        int[] durations = [.. children.Select(child => of.GrandchildSpanOf(child)?.Count ?? 0)];
        int[] shown = durations.Distinct().Count() == 1 ? [durations[0]] : durations;
        node["grandchildDurations"] = new JsonArray([.. shown.Select(count => JsonValue.Create(count))]);
        node["firstChildPrompt"] = children[0].Prompt;
        node["lastChildPrompt"] = children[^1].Prompt;
        return node;
    }

    private static JsonArray Texts(PeriodSequence periods) => new([.. periods.Select(period => JsonValue.Create(period.Epoch.ToString()))]);

    // Host, energy and site are not the calculator's; only what lies between them is ours.
    private static string Href(Outcome theirs, string member, EnergyPeriod period, int count)
    {
        string recorded = theirs.Json.GetProperty(member).GetString()!;
        const string Literal = "/period/";
        return $"{recorded[..(recorded.IndexOf(Literal, StringComparison.Ordinal) + Literal.Length)]}{period.Kind}/{period.Epoch}/{count}"
            + $"{recorded[recorded.IndexOf('?', StringComparison.Ordinal)..]}";
    }
}
