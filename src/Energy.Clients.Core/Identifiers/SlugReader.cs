using System.Numerics;

namespace Energy.Clients;

/// <summary>Reads every accepted shape of every slug, from characters or UTF-8 bytes, without allocating.</summary>
/// <remarks>
/// A slug is a prefix and terms separated by <c>--</c>; a term is groups of one to four hex digits separated by <c>-</c>. The digits of a term are one
/// number whatever their groups, as the vendor's own client reads them: <c>1-5</c> is 0x15. Further groups in front of a term are read when they are zero.
/// </remarks>
internal static class SlugReader
{
    private const int LongestGroup = 4;

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shape">What to read.</param>
    /// <param name="number">The digits of the terms, each in its place of the canonical text; zero for a term left out.</param>
    /// <param name="hasGap">Whether a term was left out.</param>
    /// <param name="fault">On failure: where and why.</param>
    public static bool TryRead<TChar>(ReadOnlySpan<TChar> text, SlugShape shape, out UInt128 number, out bool hasGap, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        number = 0;
        hasGap = false;
        if (!TryReadPrefix(text, shape, out var position, out fault))
        {
            return false;
        }

        foreach (var term in shape.Terms)
        {
            if (term != shape.Terms[0])
            {
                if (!IsSeparator(text, position))
                {
                    return TextFault.At(position, "'--' and the next term", out fault);
                }

                position += 2;
            }

            var value = 0UL;
            if (term.MayBeEmpty && IsSeparator(text, position))
            {
                hasGap = true;
            }
            else if (!TryReadTerm(text, term, ref position, out value, out fault))
            {
                return false;
            }

            number = (number << (16 * term.Groups)) | value;
        }

        return position == text.Length || TextFault.At(position, "the end of the text", out fault);
    }

    private static bool TryReadPrefix<TChar>(ReadOnlySpan<TChar> text, SlugShape shape, out int position, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        fault = default;
        position = TextElements.StartsWith(text, shape.Prefix) || TextElements.StartsWith(text, shape.OtherPrefix) ? shape.Prefix.Length : 0;
        if (position > 0)
        {
            return true;
        }

        // "d--0007" would else be read as the bare group "d", and the fault would point behind it.
        if (shape.Terms.Length > 1 || IsSeparator(text, 1))
        {
            return TextFault.At(0, shape.ExpectedPrefix, out fault);
        }

        return (text.Length > 0 && HexValue(text[0]) <= 0xF) || TextFault.At(0, shape.ExpectedPrefixOrDigit, out fault);
    }

    private static bool TryReadTerm<TChar>(ReadOnlySpan<TChar> text, SlugTerm term, ref int position, out ulong value, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var at = position;
        var first = at;
        var count = 0;
        var significant = 0;
        var firstSignificant = 0;
        var block = 0UL;
        var bitsBehindBlock = 0;
        fault = default;
        value = 0;
        while (true)
        {
            var start = at;
            var group = 0U;
            uint digit;
            while ((uint)at < (uint)text.Length && (digit = HexValue(text[at])) <= 0xF)
            {
                group = (group << 4) | digit;
                at++;
            }

            if (at - start is 0 or > LongestGroup)
            {
                return at == start
                    ? TextFault.At(at, "a hex digit", out fault)
                    : TextFault.At(start + LongestGroup, "'-' or the end of the group, which has at most four hex digits", out fault);
            }

            count++;
            var bits = 4 * (at - start);
            if (significant > 0)
            {
                significant++;
                bitsBehindBlock += bits;
            }
            else if (group != 0)
            {
                significant = 1;
                firstSignificant = start;
                block = group;
            }

            if (significant > term.Groups)
            {
                return TextFault.At(firstSignificant, term.FewerGroups, out fault);
            }

            value = (value << bits) | group;
            if (!IsHyphen(text, at) || IsHyphen(text, at + 1))
            {
                break;
            }

            at++;
        }

        position = at;
        if (term.StartsWithBlock && significant == term.Groups)
        {
            value = (block << (16 * (term.Groups - 1))) | (value & ((1UL << bitsBehindBlock) - 1));
        }

        if (!term.NeedsBlock || (count == term.Groups && significant == term.Groups))
        {
            return true;
        }

        return count != term.Groups
            ? TextFault.At(at, "exactly four groups: the block and the three of its device", out fault)
            : TextFault.At(first, "a block number from 0001 to ffff", out fault);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HexValue<TChar>(TChar element)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var digit = uint.CreateTruncating(element) - '0';
        if (digit < 10)
        {
            return digit;
        }

        var letter = (uint.CreateTruncating(element) | 0x20) - 'a';
        return letter < 6 ? letter + 10 : uint.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsHyphen<TChar>(ReadOnlySpan<TChar> text, int index)
        where TChar : unmanaged, IBinaryInteger<TChar> => (uint)index < (uint)text.Length && uint.CreateTruncating(text[index]) == '-';

    private static bool IsSeparator<TChar>(ReadOnlySpan<TChar> text, int index)
        where TChar : unmanaged, IBinaryInteger<TChar> => IsHyphen(text, index) && IsHyphen(text, index + 1);
}
