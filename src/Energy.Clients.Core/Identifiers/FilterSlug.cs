using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a stream filter: <c>f--</c>, the project, one device or none for all of them, and the 16-bit local id of the variable,
/// <c>f--0000-0005--0000-0000-0000-0210--5001</c> or <c>f--0000-0005----5001</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>f--0000-0005--0000-0000-0000-0210--5001</c>, <c>f--0000-0005----5001</c>: the canonical texts;</item>
/// <item><c>f--0005--0210--5001</c>, <c>f--5--210--5001</c>, <c>f--0005----5001</c>: fewer groups, or groups of fewer than four digits;</item>
/// <item><c>f--0000-0000-0005----5001</c>: more groups in front of a term, when they are zero.</item>
/// </list>
/// <para>A filter without device is not the filter of device 0. No variable has the local id 0, so the constructor refuses it; a text that says so is read.
/// <c>default</c> is <c>f--0000-0000----0000</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var filter = FilterSlug.Parse("f--5--210--5001");
/// Console.WriteLine(filter); // f--0000-0005--0000-0000-0000-0210--5001
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<FilterSlug>))]
[TypeConverter(typeof(TextTypeConverter<FilterSlug>))]
public readonly record struct FilterSlug : ISlug<FilterSlug>
{
    /// <summary>The largest local id, 65535.</summary>
    public const int MaxLocalId = SlugText.LargestGroup;

    private const int DeviceBits = 48;
    private const int LocalIdBits = 16;

    private static readonly SlugShape Shape = new("a stream filter slug", "f--####-####--0000-????-????-????--####");

    private readonly uint _project;

    // The device number plus one, so that no device is 0 and comes first, as its text does.
    private readonly ulong _deviceOrNone;
    private readonly ushort _localId;

    /// <summary>Makes the slug of a stream filter.</summary>
    /// <param name="project">The project.</param>
    /// <param name="device">The device, or null for every device of the project.</param>
    /// <param name="localId">The local id of the variable, from 1 to <see cref="MaxLocalId"/>. It is written in hex: variable "5001" is <c>0x5001</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The local id is not in its range.</exception>
    public FilterSlug(ProjectSlug project, DeviceSlug? device, int localId)
        : this((uint)project.Id, device is { } one ? (ulong)one.Id + 1 : 0, (ushort)SlugText.InRange(localId, 1, MaxLocalId))
    {
    }

    private FilterSlug(uint project, ulong deviceOrNone, ushort localId)
    {
        _project = project;
        _deviceOrNone = deviceOrNone;
        _localId = localId;
    }

    /// <summary>The project.</summary>
    public ProjectSlug Project => new(_project);

    /// <summary>The device, or null when the filter holds for every device of the project.</summary>
    public DeviceSlug? Device => _deviceOrNone == 0 ? null : new DeviceSlug((long)(_deviceOrNone - 1));

    /// <summary>The local id of the variable, from 0 to <see cref="MaxLocalId"/>; 0 only when a text said so.</summary>
    public int LocalId => _localId;

    static SlugShape IHasSlugShape.Shape => Shape;

    UInt128 ISlug<FilterSlug>.Number => Number;

    private UInt128 Number => _deviceOrNone == 0
        ? ((ulong)_project << LocalIdBits) | _localId
        : ((UInt128)_project << (DeviceBits + LocalIdBits)) | ((_deviceOrNone - 1) << LocalIdBits) | _localId;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static FilterSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<FilterSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static FilterSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<FilterSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static FilterSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<FilterSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out FilterSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out FilterSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out FilterSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out FilterSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FilterSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out FilterSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out FilterSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(FilterSlug left, FilterSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(FilterSlug left, FilterSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(FilterSlug left, FilterSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(FilterSlug left, FilterSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, project first, then device, none before all, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(FilterSlug other) => (_project, _deviceOrNone, _localId).CompareTo((other._project, other._deviceOrNone, other._localId));

    /// <summary>The canonical text, such as <c>f--0000-0005--0000-0000-0000-0210--5001</c>.</summary>
    /// <returns>39 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 39 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 39 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    private static FilterSlug Create(UInt128 number, bool withDevice) =>
        new((uint)(number >> (DeviceBits + LocalIdBits)), withDevice ? ((ulong)number >> LocalIdBits) + 1 : 0, (ushort)number);

    static FilterSlug ISlug<FilterSlug>.Create(UInt128 number) => Create(number, withDevice: true);

    static bool ISlug<FilterSlug>.TryWrite<TChar>(in FilterSlug slug, Span<TChar> destination, out int written) => slug._deviceOrNone == 0
        ? SlugWriter<WithoutDevice>.TryWrite(destination, slug.Number, out written)
        : SlugWriter<FilterSlug>.TryWrite(destination, slug.Number, out written);

    static bool ITextValue<FilterSlug>.TryRead<TChar>(ReadOnlySpan<TChar> text, out FilterSlug value, out TextFault fault)
    {
        var read = SlugReader.TryRead(text, Shape, out var number, out var withoutDevice, out fault);
        value = read ? Create(number, !withoutDevice) : default;
        return read;
    }

    private readonly struct WithoutDevice : IHasSlugShape
    {
        public static SlugShape Shape { get; } = new("a stream filter slug", "f--####-####----####");
    }
}
