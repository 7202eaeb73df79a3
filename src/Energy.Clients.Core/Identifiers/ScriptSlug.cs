using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a script that updates devices over the air: <c>z--</c> and a 32-bit number in two groups, <c>z--0000-0002</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>z--0000-0002</c>: the canonical text;</item>
/// <item><c>z--0002</c>, <c>z--2</c>: fewer groups, or groups of fewer than four digits;</item>
/// <item><c>0000-0002</c>, <c>0002</c>, <c>2</c>: without the prefix;</item>
/// <item><c>z--0000-0000-0002</c>: more groups in front, when they are zero.</item>
/// </list>
/// <para><c>default</c> is script 0, <c>z--0000-0000</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var script = ScriptSlug.Parse("z--2");
/// Console.WriteLine(script); // z--0000-0002
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<ScriptSlug>))]
[TypeConverter(typeof(TextTypeConverter<ScriptSlug>))]
public readonly record struct ScriptSlug : ISlug<ScriptSlug>
{
    /// <summary>The largest id, 2³² − 1.</summary>
    public const long MaxId = uint.MaxValue;

    private readonly uint _id;

    /// <summary>Makes the slug of a device script from its number.</summary>
    /// <param name="id">The script number. From 0 to <see cref="MaxId"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative or larger than <see cref="MaxId"/>.</exception>
    public ScriptSlug(long id) => _id = (uint)SlugText.InRange(id, 0, MaxId);

    /// <summary>The script number.</summary>
    public long Id => _id;

    static SlugShape IHasSlugShape.Shape { get; } = new("a device script slug", "z--####-####");

    UInt128 ISlug<ScriptSlug>.Number => _id;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static ScriptSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<ScriptSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static ScriptSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<ScriptSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static ScriptSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<ScriptSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out ScriptSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ScriptSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out ScriptSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ScriptSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ScriptSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ScriptSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out ScriptSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(ScriptSlug left, ScriptSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(ScriptSlug left, ScriptSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(ScriptSlug left, ScriptSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(ScriptSlug left, ScriptSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(ScriptSlug other) => _id.CompareTo(other._id);

    /// <summary>The canonical text, such as <c>z--0000-0002</c>.</summary>
    /// <returns>12 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 12 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 12 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    static ScriptSlug ISlug<ScriptSlug>.Create(UInt128 number) => new((long)number);
}
