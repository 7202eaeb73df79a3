using System.Numerics;

namespace Energy.Clients;

/// <summary>What a slug type says of itself: its shape, and how the digits of its text make it. Reading and writing follow from them.</summary>
internal interface ISlug<TSelf> : ITextValue<TSelf>, IHasSlugShape, IComparable<TSelf>, IComparisonOperators<TSelf, TSelf, bool>
    where TSelf : struct, ISlug<TSelf>
{
    /// <summary>The digits of the canonical text as one number.</summary>
    UInt128 Number { get; }

    static string ITextValue<TSelf>.Subject => TSelf.Shape.Subject;

    /// <summary>Makes the slug from the digits of a text.</summary>
    static abstract TSelf Create(UInt128 number);

    /// <summary>Writes the canonical text if there is room.</summary>
    static virtual bool TryWrite<TChar>(in TSelf slug, Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar> => SlugWriter<TSelf>.TryWrite(destination, slug.Number, out written);

    static bool ITextValue<TSelf>.TryRead<TChar>(ReadOnlySpan<TChar> text, out TSelf value, out TextFault fault)
    {
        var read = SlugReader.TryRead(text, TSelf.Shape, out var number, out _, out fault);
        value = read ? TSelf.Create(number) : default;
        return read;
    }
}
