using System.Runtime.InteropServices;

namespace Energy.Clients.Authoring;

/// <summary>A hash that is the same in every process and on every machine (FNV-1a with a final mix); not for secrets.</summary>
public static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The hash.</returns>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>The hash of a text, by its UTF-16 code units.</summary>
    /// <param name="text">The text; <see langword="null"/> counts as empty.</param>
    /// <returns>The hash.</returns>
    public static ulong Of(string? text) => Of(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Adds a value to a running hash; the order matters.</summary>
    /// <param name="hash">The hash so far.</param>
    /// <param name="value">What to add.</param>
    /// <returns>The new hash.</returns>
    public static ulong Add(ulong hash, ulong value) => Mix((hash * Prime) ^ value);

    private static ulong Mix(ulong value)
    {
        value ^= value >> 32;
        value *= 0xd6e8feb86659fd93;
        return value ^ (value >> 32);
    }
}
