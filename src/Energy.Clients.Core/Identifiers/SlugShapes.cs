using System.Numerics;
using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>Writes the canonical shapes that slugs have in common, each in two vectors that overlap: one at its start and one at its end.</summary>
/// <remarks>
/// A shape is written above its method with <c>#</c> for a digit. The marks are what stands between the digits; the order says for each place
/// which of sixteen digits goes there, 255 for none. Processors without vectors write piece by piece.
/// </remarks>
internal static class SlugShapes
{
    private const byte X = 0xFF;

    /// <summary><c>p--####-####</c>.</summary>
    public static void WriteTwoGroups<TChar>(Span<TChar> destination, char prefix, uint value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 2);
            return;
        }

        var marks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, 0, 0, 0, 0).WithElement(0, (byte)prefix);
        var order = Vector128.Create(X, X, X, 8, 9, 10, 11, X, 12, 13, 14, 15, X, X, X, X);
        SlugVectors.StoreTwelve(destination, marks | Vector128.Shuffle(SlugVectors.Digits(value), order));
    }

    /// <summary><c>g--####-####-####</c>.</summary>
    public static void WriteThreeGroups<TChar>(Span<TChar> destination, char prefix, ulong value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 3);
            return;
        }

        var digits = SlugVectors.Digits(value);
        var startMarks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0).WithElement(0, (byte)prefix);
        var endMarks = Vector128.Create((byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, 12, 13, 14)));
        SlugVectors.Store(destination, 1, endMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, 12, 13, 14, 15)));
    }

    /// <summary><c>d--####-####-####-####</c>.</summary>
    public static void WriteFourGroups<TChar>(Span<TChar> destination, char prefix, ulong value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 4);
            return;
        }

        var digits = SlugVectors.Digits(value);
        var startMarks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0).WithElement(0, (byte)prefix);
        var endMarks = Vector128.Create(0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, X, 0, 1, 2, 3, X, 4, 5, 6, 7, X, 8, 9, 10)));
        SlugVectors.Store(destination, 6, endMarks | Vector128.Shuffle(digits, Vector128.Create(3, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, 12, 13, 14, 15)));
    }

    /// <summary><c>v--####-####--####</c>.</summary>
    public static void WriteTwoGroupsAndOne<TChar>(Span<TChar> destination, char prefix, uint value, ushort last)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 2);
            writer.WriteLastGroup(last);
            return;
        }

        var digits = SlugVectors.Digits(((ulong)value << 16) | last);
        var startMarks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0).WithElement(0, (byte)prefix);
        var endMarks = Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X, 12, 13)));
        SlugVectors.Store(destination, 2, endMarks | Vector128.Shuffle(digits, Vector128.Create(X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X, 12, 13, 14, 15)));
    }

    /// <summary><c>f--####-####----####</c>, with an empty term.</summary>
    public static void WriteTwoGroupsGapAndOne<TChar>(Span<TChar> destination, char prefix, uint value, ushort last)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 2);
            writer.WriteAscii("--"u8);
            writer.WriteLastGroup(last);
            return;
        }

        var digits = SlugVectors.Digits(((ulong)value << 16) | last);
        var startMarks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', (byte)'-', (byte)'-').WithElement(0, (byte)prefix);
        var endMarks = Vector128.Create(0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', (byte)'-', (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X, X, X)));
        SlugVectors.Store(destination, 4, endMarks | Vector128.Shuffle(digits, Vector128.Create(5, 6, 7, X, 8, 9, 10, 11, X, X, X, X, 12, 13, 14, 15)));
    }

    /// <summary><c>t--####-####-####-####--####</c>.</summary>
    public static void WriteFourGroupsAndOne<TChar>(Span<TChar> destination, char prefix, ulong value, ushort last)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WritePrefix(prefix);
            writer.WriteTerm(value, 4);
            writer.WriteLastGroup(last);
            return;
        }

        var start = SlugVectors.Digits(value);
        var end = SlugVectors.Digits((value << 16) | last);
        var startMarks = Vector128.Create(0, (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0).WithElement(0, (byte)prefix);
        var endMarks = Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(start, Vector128.Create(X, X, X, 0, 1, 2, 3, X, 4, 5, 6, 7, X, 8, 9, 10)));
        SlugVectors.Store(destination, 12, endMarks | Vector128.Shuffle(end, Vector128.Create(X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X, 12, 13, 14, 15)));
    }

    /// <summary><c>ptv--####-####--####</c>.</summary>
    public static void WriteTemplateVariable<TChar>(Span<TChar> destination, uint value, ushort last)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!SlugVectors.IsSupported)
        {
            var writer = new SlugWriter<TChar>(destination);
            writer.WriteAscii("ptv--"u8);
            writer.WriteTerm(value, 2);
            writer.WriteLastGroup(last);
            return;
        }

        var digits = SlugVectors.Digits(((ulong)value << 16) | last);
        var startMarks = Vector128.Create((byte)'p', (byte)'t', (byte)'v', (byte)'-', (byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-');
        var endMarks = Vector128.Create((byte)'-', 0, 0, 0, 0, (byte)'-', 0, 0, 0, 0, (byte)'-', (byte)'-', 0, 0, 0, 0);
        SlugVectors.Store(destination, 0, startMarks | Vector128.Shuffle(digits, Vector128.Create(X, X, X, X, X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X)));
        SlugVectors.Store(destination, 4, endMarks | Vector128.Shuffle(digits, Vector128.Create(X, 4, 5, 6, 7, X, 8, 9, 10, 11, X, X, 12, 13, 14, 15)));
    }

    /// <summary><c>s--####-####--####-####-####-####--####</c>.</summary>
    public static void WriteThreeTerms<TChar>(Span<TChar> destination, char prefix, uint first, ulong second, ushort last)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (SlugVectors.IsSupported)
        {
            StreamSlugCodec.Encode(destination, prefix, first, second, last);
            return;
        }

        var writer = new SlugWriter<TChar>(destination);
        writer.WritePrefix(prefix);
        writer.WriteTerm(first, 2);
        writer.WriteAscii("--"u8);
        writer.WriteTerm(second, 4);
        writer.WriteLastGroup(last);
    }
}
