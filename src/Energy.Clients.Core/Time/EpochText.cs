using System.ComponentModel;
using System.Numerics;

namespace Energy.Clients;

/// <summary>A complete epoch as it stands in Sundaya's links: a UTC instant, and how much of it the text spells out.</summary>
/// <remarks>
/// <para>Canonical texts, which are the only ones that <see cref="Parse(string)"/> reads (digits only, capital <c>T</c>, no zone, no white space):</para>
/// <list type="table">
/// <item><term><c>YYYYMMDD</c></term><description>day and longer kinds</description></item>
/// <item><term><c>YYYYMMDDTHHmm</c></term><description>minute, quarter hour, hour, time of day</description></item>
/// <item><term><c>YYYYMMDDTHHmmss</c></term><description>second</description></item>
/// <item><term><c>YYYYMMDDTHHmmss.SSSS</c></term><description>instant: milliseconds times ten, so the last digit is always 0</description></item>
/// <item><term><c>YYYYMMDDTHHmmss.SSS</c></term><description>instant as the published document writes it (<see cref="PeriodProfile.Document"/>)</description></item>
/// </list>
/// <para>The server itself reads far more, silently, and fills what is missing from its clock: that reader is <see cref="Blend(string?, Instant)"/>,
/// apart, because its answer depends on a clock.</para>
/// <para>Years 0000 to 9999 of the proleptic Gregorian calendar, resolution one millisecond. Values order like their texts: by instant, then the
/// shorter text first. <c>default</c> is <c>00000101</c>. Parsing and formatting allocate nothing, apart from the string of <see cref="ToString()"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var epoch = EpochText.Parse("20260131T1200");
/// Console.WriteLine(epoch.Instant); // 2026-01-31T12:00:00Z
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<EpochText>))]
[TypeConverter(typeof(TextTypeConverter<EpochText>))]
public readonly partial record struct EpochText
    : ITextValue<EpochText>, IComparable<EpochText>, IComparable, IComparisonOperators<EpochText, EpochText, bool>
{
    private const byte DayForm = 0;
    private const byte MinuteForm = 1;
    private const byte SecondForm = 2;
    private const byte DocumentInstantForm = 3;
    private const byte InstantForm = 4;

    // Milliseconds since 0000-01-01, so that no step below meets a negative number.
    private readonly long _milliseconds;
    private readonly byte _form;

    private EpochText(long milliseconds, byte form)
    {
        _milliseconds = milliseconds;
        _form = form;
    }

    /// <summary>The instant, at a whole millisecond. What the text does not spell out is zero.</summary>
    public Instant Instant => Instant.FromUnixTimeMilliseconds(_milliseconds - CivilCalendar.UnixEpochMilliseconds);

    /// <summary>The longest kind whose link epoch has this form: <c>day</c>, <c>minute</c>, <c>second</c> or <c>instant</c>.</summary>
    public PeriodKind Precision => _form switch
    {
        DayForm => PeriodKind.Day,
        MinuteForm => PeriodKind.Minute,
        SecondForm => PeriodKind.Second,
        _ => PeriodKind.Instant,
    };

    /// <summary>The length of the canonical text: 8, 13, 15, 19 or 20.</summary>
    public int Length => LengthOf(_form);

    internal long Milliseconds => _milliseconds;

    static string ITextValue<EpochText>.Subject => "an epoch";

    /// <summary>Whether the first text sorts before the second.</summary>
    /// <param name="left">The first epoch.</param>
    /// <param name="right">The second epoch.</param>
    public static bool operator <(EpochText left, EpochText right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first text sorts after the second.</summary>
    /// <param name="left">The first epoch.</param>
    /// <param name="right">The second epoch.</param>
    public static bool operator >(EpochText left, EpochText right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first text sorts before the second or is the same.</summary>
    /// <param name="left">The first epoch.</param>
    /// <param name="right">The second epoch.</param>
    public static bool operator <=(EpochText left, EpochText right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first text sorts after the second or is the same.</summary>
    /// <param name="left">The first epoch.</param>
    /// <param name="right">The second epoch.</param>
    public static bool operator >=(EpochText left, EpochText right) => left.CompareTo(right) >= 0;

    /// <summary>The epoch of an instant, spelled out as the links of a kind of period spell it.</summary>
    /// <param name="instant">The instant. What the form cannot show is cut off: <c>day</c> keeps the date only.</param>
    /// <param name="kind">The kind whose form to use. Only the form: the instant is not moved to the start of a period.</param>
    /// <param name="profile">The profile; it matters for <see cref="PeriodKind.Instant"/> only, which the document writes with three fraction digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before the year 0.</exception>
    public static EpochText From(Instant instant, PeriodKind kind, PeriodProfile profile = PeriodProfile.Server)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds() + CivilCalendar.UnixEpochMilliseconds;
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds, nameof(instant));
        return FromMilliseconds(milliseconds, kind.Code, profile);
    }

    /// <summary>Reads one of the canonical texts.</summary>
    /// <param name="text">The text; the shapes are listed on the type.</param>
    /// <exception cref="TextFormatException">The text has another shape, or a part of it is out of range (month 13, 29 February of a common year, hour 24).</exception>
    public static EpochText Parse(string text) => TextValue.Parse<EpochText>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static EpochText Parse(ReadOnlySpan<char> text) => TextValue.Parse<EpochText, char>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static EpochText Parse(ReadOnlySpan<byte> text) => TextValue.Parse<EpochText, byte>(text);

    /// <summary>Reads one of the canonical texts. Never throws and never allocates.</summary>
    /// <param name="text">The text; the shapes are listed on the type.</param>
    /// <param name="epoch">The epoch, or <c>default</c> when the text is not one.</param>
    /// <returns>Whether the text is a canonical epoch.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out EpochText epoch) => TextValue.TryParse(text, out epoch);

    /// <inheritdoc cref="TryParse(string?, out EpochText)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out EpochText epoch) => TextValue.TryParse(text, out epoch);

    /// <inheritdoc cref="TryParse(string?, out EpochText)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out EpochText epoch) => TextValue.TryParse(text, out epoch);

    /// <summary>The canonical text.</summary>
    public override string ToString() => ToString(null);

    /// <summary>The canonical text, or the text for display.</summary>
    /// <param name="format">
    /// Null, empty or <c>"G"</c> for the canonical (link, "compressed") text; <c>"D"</c> for the display ("uncompressed") text:
    /// <c>04/02/19</c>, <c>04/02/19 09:06</c>, <c>04/02/19 0906:23</c> (sic), <c>04/02/19 090623.5550</c>. The display text shows two digits of the year,
    /// so it cannot be read back.
    /// </param>
    /// <exception cref="FormatException">The format is none of these.</exception>
    public string ToString(string? format)
    {
        Span<char> buffer = stackalloc char[LongestText];
        _ = TryWrite(buffer, out var written, format);
        return new string(buffer[..written]);
    }

    /// <inheritdoc/>
    public int CompareTo(EpochText other)
    {
        var order = _milliseconds.CompareTo(other._milliseconds);
        return order != 0 ? order : _form.CompareTo(other._form);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TextValue.Compare(this, obj);

    /// <summary>Writes the text.</summary>
    /// <param name="destination">Where to; 20 characters are enough for the canonical text, 22 for the display text.</param>
    /// <param name="charsWritten">The number of characters written, 0 when there was no room.</param>
    /// <param name="format">As for <see cref="ToString(string?)"/>.</param>
    /// <returns>False when the text does not fit.</returns>
    /// <exception cref="FormatException">The format is unknown.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default) => TryWrite(destination, out charsWritten, format);

    /// <summary>Writes the text as UTF-8.</summary>
    /// <param name="utf8Destination">Where to; 20 bytes are enough for the canonical text, 22 for the display text.</param>
    /// <param name="bytesWritten">The number of bytes written, 0 when there was no room.</param>
    /// <param name="format">As for <see cref="ToString(string?)"/>.</param>
    /// <returns>False when the text does not fit.</returns>
    /// <exception cref="FormatException">The format is unknown.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default) => TryWrite(utf8Destination, out bytesWritten, format);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(utf8Destination, out bytesWritten, format);

    internal static EpochText FromMilliseconds(long milliseconds, byte kind, PeriodProfile profile) => kind switch
    {
        PeriodKind.InstantCode => new(milliseconds, profile == PeriodProfile.Document ? DocumentInstantForm : InstantForm),
        PeriodKind.SecondCode => new(milliseconds - (milliseconds % 1000), SecondForm),
        < PeriodKind.DayCode => new(milliseconds - (milliseconds % 60_000), MinuteForm),
        _ => new(milliseconds - (milliseconds % CivilCalendar.MillisecondsPerDay), DayForm),
    };

    private static int LengthOf(byte form) => form switch
    {
        DayForm => 8,
        MinuteForm => 13,
        SecondForm => 15,
        DocumentInstantForm => 19,
        _ => 20,
    };
}
