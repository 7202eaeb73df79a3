using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

public sealed class UnitVectorTests
{
    private const string Vendor = "flexmeasures";

    [VectorTheory(Vendor, "vectors/unit_valid_current.json"), VectorRows]
    public void Valid_Row_IsKnownAsUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "unit-valid",
        ours: Outcome.Of(() => Unit.TryParse(row["input"].GetString(), out var unit) && unit.IsKnown),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/unit_dimension_current.json"), VectorRows]
    public void Dimension_Row_GivesUpstreamName(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "unit-dimension",
        ours: Outcome.Of(() => Name(Unit.Parse(row["input"].GetString()!) is { IsKnown: true } unit ? unit : throw new FormatException("no unit"))),
        theirs: row.Theirs("output"));

    // Data may be sent in a unit that converts, and an amount for its rate, since the server knows the resolution.
    [VectorTheory(Vendor, "vectors/unit_convertible_current.json"), VectorRows]
    public void Convertible_Row_AgreesWithUpstream(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "unit-convertible",
        ours: Outcome.Of(() =>
        {
            Unit from = From(row), to = To(row);
            return from.IsKnown && to.IsKnown && (from.IsConvertibleTo(to) || from.IsAmountOf(to));
        }),
        theirs: row.Theirs("output"));

    [VectorTheory(Vendor, "vectors/unit_convert_current.json"), VectorRows]
    public void Convert_Row_GivesUpstreamValues(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "unit-convert",
        ours: Outcome.Of(
            () =>
            {
                var conversion = row["input"].GetProperty("resolution_minutes") is { ValueKind: JsonValueKind.Number } minutes
                    ? From(row).GetConversion(To(row), Duration.FromMinutes(minutes.GetDouble()))
                    : From(row).GetConversion(To(row));
                return new JsonArray([.. row["input"].GetProperty("values").EnumerateArray().Select(value => JsonValue.Create(conversion.Apply(value.GetDouble())))]);
            },
            typeof(UnitConversionException)),
        theirs: row.Theirs("output"),
        new CompareOptions { RelativeTolerance = 1e-9 });

    private static Unit From(VectorCase row) => Unit.FromText(row["input"].GetProperty("from_unit").GetString()!);

    private static Unit To(VectorCase row) => Unit.FromText(row["input"].GetProperty("to_unit").GetString()!);

    // Upstream names a unit of one base dimension after it, whatever its exponent; '%' by its own text; and has 'value' for the rest.
    private static string Name(Unit unit)
    {
        var dimension = unit.Dimension;
        if (dimension.IsCurrency || dimension.IsPrice || dimension == UnitDimension.Power || dimension == UnitDimension.Energy || dimension == UnitDimension.Speed)
        {
            return dimension.ToString();
        }

        (string Name, int Exponent)[] bases =
        [
            ("length", dimension.Length), ("mass", dimension.Mass), ("time", dimension.Time), ("current", dimension.Current),
            ("temperature", dimension.Temperature), ("substance", dimension.Substance), ("luminosity", dimension.Luminosity),
        ];
        var present = bases.Where(b => b.Exponent != 0).ToArray();
        return unit == Unit.Percent ? "percentage" : present.Length == 1 ? present[0].Name : "value";
    }
}
