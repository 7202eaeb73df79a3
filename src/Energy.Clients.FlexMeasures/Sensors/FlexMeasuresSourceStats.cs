using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Figures about the data that one source recorded.</summary>
/// <param name="FirstEventStart">The start of the first slot with data.</param>
/// <param name="LastEventEnd">The end of the last one.</param>
/// <param name="LastRecorded">When the newest value was recorded.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Sum">The sum of the values.</param>
/// <param name="Count">How many values there are.</param>
public sealed record FlexMeasuresSourceStats(OffsetDateTime? FirstEventStart, OffsetDateTime? LastEventEnd, OffsetDateTime? LastRecorded, double? Minimum, double? Maximum, double? Mean, double? Sum, long? Count)
{
    internal static FlexMeasuresSourceStats Read(JsonElement value)
    {
        // An object, or pairs in the server's order.
        var figures = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().ToDictionary(m => m.Name, m => m.Value),
            JsonValueKind.Array => value.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2).ToDictionary(p => p[0].GetString() ?? "", p => p[1]),
            _ => [],
        };
        return new FlexMeasuresSourceStats(
            Time("First event start"),
            Time("Last event end"),
            Time("Last recorded"),
            Number("Min value"),
            Number("Max value"),
            Number("Mean value"),
            Number("Sum over values"),
            (long?)Number("Number of values"));

        OffsetDateTime? Time(string name) => figures.TryGetValue(name, out var text) && text.ValueKind == JsonValueKind.String && FlexMeasuresTime.TryParse(text.GetString(), out var time) ? time : null;
        double? Number(string name) => figures.TryGetValue(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
    }
}
