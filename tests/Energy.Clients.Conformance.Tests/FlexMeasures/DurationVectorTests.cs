using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed partial class DurationVectorTests
{
    private const string Vendor = "flexmeasures";

    [VectorTheory(Vendor, "vectors/duration_2021.json"), VectorRows]
    public void Duration2021_Row_GivesUpstreamSpan(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "duration-2021",
        ours: Outcome.Of(() => Ground(IsoDuration.Parse(Text(row, "duration")!), Text(row, "start")), typeof(InvalidOperationException)),
        theirs: row.Find("output") is { ValueKind: JsonValueKind.Null } ? Outcome.Refused("null") : row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/duration_current.json"), VectorRows]
    public void DurationCurrent_Row_GivesUpstreamSpan(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "duration-current",
        ours: Outcome.Of(() =>
        {
            var duration = IsoDuration.Parse(row["input"].GetString()!);
            return duration.IsMultipleOf(Duration.FromMinutes(1)) ? Ground(duration, null) : throw new FormatException($"{duration} is not in whole minutes.");
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/duration_grounded_current.json"), VectorRows]
    public void Grounded_Row_GivesUpstreamSpan(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "duration-grounded",
        ours: Outcome.Of(() => Ground(IsoDuration.Parse(Text(row, "duration")!), Text(row, "start")), typeof(InvalidOperationException)),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/duration_format_current.json"), VectorRows]
    public void Format_Row_GivesUpstreamTexts(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "duration-format",
        ours: Outcome.Of(() =>
        {
            var duration = new IsoDuration(Duration.FromNanoseconds(decimal.ToInt64(row["input"].GetProperty("seconds").GetDecimal() * 1_000_000_000m)));
            return new JsonObject { ["sensor_data"] = duration.ToString(IsoDurationStyle.Hours), ["isodate"] = duration.ToString(IsoDurationStyle.Days) };
        }),
        theirs: row.Theirs("output"));

    // What the Python client puts on the wire must read as what its caller meant.
    [VectorTheory(Vendor, "vectors/pandas_duration_format.json"), VectorRows]
    public void PythonClientText_Row_ReadsAsWhatItsCallerMeant(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "duration-of-python-client",
        ours: Outcome.Of(() => Project(IsoDuration.Parse((row.Find("output") ?? row["input"]).GetString()!))),
        theirs: row.Find("error") is { } error ? Outcome.Refused(JsonText.Of(error)) : Outcome.Value(Meaning(row["input"].GetString()!)));

    private static string? Text(VectorCase row, string member) => row["input"].GetProperty(member).GetString();

    private static JsonObject Ground(IsoDuration duration, string? start) => start is null
        ? Project(duration)
        : Project(new IsoDuration(duration.Ground(OffsetDateTimePattern.ExtendedIso.Parse(start).Value)));

    private static JsonObject Project(IsoDuration duration)
    {
        var seconds = duration.FixedPart.TotalSeconds;
        return duration.TryGetDuration(out _)
            ? new JsonObject { ["seconds"] = seconds }
            : new JsonObject { ["years"] = duration.Years, ["months"] = duration.Months, ["seconds"] = seconds, ["calendar"] = true };
    }

    // Texts of the caller: ISO 8601, or counts with pandas' letters (1D12h, -10min).
    private static JsonObject Meaning(string text)
    {
        if (IsoDuration.TryParse(text, out var iso))
        {
            return Project(iso);
        }

        var match = PandasText().Match(text);
        Assert.True(match.Success, $"'{text}' is neither ISO 8601 nor a text of pandas that this test knows.");
        var total = match.Groups["part"].Captures.Zip(match.Groups["unit"].Captures)
            .Aggregate(Duration.Zero, (sum, part) => sum + (Span(part.Second.Value) * double.Parse(part.First.Value, CultureInfo.InvariantCulture)));
        return Project(new IsoDuration(match.Groups["sign"].Value == "-" ? -total : total));
    }

    private static Duration Span(string unit) => unit switch
    {
        "W" => Duration.FromDays(7),
        "D" or "d" or "days" or "day" => Duration.FromDays(1),
        "h" or "H" or "hours" or "hour" => Duration.FromHours(1),
        "min" or "m" or "minutes" or "minute" => Duration.FromMinutes(1),
        "s" or "S" or "seconds" or "second" => Duration.FromSeconds(1),
        _ => Duration.FromMilliseconds(1),
    };

    [GeneratedRegex(@"^(?<sign>[+-]?)(\s*(?<part>\d+(\.\d+)?)\s*(?<unit>W|days?|D|d|hours?|H|h|minutes?|min|ms|m|seconds?|S|s))+\z")]
    private static partial Regex PandasText();
}
