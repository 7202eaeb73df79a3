using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

public sealed class StemTimelineVectorTests
{
    private static readonly DateTimeZone Pacific = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    [VectorTheory("stem", "timeline.json"), VectorRows]
    public void Timeline_FixedSlots_GivesTheRecordedDays(VectorCase row) =>
        VectorCheck.Verify(row, "timeline", Outcome.Of(() => Days(row)), row.Theirs("days"));

    [VectorTheory("stem", "utc-to-local.json"), VectorRows]
    public void Timeline_FixedSlots_PutsAnInstantAtTheRecordedWallClock(VectorCase row)
    {
        Instant utc = InstantPattern.ExtendedIso.Parse(row["utc"].GetString()!).Value;
        LocalDate near = utc.InUtc().Date;
        var timeline = new Timeline(near.PlusDays(-1), near.PlusDays(1), Duration.FromMinutes(1), Pacific, TimelineShape.FixedSlots);
        Assert.True(timeline.Add(new Reading(utc, utc + Duration.FromMinutes(15), 1)));
        (TimelineDay day, int minute) = timeline.Days().SelectMany(d => d.Values.Select((value, slot) => (Value: value, Day: d, Slot: slot)))
            .Where(slot => slot.Value is not null)
            .Select(slot => (slot.Day, slot.Slot))
            .Single();
        LocalDateTime local = day.Date.AtMidnight().PlusMinutes(minute);

        // The offset is what lies between the instant, seconds cut off, and the wall clock that it was put at.
        LocalDateTime cut = utc.InUtc().LocalDateTime.PlusSeconds(-utc.InUtc().Second);
        Offset offset = Offset.FromSeconds((int)Period.Between(cut, local, PeriodUnits.Seconds).Seconds);
        var ours = new JsonObject
        {
            ["local"] = local.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture),
            ["offset"] = OffsetPattern.CreateWithInvariantCulture("+HHmm").Format(offset),
        };
        JsonObject theirs = new() { ["local"] = row["local"].GetString(), ["offset"] = row["offset"].GetString() };
        VectorCheck.Verify(row, "utc-to-local", Outcome.Value(ours), Outcome.Value(theirs));
    }

    [VectorTheory("stem", "day-energy.json"), VectorRows]
    public void TimelineDay_NetEnergy_IsTheRecordedSum(VectorCase row)
    {
        double?[] values = [.. row["kw"].EnumerateArray().Select(kw => kw.ValueKind == JsonValueKind.Null ? (double?)null : kw.GetDouble())];
        var day = new TimelineDay(new LocalDate(2031, 5, 1), values, []);
        double energy = day.NetEnergy(Duration.FromDays(1) / values.Length);
        var ours = new JsonObject
        {
            ["count"] = day.Values.Count,
            ["nullCount"] = day.MissingCount,
            ["netKwhExact"] = energy,
            ["netKwhRounded1"] = RoundedAsPython(energy),
        };
        var theirs = new JsonObject(ours.Select(member => KeyValuePair.Create(member.Key, JsonText.ToNode(row[member.Key]))));
        VectorCheck.Verify(row, "day-energy", Outcome.Value(ours), Outcome.Value(theirs), new CompareOptions { RelativeTolerance = 1e-10 });
    }

    private static JsonObject Days(VectorCase row)
    {
        var timeline = new Timeline(
            Date(row["start"]), Date(row["end"]), Duration.FromMinutes(row["intervalMinutes"].GetInt32()), DateTimeZone.Utc, TimelineShape.FixedSlots);
        foreach (JsonElement insert in row["insert"].EnumerateArray())
        {
            LocalDateTime local = LocalDateTimePattern.ExtendedIso.Parse(insert[0].GetString()!).Value;
            timeline.Add(local, insert[1].ValueKind == JsonValueKind.Null ? null : insert[1].GetDouble());
        }

        if (row.Find("extend") is { } range)
        {
            timeline.Extend(Date(range[0]), Date(range[1]));
        }

        return StemDays.Project(timeline.Days(row["includeEmpty"].GetBoolean()));
    }

    private static LocalDate Date(JsonElement text) => LocalDatePattern.Iso.Parse(text.GetString()!).Value;

    // Python rounds the exact binary value, ties to even.
    private static decimal RoundedAsPython(double value) =>
        Math.Round(decimal.Parse(value.ToString("F20", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), 1, MidpointRounding.ToEven);
}
