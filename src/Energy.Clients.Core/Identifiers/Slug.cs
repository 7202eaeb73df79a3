using System.Numerics;

namespace Energy.Clients;

/// <summary>Tells which slug type a text belongs to, where a member or an argument may hold several (<c>device</c> is <c>d--…</c> or <c>b--…</c>).</summary>
public static class Slug
{
    private const int LongestPrefix = 5;

    /// <summary>Reads the prefix of a text: the part up to and with the first <c>--</c>.</summary>
    /// <param name="text">The text. Only its prefix is looked at; parse it with the type that the kind names to check the rest.</param>
    /// <param name="kind">The kind, or <see cref="SlugKind.None"/>.</param>
    /// <returns>Whether the prefix is known. Prefixes are lower case: <c>P--0007</c> is no slug. A bare text (<c>0007</c>) has no kind.</returns>
    public static bool TryIdentify(ReadOnlySpan<char> text, out SlugKind kind) => Identify(text, out kind);

    /// <summary>Reads the prefix of a UTF-8 text, with the rules of <see cref="TryIdentify(ReadOnlySpan{char}, out SlugKind)"/>.</summary>
    /// <param name="utf8Text">The text as UTF-8.</param>
    /// <param name="kind">The kind, or <see cref="SlugKind.None"/>.</param>
    /// <returns>Whether the prefix is known.</returns>
    public static bool TryIdentify(ReadOnlySpan<byte> utf8Text, out SlugKind kind) => Identify(utf8Text, out kind);

    private static bool Identify<TChar>(ReadOnlySpan<TChar> text, out SlugKind kind)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        Span<char> start = stackalloc char[LongestPrefix];
        start = start[..Math.Min(text.Length, LongestPrefix)];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = (char)uint.CreateTruncating(text[i]);
        }

        kind = start switch
        {
            ['p', '-', '-', ..] => SlugKind.Project,
            ['d', '-', '-', ..] => SlugKind.Device,
            ['b', '-', '-', ..] => SlugKind.Block,
            ['v', '-', '-', ..] => SlugKind.Variable,
            ['s', '-', '-', ..] => SlugKind.Stream,
            ['t', '-', '-', ..] => SlugKind.Streamer,
            ['g', '-', '-', ..] => SlugKind.Fleet,
            ['a', '-', '-', ..] => SlugKind.Alias,
            ['f', '-', '-', ..] => SlugKind.Filter,
            ['z', '-', '-', ..] => SlugKind.Script,
            ['p', 't', 'v', '-', '-'] => SlugKind.TemplateVariable,
            _ => SlugKind.None,
        };
        return kind != SlugKind.None;
    }
}
