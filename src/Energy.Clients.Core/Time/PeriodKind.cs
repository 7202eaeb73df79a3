using System.ComponentModel;
using System.Numerics;

namespace Energy.Clients;

/// <summary>One of Sundaya's twelve periods, the units in which energy is added up: from <c>instant</c> (a millisecond) to <c>fiveyear</c>.</summary>
/// <remarks>
/// <para>The text is the server's word, in lower case and nothing around it: <c>instant second minute qtrhour hour timeofday day week month quarter year
/// fiveyear</c>. Any other spelling (<c>Week</c>, <c>weeks</c>, <c> week</c>) is refused, as the server refuses it; an empty text is not a kind
/// (the server then takes <see cref="ServerDefault"/>).</para>
/// <para>All kinds are blocks of UTC: no time zone and no daylight saving anywhere. Kinds order from the shortest to the longest, not by their words.
/// <c>default</c> is <see cref="Instant"/>.</para>
/// <para>Parsing and formatting allocate nothing; the words are constants.</para>
/// </remarks>
/// <example>
/// <code>
/// var kind = PeriodKind.Parse("quarter");
/// Console.WriteLine(kind.Parent); // year
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<PeriodKind>))]
[TypeConverter(typeof(TextTypeConverter<PeriodKind>))]
public readonly record struct PeriodKind
    : ITextValue<PeriodKind>, IComparable<PeriodKind>, IComparable, IComparisonOperators<PeriodKind, PeriodKind, bool>
{
    internal const byte InstantCode = 0;
    internal const byte SecondCode = 1;
    internal const byte MinuteCode = 2;
    internal const byte QuarterHourCode = 3;
    internal const byte HourCode = 4;
    internal const byte TimeOfDayCode = 5;
    internal const byte DayCode = 6;
    internal const byte WeekCode = 7;
    internal const byte MonthCode = 8;
    internal const byte QuarterCode = 9;
    internal const byte YearCode = 10;
    internal const byte FiveYearCode = 11;
    internal const byte NoCode = 255;

    private const string Expected = "instant, second, minute, qtrhour, hour, timeofday, day, week, month, quarter, year or fiveyear";

    private static readonly string[] Words =
        ["instant", "second", "minute", "qtrhour", "hour", "timeofday", "day", "week", "month", "quarter", "year", "fiveyear"];

    private static readonly PeriodKind[] AllKinds = [.. Enumerable.Range(0, 12).Select(code => new PeriodKind((byte)code))];

    internal PeriodKind(byte code) => Code = code;

    /// <summary>One millisecond, the resolution of the service. It has no children.</summary>
    public static PeriodKind Instant => new(InstantCode);

    /// <summary>One second.</summary>
    public static PeriodKind Second => new(SecondCode);

    /// <summary>One minute.</summary>
    public static PeriodKind Minute => new(MinuteCode);

    /// <summary>A quarter of an hour (<c>qtrhour</c>), starting at minute 0, 15, 30 or 45. The published document does not know it.</summary>
    public static PeriodKind QuarterHour => new(QuarterHourCode);

    /// <summary>One hour.</summary>
    public static PeriodKind Hour => new(HourCode);

    /// <summary>Six hours: Night from 00:00, Morning from 06:00, Afternoon from 12:00, Evening from 18:00, in UTC.</summary>
    public static PeriodKind TimeOfDay => new(TimeOfDayCode);

    /// <summary>One UTC day.</summary>
    public static PeriodKind Day => new(DayCode);

    /// <summary>Seven days from Monday, as in ISO 8601.</summary>
    public static PeriodKind Week => new(WeekCode);

    /// <summary>A calendar month.</summary>
    public static PeriodKind Month => new(MonthCode);

    /// <summary>Three months from 1 January, April, July or October.</summary>
    public static PeriodKind Quarter => new(QuarterCode);

    /// <summary>A calendar year.</summary>
    public static PeriodKind Year => new(YearCode);

    /// <summary>Five calendar years from a year that 5 divides.</summary>
    public static PeriodKind FiveYear => new(FiveYearCode);

    /// <summary>What the server takes when a request names no period: <see cref="Week"/>.</summary>
    public static PeriodKind ServerDefault => Week;

    /// <summary>All twelve, shortest first.</summary>
    public static ReadOnlySpan<PeriodKind> All => AllKinds;

    /// <summary>The server's word for this kind, for example <c>qtrhour</c>.</summary>
    public string Name => Words[Code];

    /// <summary>The largest number of periods that one <c>/energy</c> answer holds. A longer request is cut to it without an error.</summary>
    public int MaxDuration => Code switch
    {
        QuarterHourCode or TimeOfDayCode or QuarterCode => 8,
        HourCode or MonthCode => 6,
        DayCode => 31,
        WeekCode => 12,
        YearCode or FiveYearCode => 5,
        _ => 1,
    };

    /// <summary>Whether the link epoch of this kind carries a time after its date: true up to <see cref="TimeOfDay"/>, false from <see cref="Day"/> on.</summary>
    public bool HasTime => Code < DayCode;

    /// <summary>Whether the published document lists this kind: every one but <see cref="QuarterHour"/>.</summary>
    public bool IsDocumented => Code != QuarterHourCode;

    /// <summary>The length of every period of this kind, or null for month and above, whose length varies.</summary>
    public Duration? FixedLength => Code <= WeekCode ? Duration.FromMilliseconds(EnergyPeriod.LengthOf(Code)) : null;

    /// <summary>The kind that the link <c>up</c> leads to, or null for <see cref="FiveYear"/>. The same in both profiles.</summary>
    public PeriodKind? Parent => Code switch
    {
        InstantCode => Second,
        SecondCode => Minute,
        MinuteCode or QuarterHourCode => Hour,
        HourCode or TimeOfDayCode => Day,
        DayCode or WeekCode => Month,
        MonthCode or QuarterCode => Year,
        YearCode => FiveYear,
        _ => null,
    };

    internal byte Code { get; }

    static string ITextValue<PeriodKind>.Subject => "a kind of period";

    /// <summary>Whether the first kind is shorter than the second.</summary>
    /// <param name="left">The first kind.</param>
    /// <param name="right">The second kind.</param>
    public static bool operator <(PeriodKind left, PeriodKind right) => left.Code < right.Code;

    /// <summary>Whether the first kind is longer than the second.</summary>
    /// <param name="left">The first kind.</param>
    /// <param name="right">The second kind.</param>
    public static bool operator >(PeriodKind left, PeriodKind right) => left.Code > right.Code;

    /// <summary>Whether the first kind is shorter than the second or the same.</summary>
    /// <param name="left">The first kind.</param>
    /// <param name="right">The second kind.</param>
    public static bool operator <=(PeriodKind left, PeriodKind right) => left.Code <= right.Code;

    /// <summary>Whether the first kind is longer than the second or the same.</summary>
    /// <param name="left">The first kind.</param>
    /// <param name="right">The second kind.</param>
    public static bool operator >=(PeriodKind left, PeriodKind right) => left.Code >= right.Code;

    /// <summary>The kind of the children, or null for <see cref="Instant"/>.</summary>
    /// <param name="profile">Server (the default) or document: a year has months in the first and quarters in the second.</param>
    public PeriodKind? Child(PeriodProfile profile = PeriodProfile.Server) => Optional(ChildCode(Code, profile));

    /// <summary>The kind of the grandchildren, or null for <see cref="Instant"/> and <see cref="Second"/>.</summary>
    /// <param name="profile">Server (the default) or document: they differ for a year and for five years.</param>
    public PeriodKind? Grandchild(PeriodProfile profile = PeriodProfile.Server) => Optional(GrandchildCode(Code, profile));

    /// <summary>The second kind that a link <c>up</c> leads to: minute, hour, day and month have one.</summary>
    /// <param name="profile">Server (the default) or document, which has no <c>qtrhour</c> above the minute.</param>
    public PeriodKind? AlternateParent(PeriodProfile profile = PeriodProfile.Server) => Code switch
    {
        MinuteCode when profile == PeriodProfile.Server => QuarterHour,
        HourCode => TimeOfDay,
        DayCode => Week,
        MonthCode => Quarter,
        _ => null,
    };

    /// <summary>The kind that the link <c>down</c> leads to: hour, day, month and year have one.</summary>
    /// <param name="profile">Server (the default) or document, which has no <c>qtrhour</c> and where quarters are the children of a year.</param>
    public PeriodKind? AlternateChild(PeriodProfile profile = PeriodProfile.Server) => Code switch
    {
        HourCode when profile == PeriodProfile.Server => QuarterHour,
        DayCode => TimeOfDay,
        MonthCode => Week,
        YearCode when profile == PeriodProfile.Server => Quarter,
        _ => null,
    };

    /// <summary>Reads the duration part of a request as the server does, and cuts it to <see cref="MaxDuration"/>. Never fails.</summary>
    /// <param name="text">
    /// The text, already URL-decoded. White space in front is skipped and the leading integer counts, decimal or hexadecimal after <c>0x</c>:
    /// <c>1.9</c> is 1, <c>3abc</c> is 3, <c>0x10</c> is 16. Empty, zero and anything without a leading integer are 1.
    /// </param>
    /// <returns>A number of periods from 1 to <see cref="MaxDuration"/>, or the same negative.</returns>
    public int ReadDuration(ReadOnlySpan<char> text)
    {
        // The white space of JavaScript: a byte order mark is one, a next-line character is none.
        while (text.Length > 0 && (text[0] == '\uFEFF' || (char.IsWhiteSpace(text[0]) && text[0] != '\u0085')))
        {
            text = text[1..];
        }

        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+"))
        {
            text = text[1..];
        }

        var radix = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        long number = 0;
        foreach (var c in radix == 16 ? text[2..] : text)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : radix;
            if (digit >= radix)
            {
                break;
            }

            // Everything above the largest cap is the same to the caller, so the number may stop growing.
            number = Math.Min((number * radix) + digit, int.MaxValue);
        }

        var capped = (int)Math.Min(number, MaxDuration);
        return capped == 0 ? 1 : negative ? -capped : capped;
    }

    /// <summary>Reads a kind from its word.</summary>
    /// <param name="text">One of the twelve words.</param>
    /// <exception cref="TextFormatException">The text is not one of them.</exception>
    public static PeriodKind Parse(string text) => TextValue.Parse<PeriodKind>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static PeriodKind Parse(ReadOnlySpan<char> text) => TextValue.Parse<PeriodKind, char>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static PeriodKind Parse(ReadOnlySpan<byte> text) => TextValue.Parse<PeriodKind, byte>(text);

    /// <summary>Reads a kind from its word. Never throws and never allocates.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">The kind, or <c>default</c> when the text is not one of the twelve words.</param>
    /// <returns>Whether the text is one of the twelve words.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out PeriodKind kind) => TextValue.TryParse(text, out kind);

    /// <inheritdoc cref="TryParse(string?, out PeriodKind)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out PeriodKind kind) => TextValue.TryParse(text, out kind);

    /// <inheritdoc cref="TryParse(string?, out PeriodKind)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out PeriodKind kind) => TextValue.TryParse(text, out kind);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public int CompareTo(PeriodKind other) => Code.CompareTo(other.Code);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TextValue.Compare(this, obj);

    /// <summary>Writes the word.</summary>
    /// <param name="destination">Where to; 9 characters are always enough.</param>
    /// <param name="charsWritten">The number of characters written, 0 when there was no room.</param>
    /// <returns>False when the word does not fit.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten) => TextElements.TryCopy(Name, destination, out charsWritten);

    /// <summary>Writes the word as UTF-8.</summary>
    /// <param name="utf8Destination">Where to; 9 bytes are always enough.</param>
    /// <param name="bytesWritten">The number of bytes written, 0 when there was no room.</param>
    /// <returns>False when the word does not fit.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) => TextElements.TryCopy(Name, utf8Destination, out bytesWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Name;

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);

    internal static byte ChildCode(byte code, PeriodProfile profile) => code switch
    {
        InstantCode => NoCode,
        SecondCode => InstantCode,
        MinuteCode => SecondCode,
        QuarterHourCode or HourCode => MinuteCode,
        TimeOfDayCode or DayCode => HourCode,
        WeekCode or MonthCode => DayCode,
        QuarterCode => MonthCode,
        YearCode => profile == PeriodProfile.Document ? QuarterCode : MonthCode,
        _ => YearCode,
    };

    // Not the child's child: a day has minutes under its hours, but the days of a week have times of day and those of a month hours.
    internal static byte GrandchildCode(byte code, PeriodProfile profile) => code switch
    {
        InstantCode => NoCode,
        WeekCode => TimeOfDayCode,
        _ => ChildCode(ChildCode(code, profile), profile),
    };

    internal static PeriodKind? Optional(byte code) => code == NoCode ? null : new PeriodKind(code);

    internal static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out PeriodKind kind)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        for (byte code = 0; code < Words.Length; code++)
        {
            if (text.Length == Words[code].Length && TextElements.StartsWith(text, Words[code]))
            {
                kind = new PeriodKind(code);
                return true;
            }
        }

        kind = default;
        return false;
    }

    static bool ITextValue<PeriodKind>.TryRead<TChar>(ReadOnlySpan<TChar> text, out PeriodKind value, out TextFault fault)
    {
        fault = default;
        if (TryRead(text, out value))
        {
            return true;
        }

        var position = 0;
        foreach (var word in Words)
        {
            while (position < text.Length && position < word.Length && TextElements.StartsWith(text, word.AsSpan(0, position + 1)))
            {
                position++;
            }
        }

        return TextFault.At(position, Expected, out fault);
    }
}
