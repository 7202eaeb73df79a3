using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>Reads the one canonical shape of a stream slug in whole vectors: these are read once a row of data.</summary>
/// <remarks>
/// <code>
/// s--pppp-pppp--bbbb-dddd-dddd-dddd--vvvv
/// |              |                            first  window, characters  0 to 15
///        |              |                     second window, characters  7 to 22
///                        |              |     third  window, characters 23 to 38
/// </code>
/// The first two windows hold the first four groups, the third the last three, so no digit has to be put together from two windows.
/// </remarks>
internal static class StreamSlugCodec
{
    private const int Length = 39;
    private const int Terms = 3;
    private const int SecondWindow = 7;
    private const int ThirdWindow = 23;

    private const byte X = 0xFF;

    private static Vector128<byte> FirstMarks => Vector128.Create((byte)'s', (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0);

    private static Vector128<byte> SecondMarks => Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0);

    private static Vector128<byte> ThirdMarks => Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0);

    /// <summary>Reads a text in the canonical shape, hex digits of either case; every other text is left to the general reader.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">Its digits.</param>
    /// <param name="hopeless">On failure: no other shape of this length can fit either, so there is no need to try one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out UInt128 number, out bool hopeless)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        number = default;
        hopeless = false;
        if (text.Length != Length || !Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        var first = Load(text, 0);
        var second = Load(text, SecondWindow);
        var third = Load(text, ThirdWindow);

        var high = Vector128.Shuffle(first, Vector128.Create(3, 4, 5, 6, 8, 9, 10, 11, X, X, X, X, X, X, X, X))
            | Vector128.Shuffle(second, Vector128.Create(X, X, X, X, X, X, X, X, 7, 8, 9, 10, 12, 13, 14, 15));

        // The last group is taken twice, so that every lane holds a digit.
        var low = Vector128.Shuffle(third, Vector128.Create((byte)1, 2, 3, 4, 6, 7, 8, 9, 12, 13, 14, 15, 12, 13, 14, 15));

        var marks = Misplaced(first, FirstMarks) | Misplaced(second, SecondMarks) | Misplaced(third, ThirdMarks);
        var valid = Nibbles(ref high) & Nibbles(ref low) & Vector128.Equals(marks, Vector128<byte>.Zero);
        if (valid != Vector128<byte>.AllBitsSet)
        {
            hopeless = IsHopeless(first, second, third);
            return false;
        }

        var bytes = Vector128.Narrow(Pairs(high), Pairs(low)).AsUInt64();
        var upper = BinaryPrimitives.ReverseEndianness(bytes.ToScalar());
        var lower = BinaryPrimitives.ReverseEndianness(bytes.GetElement(1));
        number = new UInt128(upper >> 16, (upper << 48) | (lower >> 32 << 16) | (ushort)lower);
        return true;
    }

    /// <summary>The lanes where a mark is expected and something else stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Misplaced(Vector128<byte> text, Vector128<byte> marks) =>
        Vector128.AndNot(text ^ marks, Vector128.Equals(marks, Vector128<byte>.Zero));

    /// <summary>Turns hex digits into their values; returns the lanes that held one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Nibbles(ref Vector128<byte> text)
    {
        var digits = text - Vector128.Create((byte)'0');
        var letters = (text | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
        var isDigit = Vector128.LessThan(digits, Vector128.Create((byte)10));
        var isLetter = Vector128.LessThan(letters, Vector128.Create((byte)6));
        text = Vector128.ConditionalSelect(isDigit, digits, letters + Vector128.Create((byte)10));
        return isDigit | isLetter;
    }

    /// <summary>Whether a text has a character, a group or a number of terms that no accepted shape has.</summary>
    private static bool IsHopeless(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third)
    {
        // The prefix letter is judged by the reader; here it counts as one more digit in front.
        first = first.WithElement(0, (byte)'0');
        var digits = DigitsOf(first) | (DigitsOf(second) << SecondWindow) | (DigitsOf(third) << ThirdWindow);
        var hyphens = HyphensOf(first) | (HyphensOf(second) << SecondWindow) | (HyphensOf(third) << ThirdWindow);
        var hasLongGroup = (digits & (digits >> 1) & (digits >> 2) & (digits >> 3) & (digits >> 4)) != 0;
        var separators = BitOperations.PopCount(hyphens & (hyphens >> 1));
        return (digits | hyphens) != (1UL << Length) - 1 || hasLongGroup || separators < Terms;
    }

    /// <summary>The places of hex digits, one bit each.</summary>
    private static ulong DigitsOf(Vector128<byte> text) => Nibbles(ref text).ExtractMostSignificantBits();

    /// <summary>The places of hyphens, one bit each.</summary>
    private static ulong HyphensOf(Vector128<byte> text) => Vector128.Equals(text, Vector128.Create((byte)'-')).ExtractMostSignificantBits();

    /// <summary>Joins each pair of nibbles, the first one high, in the low byte of a 16-bit lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Pairs(Vector128<byte> nibbles)
    {
        var lanes = nibbles.AsUInt16();
        return ((lanes << 4) | (lanes >>> 8)) & Vector128.Create((ushort)0xFF);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load<TChar>(ReadOnlySpan<TChar> text, int start)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (typeof(TChar) == typeof(byte))
        {
            return Vector128.Create(MemoryMarshal.Cast<TChar, byte>(text.Slice(start, 16)));
        }

        // Saturation keeps characters beyond Latin-1 from turning into digits.
        var wide = MemoryMarshal.Cast<TChar, ushort>(text.Slice(start, 16));
        return Vector128.NarrowWithSaturation(Vector128.Create(wide), Vector128.Create(wide[8..]));
    }
}
