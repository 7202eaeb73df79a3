using System.Numerics;

namespace Energy.Clients;

/// <summary>The one body behind every slug's <c>TryFormat</c> and <c>ToString</c>, and the range check of their constructors.</summary>
internal static class SlugText
{
    /// <summary>The largest 16-bit number, for local ids, indexes and block numbers.</summary>
    public const int LargestGroup = 0xFFFF;

    private const int LongestText = 39;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFormat<TSlug, TChar>(in TSlug slug, Span<TChar> destination, out int written, ReadOnlySpan<char> format)
        where TSlug : struct, ISlug<TSlug>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (!format.IsEmpty)
        {
            CheckFormat(format);
        }

        return TSlug.TryWrite(slug, destination, out written);
    }

    public static string ToString<TSlug>(in TSlug slug, ReadOnlySpan<char> format = default)
        where TSlug : struct, ISlug<TSlug>
    {
        Span<char> text = stackalloc char[LongestText];
        _ = TryFormat(slug, text, out var written, format);
        return new string(text[..written]);
    }

    /// <summary>Refuses a number outside its field, as every constructor does.</summary>
    public static ulong InRange(long value, long smallest, long largest, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, smallest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, largest, name);
        return (ulong)value;
    }

    private static void CheckFormat(ReadOnlySpan<char> format)
    {
        if (format is not ("G" or "g"))
        {
            throw new FormatException($"'{format}' is not a format of a slug, which has one canonical text: leave the format empty or use 'G'.");
        }
    }
}
