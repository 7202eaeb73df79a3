using System.Numerics;

namespace Energy.Clients;

public readonly partial record struct Mdo
{
    // Offset 25, two factors of 17 with ".0", and at most eight characters between them; room to write a number in.
    private const int LongestText = 96;
    private const int LongestNumber = 48;
    private const string VariableStart = "V * ";

    static bool ITextValue<Mdo>.TryRead<TChar>(ReadOnlySpan<TChar> text, out Mdo mdo, out TextFault fault)
    {
        mdo = default;
        var variable = TextElements.StartsWith(text, VariableStart);
        var slash = text.IndexOf(TChar.CreateTruncating('/'));
        if (slash < 1)
        {
            return TextFault.At(slash < 0 ? text.Length : 0, "a conversion such as 0.5+3x/2", out fault);
        }

        if (!variable && uint.CreateTruncating(text[slash - 1]) != 'x')
        {
            return TextFault.At(slash, "'x' before '/', as in 0.5+3x/2", out fault);
        }

        // Where the four parts begin and end; in the server's text the offset comes first and may hold a '+' in its exponent.
        var head = variable ? text[VariableStart.Length..slash] : text[..(slash - 1)];
        var plus = variable ? -1 : head.LastIndexOf(TChar.CreateTruncating('+'));
        var factorAt = variable ? VariableStart.Length : plus + 1;
        var tail = text[(slash + 1)..];
        var blank = variable ? tail.IndexOf(TChar.CreateTruncating(' ')) : -1;
        var offsetAt = variable ? slash + 1 + blank + 3 : 0;
        if (blank >= 0 && !TextElements.StartsWith(tail[blank..], " + "))
        {
            return TextFault.At(slash + 1 + blank, "the end of the text or ' + ' and the offset", out fault);
        }

        if (!TryReadFactor(head[(plus + 1)..], out var multiply))
        {
            return TextFault.At(factorAt, "a whole multiplier other than 0, at most 2^53", out fault);
        }

        if (!TryReadFactor(blank >= 0 ? tail[..blank] : tail, out var divide))
        {
            return TextFault.At(slash + 1, "a whole divisor other than 0, at most 2^53", out fault);
        }

        double offset = 0;
        var hasOffset = variable ? blank >= 0 : plus >= 0;
        if (hasOffset && !TryReadNumber(variable ? text[offsetAt..] : head[..plus], out offset))
        {
            return TextFault.At(offsetAt, "an offset, a decimal number", out fault);
        }

        fault = default;
        mdo = new Mdo(multiply, divide, offset);
        return true;
    }

    // A factor may come as a float with nothing behind the point, as the vendor's own client writes it.
    private static bool TryReadFactor<TChar>(ReadOnlySpan<TChar> text, out long factor)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var whole = text.Length > 2 && uint.CreateTruncating(text[^1]) == '0' && uint.CreateTruncating(text[^2]) == '.' ? text[..^2] : text;
        return TextElements.TryReadInteger(whole, mostDigits: 16, out factor) && IsFactor(factor);
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
            // Only digits, signs, points and the exponent letter: not "Infinity" and not the spaces of a culture.
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

        Span<char> text = stackalloc char[LongestText];
        var at = 0;
        if (!variable && Offset != 0)
        {
            ShortestNumber.AppendPython(text, ref at, Offset);
            text[at++] = '+';
        }

        // No factor is so large that Python would write it with an exponent.
        var (start, between, point) = (variable ? VariableStart : "", variable ? "/" : "x/", python ? ".0" : "");
        _ = text[at..].TryWrite(CultureInfo.InvariantCulture, $"{start}{Multiply}{point}{between}{Divide}{point}", out var factors);
        at += factors;
        if (variable && Offset != 0)
        {
            TextElements.Append(text, ref at, " + ");
            ShortestNumber.AppendJavaScript(text, ref at, Offset);
        }

        return TextElements.TryCopy(text[..at], destination, out written);
    }
}
