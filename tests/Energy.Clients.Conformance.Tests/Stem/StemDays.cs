using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Writes days of a timeline in the recorded form: <c>{date: {count, values: {slot: value}}}</c>, slots without a value left out.</summary>
public static class StemDays
{
    public static JsonObject Project(IEnumerable<TimelineDay> days) => new(days.Select(day => KeyValuePair.Create(
        LocalDatePattern.Iso.Format(day.Date),
        (JsonNode?)new JsonObject
        {
            ["count"] = day.Values.Count,
            ["values"] = new JsonObject(day.Values
                .Select((value, slot) => (Value: value, Slot: slot))
                .Where(slot => slot.Value is not null)
                .Select(slot => KeyValuePair.Create(slot.Slot.ToString(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(slot.Value)))),
        })));
}
