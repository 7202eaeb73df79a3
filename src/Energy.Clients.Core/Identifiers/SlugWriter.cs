using System.Numerics;

namespace Energy.Clients;

/// <summary>Writes the canonical parts of slugs as characters or UTF-8 bytes into a destination known to be large enough, where vectors cannot.</summary>
internal ref struct SlugWriter<TChar>
    where TChar : unmanaged, IBinaryInteger<TChar>
{
    private readonly Span<TChar> _destination;
    private int _position;

    public SlugWriter(Span<TChar> destination) => _destination = destination;

    /// <summary>Writes a prefix of one letter and its hyphens.</summary>
    public void WritePrefix(char letter)
    {
        _destination[_position++] = TChar.CreateTruncating(letter);
        WriteAscii("--"u8);
    }

    /// <summary>Writes ASCII text as it is.</summary>
    public void WriteAscii(ReadOnlySpan<byte> text)
    {
        var target = _destination.Slice(_position, text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            target[i] = TChar.CreateTruncating(text[i]);
        }

        _position += text.Length;
    }

    /// <summary>Writes a term of a fixed number of groups, highest first.</summary>
    public void WriteTerm(ulong value, int groups)
    {
        WriteGroup((uint)(value >> (16 * (groups - 1))));
        for (var shift = 16 * (groups - 2); shift >= 0; shift -= 16)
        {
            _destination[_position++] = TChar.CreateTruncating('-');
            WriteGroup((uint)(value >> shift));
        }
    }

    /// <summary>Writes the separator and a term of one group.</summary>
    public void WriteLastGroup(uint group)
    {
        WriteAscii("--"u8);
        WriteGroup(group);
    }

    private void WriteGroup(uint group)
    {
        // The four nibbles are spread over the bytes of one word, made into digits at once and taken off one by one.
        var nibbles = ((group & 0xFF00) << 8) | (group & 0x00FF);
        nibbles = ((nibbles & 0x00F0_00F0) << 4) | (nibbles & 0x000F_000F);
        var letters = ((nibbles + 0x0606_0606) >> 4) & 0x0101_0101;
        var digits = nibbles + 0x3030_3030 + (letters * ('a' - '0' - 10));
        var target = _destination.Slice(_position, 4);
        target[0] = TChar.CreateTruncating(digits >> 24);
        target[1] = TChar.CreateTruncating((digits >> 16) & 0xFF);
        target[2] = TChar.CreateTruncating((digits >> 8) & 0xFF);
        target[3] = TChar.CreateTruncating(digits & 0xFF);
        _position += 4;
    }
}
