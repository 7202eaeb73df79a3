using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Energy.Clients;

/// <summary>Reads JSON numbers of the kind that interval data are made of, faster than the general way and with the same result. For authors of row readers.</summary>
public static class JsonNumber
{
    private const int MostDigits = 15;

    // Powers of ten that a double holds exactly: a whole number below 2^53 divided by one of them is rounded once, so rightly.
    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads the number a reader stands on.</summary>
    /// <param name="reader">Stands on a number.</param>
    /// <returns>The nearest double, bit for bit what <see cref="Utf8JsonReader.GetDouble"/> gives.</returns>
    /// <exception cref="InvalidOperationException">The reader does not stand on a number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double GetDouble(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.Number, HasValueSequence: false } && TryPlain(reader.ValueSpan, out var value) ? value : reader.GetDouble();

    // Digits and one point, no exponent, few enough digits to be exact.
    private static bool TryPlain(ReadOnlySpan<byte> text, out double value)
    {
        var i = text[0] == (byte)'-' ? 1 : 0;
        var negative = i == 1;
        var mantissa = 0L;
        var point = -1;
        var first = i;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
            }
            else if (text[i] == (byte)'.')
            {
                point = i;
            }
            else
            {
                value = 0;
                return false;
            }

            // A text of many digits overflows nothing that matters: it is left to the general way below.
            if (i - first > MostDigits)
            {
                value = 0;
                return false;
            }
        }

        value = point < 0 ? mantissa : mantissa / PowersOfTen[text.Length - 1 - point];
        if (negative)
        {
            value = -value;
        }

        return true;
    }
}
