using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>Writes the canonical texts of one shape in vectors that overlap: one at the start, one at the end and for the longest shapes one between.</summary>
/// <remarks>A row of data carries such texts. The static fields of one shape are constants to the just-in-time compiler.</remarks>
internal static class SlugWriter<TShape>
    where TShape : IHasSlugShape
{
    private const int Lanes = 16;

    private static readonly int Length = TShape.Shape.Length;
    private static readonly int DigitsBehindHigh = Math.Max(TShape.Shape.DigitCount - Lanes, 0);
    private static readonly int Middle = Math.Max(Length - (2 * Lanes), 0);
    private static readonly int End = Math.Max(Length - Lanes, 0);

    private static readonly Vector128<byte> StartMarks = TShape.Shape.MarksAt(0);
    private static readonly Vector128<byte> StartOrder = TShape.Shape.OrderAt(0, TShape.Shape.DigitCount - DigitsBehindHigh - Lanes);
    private static readonly Vector128<byte> MiddleMarks = TShape.Shape.MarksAt(Middle);
    private static readonly Vector128<byte> MiddleOrder = TShape.Shape.OrderAt(Middle, 0);
    private static readonly Vector128<byte> EndMarks = TShape.Shape.MarksAt(End);
    private static readonly Vector128<byte> EndOrder = TShape.Shape.OrderAt(End, TShape.Shape.DigitCount - Lanes);

    /// <summary>Writes the text that has a number's digits, if there is room.</summary>
    public static bool TryWrite<TChar>(Span<TChar> destination, UInt128 number, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        written = 0;
        if (destination.Length < Length)
        {
            return false;
        }

        written = Length;
        var low = Digits((ulong)number);
        if (Length < Lanes)
        {
            Span<TChar> text = stackalloc TChar[Lanes];
            Store(text, 0, StartMarks | Vector128.Shuffle(low, StartOrder));
            return text[..Length].TryCopyTo(destination);
        }

        var high = DigitsBehindHigh == 0 ? low : Digits((ulong)(number >> (4 * DigitsBehindHigh)));
        Store(destination, 0, StartMarks | Vector128.Shuffle(high, StartOrder));
        if (Length > 2 * Lanes)
        {
            Store(destination, Middle, MiddleMarks | Vector128.Shuffle(high, MiddleOrder));
        }

        Store(destination, End, EndMarks | Vector128.Shuffle(low, EndOrder));
        return true;
    }

    /// <summary>The sixteen lower-case hex digits of a number, highest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Digits(ulong value)
    {
        var bytes = Vector128.WidenLower(Vector128.CreateScalar(BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value).AsByte());
        var (first, second) = (bytes >>> 4, bytes & Vector128.Create((ushort)0xF));
        var nibbles = (BitConverter.IsLittleEndian ? first | (second << 8) : (first << 8) | second).AsByte();
        var letters = Vector128.GreaterThan(nibbles.AsSByte(), Vector128.Create((sbyte)9)).AsByte();
        return nibbles + Vector128.Create((byte)'0') + (letters & Vector128.Create((byte)('a' - '0' - 10)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TChar>(Span<TChar> destination, int start, Vector128<byte> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (typeof(TChar) == typeof(byte))
        {
            text.CopyTo(MemoryMarshal.Cast<TChar, byte>(destination.Slice(start, Lanes)));
            return;
        }

        var wide = MemoryMarshal.Cast<TChar, ushort>(destination.Slice(start, Lanes));
        Vector128.WidenLower(text).CopyTo(wide);
        Vector128.WidenUpper(text).CopyTo(wide[8..]);
    }
}
