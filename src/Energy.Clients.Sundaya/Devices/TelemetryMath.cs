using System.Globalization;
using System.Numerics;

namespace Energy.Clients.Sundaya;

/// <summary>The server's arithmetic, to the last digit.</summary>
internal static class TelemetryMath
{
    public static double Watts(double exact) => ToFixed(exact, 4);

    public static double GridWatts(double volts, double amps, double powerFactor, int phases)
    {
        var product = volts * amps * powerFactor;
        return Watts(phases == 3 ? product * Math.Sqrt(3) : product);
    }

    /// <summary>JavaScript's <c>toFixed</c> read back as a number: the exact binary value, halves away from zero.</summary>
    public static double ToFixed(double value, int decimals)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= 1e21)
        {
            return value;
        }

        // value = mantissa × 2^exponent exactly, so the rounding can be exact too.
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = bits & 0xf_ffff_ffff_ffff;
        exponent = exponent == 0 ? -1074 : exponent - 1075;
        mantissa = exponent == -1074 ? mantissa : mantissa | (1L << 52);
        var scaled = mantissa * BigInteger.Pow(10, decimals);
        var rounded = exponent >= 0 ? scaled << exponent : (scaled + (BigInteger.One << (-exponent - 1))) >> -exponent;
        var text = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var number = double.Parse(text[..^decimals] + "." + text[^decimals..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return value < 0 ? -number : number;
    }
}
