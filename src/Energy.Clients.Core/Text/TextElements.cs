using System.Numerics;
using System.Runtime.InteropServices;

namespace Energy.Clients;

/// <summary>What readers and writers of characters and UTF-8 have in common.</summary>
internal static class TextElements
{
    /// <summary>Whether a text starts with ASCII text.</summary>
    public static bool StartsWith<TChar>(ReadOnlySpan<TChar> text, ReadOnlySpan<char> start)
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

    /// <summary>Reads a whole number other than 0 in plain digits, with or without <c>-</c>; no <c>+</c> and no leading zeros.</summary>
    public static bool TryReadInteger<TChar>(ReadOnlySpan<TChar> text, int mostDigits, out long value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        value = 0;
        var negative = !text.IsEmpty && uint.CreateTruncating(text[0]) == '-';
        var digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > mostDigits || uint.CreateTruncating(digits[0]) == '0')
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

            value = (value * 10) + digit;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>Reads two digits, which must be inside the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TwoDigits<TChar>(ReadOnlySpan<TChar> text, int index, out uint value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var tens = uint.CreateTruncating(text[index]) - '0';
        var ones = uint.CreateTruncating(text[index + 1]) - '0';
        value = (tens * 10) + ones;
        return tens <= 9 && ones <= 9;
    }

    /// <summary>Writes a number below 100 as two digits. The caller has checked that the whole text fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutTwoDigits<TChar>(Span<TChar> destination, int index, uint value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index);
        var tens = (value * 205) >> 11;
        at = TChar.CreateTruncating('0' + tens);
        Unsafe.Add(ref at, 1) = TChar.CreateTruncating('0' + value - (tens * 10));
    }

    /// <summary>Adds text to a buffer known to be large enough.</summary>
    public static void Append(Span<char> buffer, ref int at, ReadOnlySpan<char> text)
    {
        text.CopyTo(buffer[at..]);
        at += text.Length;
    }

    /// <summary>Adds a whole number to a buffer known to be large enough.</summary>
    public static void Append(Span<char> buffer, ref int at, long number)
    {
        _ = number.TryFormat(buffer[at..], out var length, default, CultureInfo.InvariantCulture);
        at += length;
    }

    /// <summary>Copies a text out as characters or UTF-8.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryCopy<TChar>(ReadOnlySpan<char> text, Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var length = typeof(TChar) == typeof(char) ? text.Length : Encoding.UTF8.GetByteCount(text);
        var fits = length <= destination.Length;
        written = fits ? length : 0;
        return fits && (typeof(TChar) == typeof(char)
            ? text.TryCopyTo(MemoryMarshal.Cast<TChar, char>(destination))
            : Encoding.UTF8.TryGetBytes(text, MemoryMarshal.Cast<TChar, byte>(destination), out _));
    }
}
