using System.Globalization;
using System.Numerics;

namespace Energy.Clients;

public readonly partial record struct Mdo
{
    // Offset 25, two factors of 17 with ".0", and at most eight characters between them.
    private const int LongestText = 80;
    private const int LongestNumber = 48;
    private const string VariableStart = "V * ";

    private static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out Mdo mdo, out int position, out string expected)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        mdo = default;
        var variable = StartsWith(text, VariableStart);
        var slash = text.IndexOf(TChar.CreateTruncating('/'));
        if (slash < 1)
        {
            return Stop(slash < 0 ? text.Length : 0, "a conversion such as 0.5+3x/2", out position, out expected);
        }

        if (!variable && uint.CreateTruncating(text[slash - 1]) != 'x')
        {
            return Stop(slash, "'x' before '/', as in 0.5+3x/2", out position, out expected);
        }

        // Where the four parts begin and end; in the server's text the offset comes first and may hold a '+' in its exponent.
        var head = variable ? text[VariableStart.Length..slash] : text[..(slash - 1)];
        var plus = variable ? -1 : head.LastIndexOf(TChar.CreateTruncating('+'));
        var factorAt = variable ? VariableStart.Length : plus + 1;
        var tail = text[(slash + 1)..];
        var blank = variable ? tail.IndexOf(TChar.CreateTruncating(' ')) : -1;
        var offsetAt = variable ? slash + 1 + blank + 3 : 0;
        if (blank >= 0 && !StartsWith(tail[blank..], " + "))
        {
            return Stop(slash + 1 + blank, "the end of the text or ' + ' and the offset", out position, out expected);
        }

        if (!TryReadFactor(head[(plus + 1)..], out var multiply))
        {
            return Stop(factorAt, "a whole multiplier other than 0, at most 2^53", out position, out expected);
        }

        if (!TryReadFactor(blank >= 0 ? tail[..blank] : tail, out var divide))
        {
            return Stop(slash + 1, "a whole divisor other than 0, at most 2^53", out position, out expected);
        }

        double offset = 0;
        var hasOffset = variable ? blank >= 0 : plus >= 0;
        if (hasOffset && !TryReadNumber(variable ? text[offsetAt..] : head[..plus], out offset))
        {
            return Stop(offsetAt, "an offset, a decimal number", out position, out expected);
        }

        position = 0;
        expected = string.Empty;
        mdo = new Mdo(multiply, divide, offset);
        return true;
    }

    private static bool TryReadFactor<TChar>(ReadOnlySpan<TChar> text, out long factor)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        factor = 0;
        var negative = !text.IsEmpty && uint.CreateTruncating(text[0]) == '-';
        var digits = negative ? text[1..] : text;

        // The Python client writes its factors as floating-point numbers.
        if (digits.Length > 2 && uint.CreateTruncating(digits[^1]) == '0' && uint.CreateTruncating(digits[^2]) == '.')
        {
            digits = digits[..^2];
        }

        if (digits.Length is 0 or > 16)
        {
            return false;
        }

        foreach (var element in digits)
        {
            var digit = uint.CreateTruncating(element) - '0';
            if (digit > 9)
            {
                return false;
            }

            factor = (factor * 10) + digit;
        }

        factor = negative ? -factor : factor;
        return uint.CreateTruncating(digits[0]) != '0' && IsFactor(factor);
    }

    private static bool TryReadNumber<TChar>(ReadOnlySpan<TChar> text, out double number)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        number = 0;
        if (text.Length is 0 or > LongestNumber)
        {
            return false;
        }

        Span<char> buffer = stackalloc char[LongestNumber];
        for (var i = 0; i < text.Length; i++)
        {
            // Only digits, signs, points and the exponent letter: not "Infinity" and not the blanks of a culture.
            var element = uint.CreateTruncating(text[i]);
            if (!(element - '0' <= 9 || element is '-' or '+' or '.' or 'e' or 'E'))
            {
                return false;
            }

            buffer[i] = (char)element;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(buffer[..text.Length], Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private bool TryWrite<TChar>(Span<TChar> destination, out int written, ReadOnlySpan<char> format)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var python = format is "P";
        var variable = format is "V";
        if (!python && !variable && format is not ("" or "G"))
        {
            throw new FormatException($"'{format}' is not a format of a conversion: expected G, P or V.");
        }

        Span<TChar> text = stackalloc TChar[LongestText];
        var at = 0;
        if (variable)
        {
            Write(text, ref at, VariableStart);
        }
        else if (Offset != 0)
        {
            at += ShortestNumber.WritePython(text, Offset);
            Write(text, ref at, "+");
        }

        WriteFactor(text, ref at, Multiply, python);
        Write(text, ref at, variable ? "/" : "x/");
        WriteFactor(text, ref at, Divide, python);
        if (variable && Offset != 0)
        {
            Write(text, ref at, " + ");
            at += ShortestNumber.WriteJavaScript(text[at..], Offset);
        }

        written = text[..at].TryCopyTo(destination) ? at : 0;
        return written > 0;
    }

    private static void WriteFactor<TChar>(Span<TChar> text, ref int at, long factor, bool asFloat)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (asFloat)
        {
            at += ShortestNumber.WritePython(text[at..], factor);
            return;
        }

        Span<char> digits = stackalloc char[20];
        _ = factor.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Write(text, ref at, digits[..length]);
    }

    private static void Write<TChar>(Span<TChar> text, ref int at, ReadOnlySpan<char> part)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        foreach (var c in part)
        {
            text[at++] = TChar.CreateTruncating(c);
        }
    }

    private static bool StartsWith<TChar>(ReadOnlySpan<TChar> text, string start)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (text.Length < start.Length)
        {
            return false;
        }

        for (var i = 0; i < start.Length; i++)
        {
            if (uint.CreateTruncating(text[i]) != start[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Stop(int at, string what, out int position, out string expected)
    {
        position = at;
        expected = what;
        return false;
    }
}
