using System.Buffers;
using System.Security.Cryptography;

namespace Energy.Clients.Authoring;

/// <summary>The traditional DES-based <c>crypt(3)</c>: 13 characters from <c>./0-9A-Za-z</c>, the first two of which are the salt. For authors of vendor clients.</summary>
/// <remarks>
/// <para>
/// It is offered because servers still store such hashes, not because it is good: only the low seven bits of the first eight bytes of a key count, and there are only 4,096 salts.
/// The framework's own <c>DES</c> cannot swap bits by the salt, so this is a DES of its own.
/// </para>
/// <para>A hash costs 25 DES encryptions, some 20 µs.</para>
/// </remarks>
public static class DesCrypt
{
    /// <summary>How many bytes of a key count.</summary>
    public const int CountedBytes = 8;

    /// <summary>The longest key, in bytes, that servers are known to take.</summary>
    public const int MaxKeyBytes = 4096;

    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int HashLength = 13;
    private const int Iterations = 25;

    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);

    private static readonly byte[] FinalPermutation =
    [
        40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31, 38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21, 61, 29,
        36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27, 34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9, 49, 17, 57, 25,
    ];

    private static readonly byte[] Expansion =
    [
        32, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13, 12, 13, 14, 15, 16, 17,
        16, 17, 18, 19, 20, 21, 20, 21, 22, 23, 24, 25, 24, 25, 26, 27, 28, 29, 28, 29, 30, 31, 32, 1,
    ];

    private static readonly byte[] RoundPermutation =
    [
        16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
    ];

    private static readonly byte[] KeyChoice =
    [
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
    ];

    private static readonly byte[] RoundKeyChoice =
    [
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
    ];

    private static readonly byte[] Rotations = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

    // Eight boxes of four rows of sixteen.
    private static readonly byte[] Substitution =
    [
        14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7, 0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8,
        4, 1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0, 15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13,
        15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10, 3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5,
        0, 14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15, 13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9,
        10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8, 13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1,
        13, 6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7, 1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12,
        7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15, 13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9,
        10, 6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4, 3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14,
        2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9, 14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6,
        4, 2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14, 11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3,
        12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11, 10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8,
        9, 14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6, 4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13,
        4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1, 13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6,
        1, 4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2, 6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12,
        13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7, 1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2,
        7, 11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8, 2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11,
    ];

    /// <summary>Whether a text is a hash of this kind: exactly 13 characters from <c>./0-9A-Za-z</c>, the last of them one of the sixteen that end a hash (eleven characters hold
    /// 66 bits, a hash has 64).</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it could have come from <see cref="Hash(ReadOnlySpan{byte}, string)"/>. Of four words of 13 letters one still passes.</returns>
    public static bool IsHash(string? text) => HasShape(text) && Alphabet.IndexOf(text[^1], StringComparison.Ordinal) % 4 == 0;

    /// <summary>Whether a text has the length and the characters of a hash, which is all that servers look at.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether a server compares keys with it; one that is no hash matches none and does no harm.</returns>
    public static bool HasShape([NotNullWhen(true)] string? text) => text is { Length: HashLength } && IsOfAlphabet(text);

    /// <summary>Hashes a key.</summary>
    /// <param name="key">The key's bytes, without a zero byte, at most <see cref="MaxKeyBytes"/>. Only the first <see cref="CountedBytes"/> count, and of them the low seven
    /// bits.</param>
    /// <param name="salt">Two characters from <c>./0-9A-Za-z</c>.</param>
    /// <returns>The hash: the salt and eleven characters.</returns>
    /// <exception cref="ArgumentException">The key holds a zero byte or is too long, or the salt is none.</exception>
    public static string Hash(ReadOnlySpan<byte> key, string salt)
    {
        ArgumentNullException.ThrowIfNull(salt);
        if (salt.Length != 2 || !IsOfAlphabet(salt))
        {
            throw new ArgumentException("A salt is two characters from ./0-9A-Za-z.", nameof(salt));
        }

        if (key.Length > MaxKeyBytes)
        {
            throw new ArgumentException($"The key has {key.Length} bytes; at most {MaxKeyBytes} are taken.", nameof(key));
        }

        if (key.Contains((byte)0))
        {
            throw new ArgumentException("The key holds a zero byte (a NUL character), which cannot be hashed.", nameof(key));
        }

        Span<ulong> roundKeys = stackalloc ulong[Rotations.Length];
        FillRoundKeys(key, roundKeys);
        var bits = Encrypt(roundKeys, SaltMask(salt));
        roundKeys.Clear();
        return Format(salt, bits);
    }

    /// <summary>Hashes a key given as text, in UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="salt">Two characters from <c>./0-9A-Za-z</c>.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Hash(ReadOnlySpan{byte}, string)"/>.</exception>
    public static string Hash(string key, string salt)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Hash(Encoding.UTF8.GetBytes(key), salt);
    }

    /// <summary>Makes a random salt.</summary>
    /// <returns>Two characters from a cryptographic source.</returns>
    public static string NewSalt() => RandomNumberGenerator.GetString(Alphabet, 2);

    /// <summary>Whether a key, in UTF-8, has a hash.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>Whether they belong together; compared in constant time.</returns>
    /// <exception cref="ArgumentException">The text is not a hash, or the key cannot be hashed.</exception>
    public static bool Verify(string key, string hash)
    {
        if (!HasShape(hash))
        {
            throw new ArgumentException("The text is not a DES-crypt hash: 13 characters from ./0-9A-Za-z.", nameof(hash));
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(key, hash[..2])), Encoding.ASCII.GetBytes(hash));
    }

    private static bool IsOfAlphabet(string text) => !text.AsSpan().ContainsAnyExcept(AlphabetCharacters);

    // Bit i of the twelve salt bits swaps the bits i and i + 24, counted from the left, of an expanded half block.
    private static ulong SaltMask(string salt)
    {
        var bits = Alphabet.IndexOf(salt[0], StringComparison.Ordinal) | (Alphabet.IndexOf(salt[1], StringComparison.Ordinal) << 6);
        ulong mask = 0;
        for (var i = 0; i < 12; i++)
        {
            mask |= (ulong)((bits >> i) & 1) << (23 - i);
        }

        return mask;
    }

    private static void FillRoundKeys(ReadOnlySpan<byte> key, Span<ulong> roundKeys)
    {
        ulong block = 0;
        for (var i = 0; i < CountedBytes; i++)
        {
            block = (block << 8) | (i < key.Length ? (byte)(key[i] << 1) : (byte)0);
        }

        var chosen = Permute(block, 64, KeyChoice);
        var (left, right) = (chosen >> 28, chosen & 0xfffffff);
        for (var round = 0; round < roundKeys.Length; round++)
        {
            left = Rotate(left, Rotations[round]);
            right = Rotate(right, Rotations[round]);
            roundKeys[round] = Permute((left << 28) | right, 56, RoundKeyChoice);
        }

        static ulong Rotate(ulong half, int by) => ((half << by) | (half >> (28 - by))) & 0xfffffff;
    }

    // The block starts as zero, which the initial permutation leaves as it is; between two encryptions it and the final permutation cancel out.
    private static ulong Encrypt(ReadOnlySpan<ulong> roundKeys, ulong saltMask)
    {
        ulong left = 0;
        ulong right = 0;
        for (var i = 0; i < Iterations; i++)
        {
            foreach (var roundKey in roundKeys)
            {
                (left, right) = (right, left ^ Round(right, roundKey, saltMask));
            }

            (left, right) = (right, left);
        }

        return Permute((left << 32) | right, 64, FinalPermutation);
    }

    private static ulong Round(ulong half, ulong roundKey, ulong saltMask)
    {
        var expanded = Permute(half, 32, Expansion);
        var swapped = ((expanded >> 24) ^ expanded) & saltMask;
        expanded ^= (swapped << 24) | swapped;
        expanded ^= roundKey;
        ulong result = 0;
        for (var box = 0; box < 8; box++)
        {
            var six = (int)(expanded >> (42 - (box * 6))) & 0x3f;
            var row = ((six >> 4) & 2) | (six & 1);
            result = (result << 4) | Substitution[(box * 64) + (row * 16) + ((six >> 1) & 0xf)];
        }

        return Permute(result, 32, RoundPermutation);
    }

    // Tables count bits from the left, from 1.
    private static ulong Permute(ulong value, int width, byte[] table)
    {
        ulong result = 0;
        foreach (var bit in table)
        {
            result = (result << 1) | ((value >> (width - bit)) & 1);
        }

        return result;
    }

    private static string Format(string salt, ulong bits) => string.Create(HashLength, (salt, bits), static (text, state) =>
    {
        state.salt.CopyTo(text);
        for (var i = 0; i < 10; i++)
        {
            text[2 + i] = Alphabet[(int)(state.bits >> (58 - (i * 6))) & 0x3f];
        }

        text[12] = Alphabet[(int)(state.bits << 2) & 0x3f];
    });
}
