using System.Buffers.Binary;

namespace Energy.Clients.Emulators;

/// <summary>Deterministic noise: SplitMix64 of a key and an index, so that any point of a series is had without the points before it.</summary>
/// <remarks>Only additions, multiplications and shifts, which every machine does alike.</remarks>
internal static class Noise
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a over the UTF-16 units; <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    internal static ulong Key(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }

    internal static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    internal static double Unit(ulong key, long index) => (Mix(key ^ Mix(unchecked((ulong)index))) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to 1 that moves in straight lines between a random value at every <paramref name="period"/>.</summary>
    internal static double Smooth(ulong key, long position, long period)
    {
        var node = Math.DivRem(position, period, out var rest);
        if (rest < 0)
        {
            node--;
            rest += period;
        }

        var from = Unit(key, node);
        return from + ((Unit(key, node + 1) - from) * rest / period);
    }

    /// <summary>A UUID (of the random version's form) that depends on the texts alone.</summary>
    internal static Guid StableGuid(string scope, string kind, string key)
    {
        Span<byte> bytes = stackalloc byte[16];
        var seed = Key($"{scope}/{kind}/{key}");
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix(seed));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix(seed ^ Golden));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
