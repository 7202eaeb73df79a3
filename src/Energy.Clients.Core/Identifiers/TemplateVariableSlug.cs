using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a variable of a project template: <c>ptv--</c>, the template's project and the 16-bit local id, <c>ptv--0000-0001--5000</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>ptv--0000-0001--5000</c>: the canonical text;</item>
/// <item><c>ptv--0001--5000</c>, <c>ptv--1--5000</c>: fewer groups, or groups of fewer than four digits;</item>
/// <item><c>ptv--0000-0000-0001--5000</c>: more groups in front of a term, when they are zero.</item>
/// </list>
/// <para>No variable has the local id 0, so the constructor refuses it; a text that says so is read.
/// <c>default</c> is <c>ptv--0000-0000--0000</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var variable = TemplateVariableSlug.Parse("ptv--1--5000");
/// Console.WriteLine(variable); // ptv--0000-0001--5000
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<TemplateVariableSlug>))]
[TypeConverter(typeof(TextTypeConverter<TemplateVariableSlug>))]
public readonly record struct TemplateVariableSlug : ISlug<TemplateVariableSlug>
{
    /// <summary>The largest local id, 65535.</summary>
    public const int MaxLocalId = SlugText.LargestGroup;

    private const int LocalIdBits = 16;

    private readonly ulong _number;

    /// <summary>Makes the slug of a variable of a project template.</summary>
    /// <param name="project">The project.</param>
    /// <param name="localId">The local id, from 1 to <see cref="MaxLocalId"/>. It is written in hex: variable "5001" is <c>0x5001</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The local id is not in its range.</exception>
    public TemplateVariableSlug(ProjectSlug project, int localId) =>
        _number = ((ulong)project.Id << LocalIdBits) | SlugText.InRange(localId, 1, MaxLocalId);

    private TemplateVariableSlug(ulong number) => _number = number;

    /// <summary>The project.</summary>
    public ProjectSlug Project => new((long)(_number >> LocalIdBits));

    /// <summary>The local id, from 0 to <see cref="MaxLocalId"/>; 0 only when a text said so.</summary>
    public int LocalId => (ushort)_number;

    static SlugShape IHasSlugShape.Shape { get; } = new("a project template variable slug", "ptv--####-####--####");

    UInt128 ISlug<TemplateVariableSlug>.Number => _number;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static TemplateVariableSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<TemplateVariableSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static TemplateVariableSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<TemplateVariableSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static TemplateVariableSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<TemplateVariableSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out TemplateVariableSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out TemplateVariableSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out TemplateVariableSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out TemplateVariableSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TemplateVariableSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TemplateVariableSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out TemplateVariableSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(TemplateVariableSlug left, TemplateVariableSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(TemplateVariableSlug left, TemplateVariableSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(TemplateVariableSlug left, TemplateVariableSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(TemplateVariableSlug left, TemplateVariableSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, project first, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(TemplateVariableSlug other) => _number.CompareTo(other._number);

    /// <summary>The canonical text, such as <c>ptv--0000-0001--5000</c>.</summary>
    /// <returns>20 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 20 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 20 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    static TemplateVariableSlug ISlug<TemplateVariableSlug>.Create(UInt128 number) => new((ulong)number);
}
