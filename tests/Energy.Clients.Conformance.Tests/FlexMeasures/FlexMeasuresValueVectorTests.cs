using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class FlexMeasuresValueVectorTests
{
    private const string Vendor = "flexmeasures";

    private static readonly CompareOptions Numbers = new() { RelativeTolerance = 1e-9 };

    [VectorTheory(Vendor, "vectors/datetime_2021.json"), VectorRows]
    public void MessageTime_Row_ReadsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "datetime-2021",
        ours: Outcome.Of(() => FlexMeasuresTime.TryParseMessageTime(row["input"].GetString(), out LocalDateTime local, out Offset? offset)
            ? new JsonObject { ["iso"] = FlexMeasuresText.Iso(local, offset), ["has_offset"] = offset is not null }
            : throw new FormatException("Not a time.")),
        theirs: row.Find("output") is { ValueKind: JsonValueKind.Null } ? Outcome.Refused("null") : row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/datetime_current.json"), VectorRows]
    public void Time_Row_ReadsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "datetime-current",
        ours: Outcome.Of(() =>
        {
            OffsetDateTime time = FlexMeasuresTime.Parse(row["input"].GetString()!);
            return FlexMeasuresText.Iso(time.LocalDateTime, time.Offset);
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/quantity_current.json"), VectorRows]
    public void Quantity_Row_ConvertsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "quantity-current",
        ours: Outcome.Of(
            () =>
            {
                JsonElement value = row["input"].GetProperty("value");
                var quantity = (value.ValueKind == JsonValueKind.Number ? new FlexMeasuresQuantity(value.GetDouble(), Unit.None) : FlexMeasuresQuantity.Parse(value.GetString()!))
                    .To(Unit.Parse(row["input"].GetProperty("to_unit").GetString()!));
                return new JsonObject { ["magnitude"] = quantity.Magnitude, ["unit"] = quantity.Unit.Symbol };
            },
            typeof(UnitConversionException)),
        theirs: row.Theirs("output"),
        Numbers);

    [VectorTheory(Vendor, "vectors/unit_convert_capacity_current.json"), VectorRows]
    public void Share_Row_ConvertsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "unit-convert-capacity",
        ours: Outcome.Of(
            () =>
            {
                JsonElement input = row["input"];
                (Unit from, Unit to) = (Unit.Parse(input.GetProperty("from_unit").GetString()!), Unit.Parse(input.GetProperty("to_unit").GetString()!));
                FlexMeasuresQuantity capacity = FlexMeasuresQuantity.Parse(input.GetProperty("capacity").GetString()!);
                return new JsonArray([.. input.GetProperty("values").EnumerateArray()
                    .Select(value => (JsonNode)FlexMeasuresQuantity.ConvertShare(value.GetDouble(), from, to, capacity))]);
            },
            typeof(UnitConversionException)),
        theirs: row.Theirs("output"),
        Numbers);

    [VectorTheory(Vendor, "vectors/search_filter_current.json"), VectorRows]
    public void Filter_Row_SplitsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "search-filter",
        ours: Outcome.Of(() => Texts(FlexMeasuresFilter.Split(row["input"].GetString()!))),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/asset_fields_current.json"), VectorRows]
    public void AssetFields_Row_SplitAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "asset-fields",
        ours: Outcome.Of(() => Texts(FlexMeasuresAssetFields.Parse(row["input"].GetString()!))),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/floor_start_current.json"), VectorRows]
    public void Floor_Row_GivesUpstreamStart(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "floor-start",
        ours: Outcome.Of(() =>
        {
            OffsetDateTime floor = FlexMeasuresGrid.Floor(
                FlexMeasuresText.Time(row["input"].GetProperty("start").GetString()!), Duration.FromMinutes(row["input"].GetProperty("resolution_minutes").GetDouble()));
            return FlexMeasuresText.Iso(floor.LocalDateTime, floor.Offset);
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/default_resolution_instantaneous_current.json"), VectorRows]
    public void DefaultResolution_Row_IsUpstreams(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "default-resolution",
        ours: Outcome.Of(() =>
        {
            OffsetDateTime start = FlexMeasuresText.Time(row["input"].GetProperty("start").GetString()!);
            Duration step = FlexMeasuresGrid.DefaultResolution(IsoDuration.Parse(row["input"].GetProperty("duration").GetString()!).Ground(start));

            // As pandas abbreviates it.
            return new JsonObject
            {
                ["resolution"] = step < Duration.FromHours(1)
                    ? string.Create(CultureInfo.InvariantCulture, $"{step.TotalMinutes}min")
                    : string.Create(CultureInfo.InvariantCulture, $"{step.TotalHours}h"),
            };
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/resolution_2021.json"), VectorRows]
    public void Resolution_Row_RepeatsAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "resolution-2021",
        ours: Outcome.Of(() =>
        {
            JsonElement input = row["input"];
            Duration whole = IsoDuration.Parse(input.GetProperty("duration").GetString()!).ToDuration();
            int values = input.GetProperty("values").GetInt32();
            Duration own = Duration.FromMinutes(input.GetProperty("asset_resolution_minutes").GetDouble());
            int repeat = FlexMeasuresGrid.Repeats(whole, values, own);
            return new JsonObject
            {
                ["resolution"] = new IsoDuration(whole / values).ToString(),
                ["stored_resolution"] = new IsoDuration(own).ToString(),
                ["repeat"] = repeat,
                ["values"] = repeat * values,
            };
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/seed_v1_grid_rule.json"), VectorRows]
    public void Version1Grid_Row_IsJudgedAsInTheDocument(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "seed-v1-grid-rule",
        ours: Outcome.Of(() =>
        {
            JsonElement input = row["input"];
            if (!FlexMeasuresTime.TryParseMessageTime(input.GetProperty("start").GetString(), out LocalDateTime local, out Offset? offset))
            {
                throw new FormatException("Not a time.");
            }

            if (offset is not { } known)
            {
                return "INVALID_TIMEZONE";
            }

            OffsetDateTime start = local.WithOffset(known);
            return FlexMeasuresGrid.IsOnVersion1Grid(start, IsoDuration.Parse(input.GetProperty("duration").GetString()!).Ground(start), input.GetProperty("values").GetInt32())
                ? "OK"
                : "INVALID_PTU_DURATION";
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/seed_values_to_timeseries.json"), VectorRows]
    public void ValuesToTimeseries_Row_ExpandsAsInTheDocument(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "seed-values-to-timeseries",
        ours: Outcome.Of(() =>
        {
            JsonElement input = row["input"];
            var series = FlexMeasuresTimeseries.Expand(
                [.. input.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())],
                FlexMeasuresText.Time(input.GetProperty("start").GetString()!),
                IsoDuration.Parse(input.GetProperty("duration").GetString()!));
            return new JsonArray([.. series.Select(value => (JsonNode)new JsonObject
            {
                ["value"] = value.Value,
                ["start"] = FlexMeasuresTime.Format(value.Start),
                ["duration"] = value.Duration.ToString(),
            })]);
        }),
        theirs: row.Theirs("output"));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
