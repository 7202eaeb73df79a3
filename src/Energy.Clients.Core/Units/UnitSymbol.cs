namespace Energy.Clients;

/// <summary>One symbol of a unit: its scale against the SI base, its dimension and, where its zero is shifted, what to add to reach the absolute zero.</summary>
internal readonly record struct UnitSymbol(UnitScale Scale, UnitDimension Dimension, double Offset, UnitPrefix Prefix)
{
    /// <summary>The exponent of apparent power in the unit: 1 for kVA and kVAh. It has the dimension of power, but no watts can be told from it without the power factor.</summary>
    internal int Apparent { get; init; }

    internal UnitSymbol WithPrefix(int exponent) => this with { Scale = Scale.Multiply(new UnitScale(1, 1, exponent)) };
}
