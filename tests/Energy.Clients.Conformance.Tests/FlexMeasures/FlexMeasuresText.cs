using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Writes our values in the forms of the recorded vectors.</summary>
public static class FlexMeasuresText
{
    private static readonly LocalDateTimePattern Python = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");
    private static readonly LocalDateTimePattern PythonWithFraction = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff");
    private static readonly OffsetPattern PythonOffset = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    /// <summary>A time as Python's <c>isoformat</c> writes it: six decimals or none, and no offset where there is none.</summary>
    public static string Iso(LocalDateTime time, Offset? offset) =>
        (time.NanosecondOfSecond == 0 ? Python : PythonWithFraction).Format(time) + (offset is { } known ? PythonOffset.Format(known) : "");

    /// <summary>The same, of an instant, in UTC.</summary>
    public static string Iso(Instant instant) => Iso(instant.InUtc().LocalDateTime, Offset.Zero);

    /// <summary>A duration as the vectors write it: seconds, with years and months apart where there are any.</summary>
    public static JsonObject Span(IsoDuration duration) => duration.HasCalendarParts
        ? new JsonObject { ["years"] = duration.Years, ["months"] = duration.Months, ["seconds"] = duration.FixedPart.TotalSeconds, ["calendar"] = true }
        : new JsonObject { ["seconds"] = duration.FixedPart.TotalSeconds };

    /// <summary>A time of a vector's input.</summary>
    public static OffsetDateTime Time(string text) => FlexMeasuresTime.Parse(text);
}
