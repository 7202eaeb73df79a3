using System.Numerics;

namespace Energy.Clients;

/// <summary>A value type with one reader for characters and UTF-8; the framework's parsing interfaces follow from it.</summary>
internal interface ITextValue<TSelf> : ISpanParsable<TSelf>, IUtf8SpanParsable<TSelf>, ISpanFormattable, IUtf8SpanFormattable
    where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>What it is, with its article, for messages.</summary>
    static abstract string Subject { get; }

    /// <summary>Reads a whole text; on failure the value is <c>default</c>, and so is the fault where <see cref="Explain"/> works it out. Allocates nothing that the value does not
    /// hold.</summary>
    static abstract bool TryRead<TChar>(ReadOnlySpan<TChar> text, out TSelf value, out TextFault fault)
        where TChar : unmanaged, IBinaryInteger<TChar>;

    /// <summary>Where and why a text does not fit, for types that refuse at a glance and leave their fault open.</summary>
    static virtual TextFault Explain<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar> => default;

    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TextValue.Parse<TSelf>(s);

    static bool IParsable<TSelf>.TryParse(string? s, IFormatProvider? provider, out TSelf result) => TextValue.TryParse(s, out result);

    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TextValue.Parse<TSelf, char>(s);

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) => TextValue.TryParse(s, out result);

    static TSelf IUtf8SpanParsable<TSelf>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => TextValue.Parse<TSelf, byte>(utf8Text);

    static bool IUtf8SpanParsable<TSelf>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out TSelf result) =>
        TextValue.TryParse(utf8Text, out result);
}
