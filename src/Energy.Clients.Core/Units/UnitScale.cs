namespace Energy.Clients;

/// <summary>A factor kept as numerator, denominator and power of ten, so that converting between prefixes and hours is exact where the result is.</summary>
/// <remarks>cEUR/kWh is 1/36 · 10⁻⁷ and EUR/MWh is 1/36 · 10⁻⁸ of EUR/J: their ratio is 10 and not 10.000000000000002.</remarks>
internal readonly record struct UnitScale(double Numerator, double Denominator, int Exponent)
{
    private const double LargestExact = 9007199254740992;

    internal static UnitScale One { get; } = new(1, 1, 0);

    internal bool IsFinite => double.IsFinite(Numerator) && double.IsFinite(Denominator) && Numerator != 0 && Denominator != 0 && Math.Abs(Exponent) <= 250;

    internal UnitScale Multiply(UnitScale other) => new UnitScale(Numerator * other.Numerator, Denominator * other.Denominator, Exponent + other.Exponent).Reduce();

    internal UnitScale Divide(UnitScale other) => Multiply(new UnitScale(other.Denominator, other.Numerator, -other.Exponent));

    internal UnitScale Raise(int power)
    {
        var result = One;
        for (var i = Math.Abs(power); i > 0; i--)
        {
            result = power > 0 ? result.Multiply(this) : result.Divide(this);
        }

        return result;
    }

    /// <summary>The factor as a multiplier and a divisor, both positive powers of ten applied to the side where they are whole.</summary>
    internal (double Multiply, double Divide) ToFactors()
    {
        var ten = Math.Pow(10, Math.Abs(Exponent));
        return Exponent >= 0 ? (Numerator * ten, Denominator) : (Numerator, Denominator * ten);
    }

    private UnitScale Reduce()
    {
        var (n, d, e) = (Numerator, Denominator, Exponent);
        if (!IsWhole(n) || !IsWhole(d))
        {
            return this;
        }

        for (; n % 10 == 0; e++)
        {
            n /= 10;
        }

        for (; d % 10 == 0; e--)
        {
            d /= 10;
        }

        var (a, b) = (Math.Abs(n), Math.Abs(d));
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        // The sign lives in the numerator.
        return new UnitScale(n / a * Math.Sign(d), Math.Abs(d) / a, e);
    }

    private static bool IsWhole(double value) => value != 0 && Math.Abs(value) < LargestExact && Math.Truncate(value) == value;
}
