namespace Energy.Clients;

/// <summary>The way from one unit to another, worked out once: <c>value × Multiplier ÷ Divisor + Offset</c>.</summary>
/// <param name="Multiplier">What the value is multiplied by; not zero.</param>
/// <param name="Divisor">What it is then divided by; not zero. Kept apart from the multiplier so that MW from kW divides by 1000 and is exact to the last bit.</param>
/// <param name="Offset">What is added at the end, in the target unit; 0 unless one of the units has a shifted zero (°C, °F).</param>
/// <remarks>Use it for many values; <see cref="Unit.Convert(double, Unit)"/> looks it up every time. The accuracy is that of three double operations.</remarks>
public readonly record struct UnitConversion(double Multiplier, double Divisor, double Offset)
{
    /// <summary>Changes nothing: from a unit to itself.</summary>
    public static UnitConversion Identity { get; } = new(1, 1, 0);

    /// <summary>Whether every value stays as it is.</summary>
    public bool IsIdentity => Multiplier == Divisor && Offset == 0;

    /// <summary>Converts one value.</summary>
    /// <param name="value">The value in the unit converted from. NaN and infinities stay what they are.</param>
    /// <returns>The value in the unit converted to.</returns>
    public double Apply(double value) => Multiplier == Divisor ? value + Offset : (value * Multiplier / Divisor) + Offset;
}
