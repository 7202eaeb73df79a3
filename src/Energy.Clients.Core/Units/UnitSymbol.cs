namespace Energy.Clients;

/// <summary>One symbol of a unit: its scale against the SI base, its dimension and, where its zero is shifted, what to add to reach the absolute zero.</summary>
internal readonly record struct UnitSymbol(UnitScale Scale, UnitDimension Dimension, double Offset, UnitPrefix Prefix)
{
    internal UnitSymbol WithPrefix(int exponent) => this with { Scale = Scale.Multiply(new UnitScale(1, 1, exponent)) };
}
