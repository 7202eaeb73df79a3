using System.Numerics;
using System.Runtime.CompilerServices;

namespace Energy.Clients;

/// <summary>Reads the grammar that all slugs share, from characters or UTF-8 bytes, without allocating.</summary>
/// <remarks>
/// A slug is a prefix and terms separated by <c>--</c>; a term is groups of one to four hex digits separated by <c>-</c>. Every method
/// returns false at the first misfit and leaves its place in <see cref="FaultPosition"/>, so that callers chain them with <c>&amp;&amp;</c>.
/// The digits of a term are one number whatever their groups, as the vendor's own client reads them: <c>1-5</c> is 0x15.
/// </remarks>
internal ref struct SlugReader<TChar>
    where TChar : unmanaged, IBinaryInteger<TChar>
{
    private const int LongestGroup = 4;

    private readonly ReadOnlySpan<TChar> _text;
    private int _position;
    private int _significantGroups;
    private uint _firstGroup;
    private int _bitsBehindFirstGroup;

    public SlugReader(ReadOnlySpan<TChar> text) => _text = text;

    /// <summary>The whole text.</summary>
    public readonly ReadOnlySpan<TChar> Text => _text;

    /// <summary>How far the text has been read.</summary>
    public readonly int Position => _position;

    /// <summary>Where the fault is, once a method has returned false.</summary>
    public int FaultPosition { get; private set; }

    /// <summary>What would have been accepted there.</summary>
    public SlugExpectation Expected { get; private set; }

    /// <summary>How many significant groups the term may have whose reading failed with <see cref="SlugExpectation.FewerGroups"/>.</summary>
    public int AllowedGroups { get; private set; }

    /// <summary>How many groups, leading zeros included, the last term had.</summary>
    public int GroupCount { get; private set; }

    /// <summary>Whether the text goes on with <c>--</c> here: the next term is empty.</summary>
    public readonly bool AtSeparator => Has('-', _position) && Has('-', _position + 1);

    /// <summary>Whether the text starts with a prefix. Reads nothing.</summary>
    public readonly bool StartsWith(ReadOnlySpan<byte> prefix)
    {
        if (_text.Length < prefix.Length)
        {
            return false;
        }

        for (var i = 0; i < prefix.Length; i++)
        {
            if (At(i) != prefix[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the prefix, which must be there.</summary>
    public bool TryReadPrefix(ReadOnlySpan<byte> prefix)
    {
        if (!StartsWith(prefix))
        {
            return Fail(0, SlugExpectation.Prefix);
        }

        _position = prefix.Length;
        return true;
    }

    /// <summary>Reads the prefix if there is one; a bare text starts with its first group instead. A foreign prefix is refused.</summary>
    public bool TryReadOptionalPrefix(ReadOnlySpan<byte> prefix)
    {
        if (StartsWith(prefix))
        {
            _position = prefix.Length;
            return true;
        }

        // "d--0007" would else be read as the bare group "d", and the fault would point behind it.
        if (Has('-', 1) && Has('-', 2))
        {
            return Fail(0, SlugExpectation.Prefix);
        }

        return (_text.Length > 0 && HexValue(At(0)) <= 0xF) || Fail(0, SlugExpectation.PrefixOrDigit);
    }

    /// <summary>Reads the <c>--</c> between two terms.</summary>
    public bool TryReadSeparator()
    {
        if (!AtSeparator)
        {
            return Fail(_position, SlugExpectation.Separator);
        }

        _position += 2;
        return true;
    }

    /// <summary>Reads a block number and a device number: four groups, or fewer without a block.</summary>
    public bool TryReadBlockAndDevice(out ulong value)
    {
        const int Groups = 4;
        if (!TryReadTerm(Groups, out value))
        {
            return false;
        }

        if (_significantGroups == Groups)
        {
            // The first of four groups is the block however few digits the others have.
            value = ((ulong)_firstGroup << 48) | (value & ((1UL << _bitsBehindFirstGroup) - 1));
        }

        return true;
    }

    /// <summary>Reads a term of up to <paramref name="groups"/> groups; further groups in front are allowed when they are zero.</summary>
    public bool TryReadTerm(int groups, out ulong value)
    {
        // Fields are written once at the end: in the loop they would cost more than the digits.
        var text = _text;
        var position = _position;
        var count = 0;
        var significant = 0;
        var firstSignificant = 0;
        var firstGroup = 0U;
        var bitsBehind = 0;
        value = 0;
        while (true)
        {
            var start = position;
            var group = 0U;
            uint digit;
            while ((uint)position < (uint)text.Length && (digit = HexValue(uint.CreateTruncating(text[position]))) <= 0xF)
            {
                group = (group << 4) | digit;
                position++;
            }

            if (position - start is 0 or > LongestGroup)
            {
                return position == start ? Fail(position, SlugExpectation.HexDigit) : Fail(start + LongestGroup, SlugExpectation.GroupEnd);
            }

            count++;
            var bits = 4 * (position - start);
            if (significant > 0)
            {
                significant++;
                bitsBehind += bits;
            }
            else if (group != 0)
            {
                significant = 1;
                firstSignificant = start;
                firstGroup = group;
            }

            if (significant > groups)
            {
                AllowedGroups = groups;
                return Fail(firstSignificant, SlugExpectation.FewerGroups);
            }

            value = (value << bits) | group;
            if (!Has('-', position) || Has('-', position + 1))
            {
                break;
            }

            position++;
        }

        _position = position;
        GroupCount = count;
        _significantGroups = significant;
        _firstGroup = firstGroup;
        _bitsBehindFirstGroup = bitsBehind;
        return true;
    }

    /// <summary>Succeeds at the end of the text only.</summary>
    public bool TryReadEnd() => _position == _text.Length || Fail(_position, SlugExpectation.End);

    /// <summary>Records a fault that only the caller can see, at a position.</summary>
    public bool Fail(int position, SlugExpectation expected)
    {
        FaultPosition = position;
        Expected = expected;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HexValue(uint c)
    {
        var digit = c - '0';
        if (digit < 10)
        {
            return digit;
        }

        var letter = (c | 0x20) - 'a';
        return letter < 6 ? letter + 10 : uint.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool Has(char expected, int index) => (uint)index < (uint)_text.Length && At(index) == expected;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint At(int index) => uint.CreateTruncating(_text[index]);
}
