namespace Energy.Clients;

/// <summary>Writes a finite double with the fewest digits that read back to it, laid out as another language would.</summary>
/// <remarks>The digits are the framework's; a decimal, which has no exponent and room for them all, lays them out in full.</remarks>
internal static class ShortestNumber
{
    // Sign, 17 digits, point and exponent; in full, 21 digits before the point or 6 zeros and 17 digits after it.
    private const int LongestText = 32;

    /// <summary>Python's <c>repr</c>: <c>32.0</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    internal static void AppendPython(Span<char> destination, ref int at, double value)
    {
        var start = at;
        Append(destination, ref at, value, least: 1e-4, beyond: 1e16);
        TextElements.Append(destination, ref at, destination[start..at].ContainsAny('.', 'e') ? "" : ".0");
    }

    /// <summary>JavaScript's <c>String</c>: <c>32</c>, <c>0.00001</c>, <c>1e-7</c>, <c>1e+21</c>.</summary>
    internal static void AppendJavaScript(Span<char> destination, ref int at, double value)
    {
        Append(destination, ref at, value, least: 1e-6, beyond: 1e21);
        if (destination[..at].EndsWith("e-07") || destination[..at].EndsWith("e-08") || destination[..at].EndsWith("e-09"))
        {
            destination[at - 2] = destination[--at];
        }
    }

    /// <summary>How many digits stand after the decimal point when the number is written without an exponent; 28 for all smaller ones.</summary>
    internal static int DecimalsOf(double value) => InFull(value.ToString(CultureInfo.InvariantCulture)).Scale;

    private static void Append(Span<char> destination, ref int at, double value, double least, double beyond)
    {
        var text = destination.Slice(at, LongestText);
        _ = value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (value == 0 || (Math.Abs(value) >= least && Math.Abs(value) < beyond))
        {
            _ = InFull(text[..length]).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        }
        else if (!text[..length].Contains('E'))
        {
            // The framework writes an exponent from 1e17 on, Python from 1e16 on.
            var first = value < 0 ? 2 : 1;
            var fraction = text[first..length].TrimEnd('0').ToString();
            _ = text[first..].TryWrite(CultureInfo.InvariantCulture, $"{(fraction.Length > 0 ? "." : "")}{fraction}E+{length - first}", out var rest);
            length = first + rest;
        }

        text[..length].Replace('E', 'e');
        at += length;
    }

    private static decimal InFull(ReadOnlySpan<char> text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
