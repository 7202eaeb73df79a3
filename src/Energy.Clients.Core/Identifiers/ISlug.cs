using System.Numerics;

namespace Energy.Clients;

/// <summary>The part of a slug type that differs from the others; <see cref="SlugText"/> makes the whole public surface from it.</summary>
internal interface ISlug<TSelf>
    where TSelf : struct, ISlug<TSelf>
{
    /// <summary>What it is, with its article, for messages.</summary>
    static abstract string Subject { get; }

    /// <summary>The prefix with its two hyphens.</summary>
    static abstract ReadOnlySpan<byte> Prefix { get; }

    /// <summary>The length of this slug's canonical text, in characters or bytes.</summary>
    int TextLength { get; }

    /// <summary>Reads any accepted shape to the end of the text; on failure the reader knows where and why.</summary>
    static abstract bool TryRead<TChar>(ref SlugReader<TChar> reader, out TSelf value)
        where TChar : unmanaged, IBinaryInteger<TChar>;

    /// <summary>Writes the canonical text into a destination of exactly <see cref="TextLength"/>.</summary>
    void Write<TChar>(Span<TChar> destination)
        where TChar : unmanaged, IBinaryInteger<TChar>;
}
