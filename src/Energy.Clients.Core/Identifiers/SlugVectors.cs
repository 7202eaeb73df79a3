using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>The vector operations that writing a slug is made of.</summary>
internal static class SlugVectors
{
    private const int Lanes = 16;

    /// <summary>Whether vectors are worth using here; their byte order is that of the processor.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian;

    /// <summary>The sixteen lower-case hex digits of a number, highest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Digits(ulong value)
    {
        var bytes = Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReverseEndianness(value)).AsByte());
        var nibbles = ((bytes >>> 4) | ((bytes & Vector128.Create((ushort)0xF)) << 8)).AsByte();
        var letters = Vector128.GreaterThan(nibbles.AsSByte(), Vector128.Create((sbyte)9)).AsByte();
        return nibbles + Vector128.Create((byte)'0') + (letters & Vector128.Create((byte)('a' - '0' - 10)));
    }

    /// <summary>Writes sixteen characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TChar>(Span<TChar> destination, int start, Vector128<byte> text)
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

    /// <summary>Writes the first twelve of sixteen characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTwelve<TChar>(Span<TChar> destination, Vector128<byte> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (typeof(TChar) == typeof(byte))
        {
            var bytes = MemoryMarshal.Cast<TChar, byte>(destination);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, text.AsUInt64().ToScalar());
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], text.AsUInt32().GetElement(2));
            return;
        }

        Vector128.WidenLower(text).CopyTo(MemoryMarshal.Cast<TChar, ushort>(destination));
        Vector128.WidenUpper(text).GetLower().CopyTo(MemoryMarshal.Cast<TChar, ushort>(destination[8..]));
    }
}
