using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Energy.Clients;

/// <summary>The one body behind every slug's <c>Parse</c>, <c>TryParse</c>, <c>TryFormat</c> and <c>ToString</c>, for characters and UTF-8 alike.</summary>
internal static class SlugText
{
    /// <summary>The length of the longest canonical slug.</summary>
    public const int LongestText = StreamSlugCodec.Length;

    /// <summary>The largest 16-bit number, for local ids, indexes and block numbers.</summary>
    public const int LargestGroup = 0xFFFF;

    public static TSlug Parse<TSlug>(string text)
        where TSlug : struct, ISlug<TSlug>
    {
        ArgumentNullException.ThrowIfNull(text, "s");
        return Parse<TSlug, char>(text);
    }

    public static TSlug Parse<TSlug, TChar>(ReadOnlySpan<TChar> text)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var reader = new SlugReader<TChar>(text);
        if (!TSlug.TryRead(ref reader, out var value))
        {
            Throw<TSlug, TChar>(ref reader);
        }

        return value;
    }

    public static bool TryParse<TSlug, TChar>(ReadOnlySpan<TChar> text, out TSlug value)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var reader = new SlugReader<TChar>(text);
        if (TSlug.TryRead(ref reader, out value))
        {
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Goes on with a reader that another entry point has made.</summary>
    public static bool TryRead<TSlug, TChar>(ref SlugReader<TChar> reader, out TSlug value)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar> => TSlug.TryRead(ref reader, out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFormat<TSlug, TChar>(in TSlug slug, Span<TChar> destination, out int written, ReadOnlySpan<char> format)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        CheckFormat(format);
        var length = slug.TextLength;
        if (destination.Length < length)
        {
            written = 0;
            return false;
        }

        slug.Write(destination[..length]);
        written = length;
        return true;
    }

    public static string ToString<TSlug>(in TSlug slug, ReadOnlySpan<char> format = default)
        where TSlug : struct, ISlug<TSlug>
    {
        CheckFormat(format);
        Span<char> text = stackalloc char[LongestText];
        text = text[..slug.TextLength];
        slug.Write(text);
        return new string(text);
    }

    /// <summary>Refuses a number outside its field, as every constructor does.</summary>
    public static ulong InRange(long value, long smallest, long largest, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, smallest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, largest, name);
        return (ulong)value;
    }

    [DoesNotReturn]
    public static void Throw<TSlug, TChar>(ref SlugReader<TChar> reader)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var prefix = Encoding.ASCII.GetString(TSlug.Prefix);
        var expected = reader.Expected switch
        {
            SlugExpectation.Prefix => $"the prefix '{prefix}'",
            SlugExpectation.PrefixOrDigit => $"the prefix '{prefix}' or a hex digit",
            SlugExpectation.HexDigit => "a hex digit",
            SlugExpectation.GroupEnd => "'-' or the end of the group, which has at most four hex digits",
            SlugExpectation.FewerGroups => string.Create(CultureInfo.InvariantCulture, $"zeros, for the number has at most {16 * reader.AllowedGroups} bits"),
            SlugExpectation.FourGroups => "exactly four groups: the block and the three of its device",
            SlugExpectation.BlockNumber => "a block number from 0001 to ffff",
            SlugExpectation.Separator => "'--' and the next term",
            _ => "the end of the text",
        };
        throw new TextFormatException(TSlug.Subject, Decode(reader.Text), reader.FaultPosition, expected);
    }

    private static string Decode<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar> =>
        typeof(TChar) == typeof(byte)
            ? Encoding.UTF8.GetString(MemoryMarshal.Cast<TChar, byte>(text))
            : new string(MemoryMarshal.Cast<TChar, char>(text));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckFormat(ReadOnlySpan<char> format)
    {
        if (!format.IsEmpty)
        {
            CheckNamedFormat(format);
        }
    }

    private static void CheckNamedFormat(ReadOnlySpan<char> format)
    {
        if (format is not ("G" or "g"))
        {
            throw new FormatException($"'{format}' is not a format of a slug, which has one canonical text: leave the format empty or use 'G'.");
        }
    }
}
