namespace Energy.Clients.Sundaya;

/// <summary>The server's arithmetic, to the last digit.</summary>
internal static class TelemetryMath
{
    /// <summary>A product to four decimals as JavaScript's <c>toFixed</c> rounds it: by the exact binary value, halves away from zero.</summary>
    public static double Round(double exact)
    {
        // The framework's text is as exact but takes halves to the even digit. Only an odd multiple of 1/32 is such a half: its neighbour is no longer.
        var isHalf = Math.Abs(exact) < 1e11 && Math.Abs(exact * 32 % 2) == 1;
        var clear = !isHalf ? exact : exact > 0 ? Math.BitIncrement(exact) : Math.BitDecrement(exact);
        return double.Parse(clear.ToString("F4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public static double GridWatts(double volts, double amps, double powerFactor, int phases) => Round(volts * amps * powerFactor * (phases == 3 ? Math.Sqrt(3) : 1));
}
