using System.Globalization;
using System.Numerics;

namespace Energy.Clients;

/// <summary>Writes a finite double with the fewest digits that read back to it, laid out as another language would.</summary>
internal static class ShortestNumber
{
    /// <summary>Room for every text: sign, 21 digits before the point or 6 zeros and 17 digits after it.</summary>
    internal const int LongestText = 32;

    /// <summary>Python's <c>repr</c>: <c>32.0</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    internal static int WritePython<TChar>(Span<TChar> destination, double value)
        where TChar : unmanaged, IBinaryInteger<TChar> => Write(destination, value, lowest: -4, highest: 16, integerSuffix: ".0", exponentFormat: "00");

    /// <summary>JavaScript's <c>String</c>: <c>32</c>, <c>0.00001</c>, <c>1e-7</c>, <c>1e+21</c>.</summary>
    internal static int WriteJavaScript<TChar>(Span<TChar> destination, double value)
        where TChar : unmanaged, IBinaryInteger<TChar> => Write(destination, value, lowest: -6, highest: 21, integerSuffix: "", exponentFormat: "0");

    /// <summary>How many digits stand after the decimal point when the number is written without an exponent.</summary>
    internal static int DecimalsOf(double value)
    {
        Span<char> digits = stackalloc char[LongestText];
        var count = DigitsOf(value, digits, out var point);
        return Math.Max(0, count - point);
    }

    // Plain while lowest < point <= highest, with an exponent outside.
    private static int Write<TChar>(Span<TChar> destination, double value, int lowest, int highest, string integerSuffix, string exponentFormat)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        Span<char> digits = stackalloc char[LongestText];
        var count = DigitsOf(value, digits, out var point);
        var at = 0;
        if (double.IsNegative(value))
        {
            Copy(destination, ref at, "-");
        }

        if (point <= lowest || point > highest)
        {
            Copy(destination, ref at, digits[..1]);
            Copy(destination, ref at, count > 1 ? "." : "");
            Copy(destination, ref at, digits[1..count]);
            Copy(destination, ref at, point > 0 ? "e+" : "e-");
            Span<char> exponent = stackalloc char[4];
            _ = Math.Abs(point - 1).TryFormat(exponent, out var length, exponentFormat, CultureInfo.InvariantCulture);
            Copy(destination, ref at, exponent[..length]);
        }
        else if (point <= 0)
        {
            Copy(destination, ref at, "0.");
            Copy(destination, ref at, "000000".AsSpan(0, -point));
            Copy(destination, ref at, digits[..count]);
        }
        else if (point < count)
        {
            Copy(destination, ref at, digits[..point]);
            Copy(destination, ref at, ".");
            Copy(destination, ref at, digits[point..count]);
        }
        else
        {
            Copy(destination, ref at, digits[..count]);
            Copy(destination, ref at, "000000000000000000000".AsSpan(0, point - count));
            Copy(destination, ref at, integerSuffix);
        }

        return at;
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

    private static void Copy<TChar>(Span<TChar> destination, ref int at, ReadOnlySpan<char> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        foreach (var c in text)
        {
            destination[at++] = TChar.CreateTruncating(c);
        }
    }
}
