using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a data block, the archived data of a device: <c>b--</c>, a 16-bit block number from 1 and the 48-bit device number,
/// <c>b--0001-0000-0000-0c31</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>b--0001-0000-0000-0c31</c>: the canonical text;</item>
/// <item><c>b--1-0-0-c31</c>: groups of fewer than four digits, but always four groups, for a short form could not tell block from device;</item>
/// <item><c>d--0001-0000-0000-0c31</c>: the same number under the prefix of its device, as the server's helpers write it;</item>
/// <item><c>0001-0000-0000-0c31</c>: without the prefix.</item>
/// </list>
/// <para>Block number 0000 is the live device, a <see cref="DeviceSlug"/>, and refused. <c>default</c> is no block: it prints <c>b--0000-0000-0000-0000</c>, which is refused in
/// turn.</para>
/// </remarks>
/// <example>
/// <code>
/// var block = BlockSlug.Parse("b--0001-0000-0000-0007");
/// Console.WriteLine(block); // b--0001-0000-0000-0007
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<BlockSlug>))]
[TypeConverter(typeof(TextTypeConverter<BlockSlug>))]
public readonly record struct BlockSlug : ISlug<BlockSlug>
{
    /// <summary>The largest block number, 65535.</summary>
    public const int MaxNumber = SlugText.LargestGroup;

    private const int DeviceBits = 48;

    private readonly ulong _value;

    /// <summary>Makes the slug of a block of a device's archived data.</summary>
    /// <param name="device">The device whose data were archived.</param>
    /// <param name="number">The block number, from 1 to <see cref="MaxNumber"/>: 1 for the device's first archive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block number is not in its range.</exception>
    public BlockSlug(DeviceSlug device, int number) => _value = (SlugText.InRange(number, 1, MaxNumber) << DeviceBits) | (ulong)device.Id;

    internal BlockSlug(ulong value) => _value = value;

    /// <summary>The device whose data were archived.</summary>
    public DeviceSlug Device => new((long)(_value & DeviceSlug.MaxId));

    /// <summary>The block number, from 1 to <see cref="MaxNumber"/>; 0 only in <c>default</c>.</summary>
    public int Number => (int)(_value >> DeviceBits);

    /// <summary>The block number and the device number in one, as streams hold them.</summary>
    internal ulong Value => _value;

    static SlugShape IHasSlugShape.Shape { get; } = new("a data block slug", "b--BBBB-####-####-####", "d--");

    UInt128 ISlug<BlockSlug>.Number => _value;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static BlockSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<BlockSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static BlockSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<BlockSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static BlockSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<BlockSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out BlockSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BlockSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out BlockSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out BlockSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BlockSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out BlockSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out BlockSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(BlockSlug left, BlockSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(BlockSlug left, BlockSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(BlockSlug left, BlockSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(BlockSlug left, BlockSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, block first, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(BlockSlug other) => _value.CompareTo(other._value);

    /// <summary>The canonical text, such as <c>b--0001-0000-0000-0c31</c>.</summary>
    /// <returns>22 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 22 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 22 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    static BlockSlug ISlug<BlockSlug>.Create(UInt128 number) => new((ulong)number);
}
