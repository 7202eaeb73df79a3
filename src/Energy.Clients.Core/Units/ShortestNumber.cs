using System.Globalization;

namespace Energy.Clients;

/// <summary>Writes a finite double with the fewest digits that read back to it, laid out as another language would.</summary>
internal static class ShortestNumber
{
    /// <summary>Room for every text: sign, 21 digits before the point or 6 zeros and 17 digits after it.</summary>
    internal const int LongestText = 32;

    /// <summary>Python's <c>repr</c>: <c>32.0</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    internal static void AppendPython(Span<char> destination, ref int at, double value) =>
        Append(destination, ref at, value, lowest: -4, highest: 16, integerSuffix: ".0", exponentFormat: "00");

    /// <summary>JavaScript's <c>String</c>: <c>32</c>, <c>0.00001</c>, <c>1e-7</c>, <c>1e+21</c>.</summary>
    internal static void AppendJavaScript(Span<char> destination, ref int at, double value) =>
        Append(destination, ref at, value, lowest: -6, highest: 21, integerSuffix: "", exponentFormat: "0");

    /// <summary>How many digits stand after the decimal point when the number is written without an exponent.</summary>
    internal static int DecimalsOf(double value)
    {
        Span<char> digits = stackalloc char[LongestText];
        var count = DigitsOf(value, digits, out var point);
        return Math.Max(0, count - point);
    }

    // Plain while lowest < point <= highest, with an exponent outside.
    private static void Append(Span<char> destination, ref int at, double value, int lowest, int highest, string integerSuffix, string exponentFormat)
    {
        Span<char> digits = stackalloc char[LongestText];
        var count = DigitsOf(value, digits, out var point);
        if (double.IsNegative(value))
        {
            TextElements.Append(destination, ref at, "-");
        }

        if (point <= lowest || point > highest)
        {
            TextElements.Append(destination, ref at, digits[..1]);
            TextElements.Append(destination, ref at, count > 1 ? "." : "");
            TextElements.Append(destination, ref at, digits[1..count]);
            TextElements.Append(destination, ref at, point > 0 ? "e+" : "e-");
            _ = Math.Abs(point - 1).TryFormat(destination[at..], out var length, exponentFormat, CultureInfo.InvariantCulture);
            at += length;
        }
        else if (point <= 0)
        {
            TextElements.Append(destination, ref at, "0.");
            TextElements.Append(destination, ref at, "000000".AsSpan(0, -point));
            TextElements.Append(destination, ref at, digits[..count]);
        }
        else if (point < count)
        {
            TextElements.Append(destination, ref at, digits[..point]);
            TextElements.Append(destination, ref at, ".");
            TextElements.Append(destination, ref at, digits[point..count]);
        }
        else
        {
            TextElements.Append(destination, ref at, digits[..count]);
            TextElements.Append(destination, ref at, "000000000000000000000".AsSpan(0, point - count));
            TextElements.Append(destination, ref at, integerSuffix);
        }
    }

    // The significant digits; the value is 0.DIGITS times ten to the power of point. Zero is the digit 0 before the point.
    private static int DigitsOf(double value, Span<char> digits, out int point)
    {
        Span<char> text = stackalloc char[LongestText];
        _ = Math.Abs(value).TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var exponentAt = text[..length].IndexOf('E');
        var mantissa = text[..(exponentAt < 0 ? length : exponentAt)];
        var pointAt = mantissa.IndexOf('.');
        point = pointAt < 0 ? mantissa.Length : pointAt;
        var count = 0;
        foreach (var c in mantissa)
        {
            if (c == '.')
            {
                continue;
            }

            if (count == 0 && c == '0')
            {
                point--;
                continue;
            }

            digits[count++] = c;
        }

        if (count == 0)
        {
            digits[0] = '0';
            point = 1;
            return 1;
        }

        if (exponentAt >= 0)
        {
            point += int.Parse(text[(exponentAt + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        // Trailing zeros are not significant: 1000 has one digit.
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }
}
