namespace Energy.Clients;

/// <summary>Units of products and quotients, in the simplest known way to write them.</summary>
internal static class UnitAlgebra
{
    private static readonly Unit[] Simple =
    [
        Unit.Dimensionless, Unit.KilowattHour, Unit.WattHour, Unit.MegawattHour, Unit.Kilowatt, Unit.Watt, Unit.Megawatt, Unit.CubicMetre, Unit.EuroPerMegawattHour,
        Unit.EuroPerKilowattHour,
    ];

    public static (Unit Unit, UnitConversion Conversion) Multiply(Unit left, Unit right) => Combine(left, right, "*");

    public static (Unit Unit, UnitConversion Conversion) Divide(Unit left, Unit right) => Combine(left, right, "/");

    private static (Unit Unit, UnitConversion Conversion) Combine(Unit left, Unit right, string operation)
    {
        foreach (var unit in (ReadOnlySpan<Unit>)[left, right])
        {
            if (!unit.IsKnown)
            {
                throw new UnitConversionException(left, right,
                    unit == Unit.None ? "no unit is stated; tell it by WithInfo" : $"'{unit}' is not a unit known here, so it has no product");
            }
        }

        var text = $"{Group(left)}{operation}{Group(right)}";
        if (!Unit.TryParse(text, out var whole) || !whole.IsKnown)
        {
            throw new UnitConversionException(left, right, $"their {(operation == "*" ? "product" : "quotient")} cannot be written as a unit");
        }

        return Simplest(whole, left, right) is { } simple ? (simple, whole.GetConversion(simple)) : (whole, UnitConversion.Identity);
    }

    // One that means exactly the same, and else one of the same dimension; what is written in neither way stays a product.
    private static Unit? Simplest(Unit whole, Unit left, Unit right)
    {
        Unit? convertible = null;
        foreach (var unit in (IEnumerable<Unit>)[.. Currencies(left), .. Currencies(right), .. Simple, left, right])
        {
            if (!whole.TryGetConversion(unit, out var conversion) || unit.Dimension.IsNone != whole.Dimension.IsNone)
            {
                continue;
            }

            if (conversion.IsIdentity)
            {
                return unit;
            }

            convertible ??= unit;
        }

        return convertible;
    }

    private static IEnumerable<Unit> Currencies(Unit unit)
    {
        var text = unit.Symbol;
        for (var i = 0; i + 3 <= text.Length; i++)
        {
            if (!text.AsSpan(i, 3).ContainsAnyExceptInRange('A', 'Z') && Unit.TryParse(text.AsSpan(i, 3), out var currency) && currency.IsKnown && currency.Dimension.IsCurrency)
            {
                yield return currency;
            }
        }
    }

    private static string Group(Unit unit) => unit.Symbol.AsSpan().ContainsAny("/* ·⋅") ? $"({unit.Symbol})" : unit.Symbol;
}
