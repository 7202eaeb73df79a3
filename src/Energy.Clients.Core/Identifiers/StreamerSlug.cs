using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a streamer, the part of a device that sends reports: <c>t--</c>, the device and a 16-bit index, <c>t--0000-0000-0000-0333--0001</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>t--0000-0000-0000-0333--0001</c>: the canonical text;</item>
/// <item><c>t--0333--0001</c>, <c>t--333--1</c>: fewer groups, or groups of fewer than four digits;</item>
/// <item><c>t--0000-0000-0000-0000-0333--0001</c>: more groups in front of a term, when they are zero.</item>
/// </list>
/// <para><c>default</c> is streamer 0 of device 0, <c>t--0000-0000-0000-0000--0000</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// var streamer = StreamerSlug.Parse("t--0000-0000-0000-0007--0001");
/// Console.WriteLine(streamer); // t--0000-0000-0000-0007--0001
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<StreamerSlug>))]
[TypeConverter(typeof(TextTypeConverter<StreamerSlug>))]
public readonly record struct StreamerSlug : ISlug<StreamerSlug>
{
    /// <summary>The largest index, 65535.</summary>
    public const int MaxIndex = SlugText.LargestGroup;

    private const int IndexBits = 16;

    private readonly ulong _number;

    /// <summary>Makes the slug of a device's streamer.</summary>
    /// <param name="device">The device.</param>
    /// <param name="index">The streamer's index in the device, from 0 to <see cref="MaxIndex"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in its range.</exception>
    public StreamerSlug(DeviceSlug device, int index) => _number = ((ulong)device.Id << IndexBits) | SlugText.InRange(index, 0, MaxIndex);

    private StreamerSlug(ulong number) => _number = number;

    /// <summary>The device.</summary>
    public DeviceSlug Device => new((long)(_number >> IndexBits));

    /// <summary>The streamer's index in the device, from 0 to <see cref="MaxIndex"/>.</summary>
    public int Index => (ushort)_number;

    static SlugShape IHasSlugShape.Shape { get; } = new("a streamer slug", "t--0000-####-####-####--####");

    UInt128 ISlug<StreamerSlug>.Number => _number;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static StreamerSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<StreamerSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static StreamerSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<StreamerSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static StreamerSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<StreamerSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out StreamerSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out StreamerSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out StreamerSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out StreamerSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StreamerSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out StreamerSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out StreamerSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(StreamerSlug left, StreamerSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(StreamerSlug left, StreamerSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(StreamerSlug left, StreamerSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(StreamerSlug left, StreamerSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, device first, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(StreamerSlug other) => _number.CompareTo(other._number);

    /// <summary>The canonical text, such as <c>t--0000-0000-0000-0333--0001</c>.</summary>
    /// <returns>28 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 28 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 28 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    static StreamerSlug ISlug<StreamerSlug>.Create(UInt128 number) => new((ulong)number);
}
