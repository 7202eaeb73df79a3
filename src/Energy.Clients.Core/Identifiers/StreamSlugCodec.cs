using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>Reads and writes the one canonical shape of a stream slug in whole vectors: these are read and written once a row of data.</summary>
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
    /// <summary>The length of every canonical stream slug.</summary>
    public const int Length = 39;

    private const int Terms = 3;
    private const int SecondWindow = 7;
    private const int ThirdWindow = 23;

    private const byte X = 0xFF;

    private static Vector128<byte> FirstMarks => Vector128.Create((byte)'s', (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0);

    private static Vector128<byte> SecondMarks => Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0);

    private static Vector128<byte> ThirdMarks => Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0);

    /// <summary>Reads any text that has the canonical shape; <see cref="TryDecode"/> says the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out uint project, out ulong device, out ushort localId, out bool hopeless)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (SlugVectors.IsSupported && text.Length == Length)
        {
            return TryDecode(text, out project, out device, out localId, out hopeless);
        }

        project = 0;
        device = 0;
        localId = 0;
        hopeless = false;
        return false;
    }

    /// <summary>Reads a text of <see cref="Length"/> characters in the canonical shape; hex digits of either case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="project">The project number.</param>
    /// <param name="device">The block number and the device number.</param>
    /// <param name="localId">The local id.</param>
    /// <param name="hopeless">On failure: no other shape of this length can fit either, so there is no need to try one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDecode<TChar>(ReadOnlySpan<TChar> text, out uint project, out ulong device, out ushort localId, out bool hopeless)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
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
            project = 0;
            device = 0;
            localId = 0;
            hopeless = IsHopeless(first, second, third);
            return false;
        }

        var bytes = Vector128.Narrow(Pairs(high), Pairs(low)).AsUInt64();
        var upper = BinaryPrimitives.ReverseEndianness(bytes.ToScalar());
        var lower = BinaryPrimitives.ReverseEndianness(bytes.GetElement(1));
        project = (uint)(upper >> 32);
        device = (upper << 32) | (lower >> 32);
        localId = (ushort)lower;
        hopeless = false;
        return true;
    }

    /// <summary>Writes the canonical text, of a stream or of another slug with the same terms, into a destination of <see cref="Length"/> characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encode<TChar>(Span<TChar> destination, char prefix, uint project, ulong device, ushort localId)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var high = SlugVectors.Digits(((ulong)project << 32) | (device >> 32));
        var low = SlugVectors.Digits((device << 32) | localId);
        var start = FirstMarks.WithElement(0, (byte)prefix);
        SlugVectors.Store(destination, 0, start | Vector128.Shuffle(high, Vector128.Create(X, X, X, 0, 1, 2, 3, X, 4, 5, 6, 7, X, X, 8, 9)));
        SlugVectors.Store(destination, SecondWindow, SecondMarks | Vector128.Shuffle(high, Vector128.Create(X, 4, 5, 6, 7, X, X, 8, 9, 10, 11, X, 12, 13, 14, 15)));
        SlugVectors.Store(destination, ThirdWindow, ThirdMarks | Vector128.Shuffle(low, Vector128.Create(X, 0, 1, 2, 3, X, 4, 5, 6, 7, X, X, 12, 13, 14, 15)));
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
        var digits = Digits(first) | (Digits(second) << SecondWindow) | (Digits(third) << ThirdWindow);
        var hyphens = Hyphens(first) | (Hyphens(second) << SecondWindow) | (Hyphens(third) << ThirdWindow);
        var hasLongGroup = (digits & (digits >> 1) & (digits >> 2) & (digits >> 3) & (digits >> 4)) != 0;
        var separators = BitOperations.PopCount(hyphens & (hyphens >> 1));
        return (digits | hyphens) != (1UL << Length) - 1 || hasLongGroup || separators < Terms;
    }

    /// <summary>The places of hex digits, one bit each.</summary>
    private static ulong Digits(Vector128<byte> text) => Nibbles(ref text).ExtractMostSignificantBits();

    /// <summary>The places of hyphens, one bit each.</summary>
    private static ulong Hyphens(Vector128<byte> text) => Vector128.Equals(text, Vector128.Create((byte)'-')).ExtractMostSignificantBits();

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
