using System.Buffers.Binary;
using System.Numerics;

namespace Energy.Clients.Authoring;

/// <summary>Reads JSON numbers of the kind that interval data are made of, faster than the general way and with the same result. For authors of row readers.</summary>
public static class JsonNumber
{
    // As many digits as a ulong always holds, a sign and a point.
    private const int MostDigits = 19;
    private const int MostBytes = MostDigits + 2;

    // Powers of ten that a double holds exactly: a whole number up to 2^53 divided by one of them is rounded once, so rightly.
    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    // 5^-n for n from 1, each as the upper 128 bits, rounded up: high word, low word.
    private static ReadOnlySpan<ulong> InversePowersOfFive =>
    [
        0xcccccccccccccccc, 0xcccccccccccccccd,
        0xa3d70a3d70a3d70a, 0x3d70a3d70a3d70a4,
        0x83126e978d4fdf3b, 0x645a1cac083126ea,
        0xd1b71758e219652b, 0xd3c36113404ea4a9,
        0xa7c5ac471b478423, 0x0fcf80dc33721d54,
        0x8637bd05af6c69b5, 0xa63f9a49c2c1b110,
        0xd6bf94d5e57a42bc, 0x3d32907604691b4d,
        0xabcc77118461cefc, 0xfdc20d2b36ba7c3e,
        0x89705f4136b4a597, 0x31680a88f8953031,
        0xdbe6fecebdedd5be, 0xb573440e5a884d1c,
        0xafebff0bcb24aafe, 0xf78f69a51539d749,
        0x8cbccc096f5088cb, 0xf93f87b7442e45d4,
        0xe12e13424bb40e13, 0x2865a5f206b06fba,
        0xb424dc35095cd80f, 0x538484c19ef38c95,
        0x901d7cf73ab0acd9, 0x0f9d37014bf60a11,
        0xe69594bec44de15b, 0x4c2ebe687989a9b4,
        0xb877aa3236a4b449, 0x09befeb9fad487c3,
        0x9392ee8e921d5d07, 0x3aff322e62439fd0,
    ];

    /// <summary>Reads the number a reader stands on.</summary>
    /// <param name="reader">Stands on a number.</param>
    /// <returns>The nearest double, bit for bit what <see cref="Utf8JsonReader.GetDouble"/> gives.</returns>
    /// <exception cref="InvalidOperationException">The reader does not stand on a number.</exception>
    /// <exception cref="JsonException">The number is beyond what a double holds.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double GetDouble(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.Number, HasValueSequence: false } && TryPlain(reader.ValueSpan, out var value) ? value : Finite(reader.GetDouble());

    private static double Finite(double number) => double.IsFinite(number) ? number : throw new JsonException("The number is beyond what a double holds.");

    /// <summary>Reads a plain number that stands in a text: digits, perhaps with a minus before them, perhaps with a point and digits behind them.</summary>
    /// <param name="utf8Text">The number alone.</param>
    /// <param name="value">The nearest double.</param>
    /// <returns><see langword="false"/> when the text has another form or more than 19 digits. It may be a number all the same; ask <see cref="System.Buffers.Text.Utf8Parser"/>
    /// then.</returns>
    public static bool TryReadPlain(ReadOnlySpan<byte> utf8Text, out double value)
    {
        value = 0;
        return !utf8Text.IsEmpty && char.IsAsciiDigit((char)utf8Text[^1]) && char.IsAsciiDigit((char)utf8Text[utf8Text[0] == (byte)'-' ? 1 : 0]) && TryPlain(utf8Text, out value);
    }

    // Digits and one point, no exponent. The caller has seen to it that digits stand at both ends.
    private static bool TryPlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length > MostBytes)
        {
            return false;
        }

        var negative = text[0] == (byte)'-';
        var i = negative ? 1 : 0;
        var count = text.Length - i;
        var digits = 0UL;
        uint digit;
        while (i < text.Length && (digit = (uint)(text[i] - '0')) <= 9)
        {
            digits = (digits * 10) + digit;
            i++;
        }

        var decimals = 0;
        if (i < text.Length)
        {
            if (text[i] != (byte)'.')
            {
                return false;
            }

            count--;
            decimals = text.Length - ++i;
            while (text.Length - i >= 8 && TryEightDigits(text[i..], out var eight))
            {
                digits = (digits * 100_000_000) + eight;
                i += 8;
            }

            for (; i < text.Length; i++)
            {
                digit = (uint)(text[i] - '0');
                if (digit > 9)
                {
                    return false;
                }

                digits = (digits * 10) + digit;
            }
        }

        if (count > MostDigits)
        {
            return false;
        }

        value = digits <= 1UL << 53 ? (long)digits / PowersOfTen[decimals] : decimals == 0 ? digits : Nearest(digits, decimals);
        value = negative ? -value : value;
        return true;
    }

    private static bool TryEightDigits(ReadOnlySpan<byte> text, out uint value)
    {
        const ulong Zeros = 0x3030_3030_3030_3030;
        var digits = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros;

        // All below ten: neither the upper half of a byte is set, nor by adding six.
        var plain = ((digits | (digits + 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0) == 0;

        // Neighbours join: digits to pairs, pairs to fours, fours to the eight.
        digits = (digits * 10) + (digits >> 8);
        value = (uint)((((digits & 0x0000_00ff_0000_00ff) * 0x000f_4240_0000_0064) + (((digits >> 16) & 0x0000_00ff_0000_00ff) * 0x0000_2710_0000_0001)) >> 32);
        return plain;
    }

    // The double nearest to digits / 10^decimals, for 1 to 18 decimals and digits above 2^53, after Lemire, "Number Parsing at a Gigabyte per Second" (2021): the digits times
    // 5^-decimals in 128 bits are always enough here to know how to round, and the rest of 10^-decimals is an exponent of two.
    private static double Nearest(ulong digits, int decimals)
    {
        var shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var high = Math.BigMul(digits, InversePowersOfFive[(2 * decimals) - 2], out var low);
        if ((high & 0x1ff) == 0x1ff)
        {
            // The bits below those that count are all set: what was cut off may carry into them.
            var carry = Math.BigMul(digits, InversePowersOfFive[(2 * decimals) - 1], out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        // 53 bits and one to round by.
        var upper = (int)(high >> 63);
        var drop = upper + 9;
        var mantissa = high >> drop;
        var exponent = (((152_170 + 65_536) * -decimals) >> 16) + 63 + upper - shift;
        if (low <= 1 && decimals <= 4 && (mantissa & 3) == 1 && mantissa << drop == high)
        {
            // Exactly between two doubles: to the even one.
            mantissa--;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;

        // A mantissa that rounded up to 2^53 carries into the exponent by itself.
        return BitConverter.UInt64BitsToDouble(((ulong)(exponent + 1022) << 52) + mantissa);
    }
}
