using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Energy.Clients;

public readonly partial record struct EnergyPeriod
{
    private const int LongestText = 48;

    /// <summary>Reads <c>kind/epoch</c> or <c>kind/epoch/duration</c>, as in the server's path.</summary>
    /// <param name="text">
    /// The kind's word, a complete epoch (<see cref="EpochText"/>: any of its forms, at any instant of the period), and a duration that is a plain decimal integer
    /// other than 0, without <c>+</c> and leading zeros: <c>week/20190206</c> is the week from 4 February. Nothing is blended with a clock and nothing is capped.
    /// </param>
    /// <returns>The period, with profile <see cref="PeriodProfile.Server"/>.</returns>
    /// <exception cref="TextFormatException">The text has another shape, or leaves the years 0 to 9999.</exception>
    public static EnergyPeriod Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static EnergyPeriod Parse(ReadOnlySpan<char> text) =>
        TryRead(text, out var period, out var position, out var expected) ? period : throw Refuse(text.ToString(), position, expected);

    /// <inheritdoc cref="Parse(string)"/>
    public static EnergyPeriod Parse(ReadOnlySpan<byte> text) =>
        TryRead(text, out var period, out var position, out var expected) ? period : throw Refuse(Encoding.UTF8.GetString(text), position, expected);

    /// <summary>Reads <c>kind/epoch</c> or <c>kind/epoch/duration</c>. Never throws and never allocates.</summary>
    /// <param name="text">As for <see cref="Parse(string)"/>.</param>
    /// <param name="period">The period, or <c>default</c> when the text is not one.</param>
    /// <returns>Whether the text is a period.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out EnergyPeriod period) => TryRead(text.AsSpan(), out period, out _, out _);

    /// <inheritdoc cref="TryParse(string?, out EnergyPeriod)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out EnergyPeriod period) => TryRead(text, out period, out _, out _);

    /// <inheritdoc cref="TryParse(string?, out EnergyPeriod)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out EnergyPeriod period) => TryRead(text, out period, out _, out _);

    /// <summary>The text, for example <c>week/20190204</c> or <c>week/20190204/3</c>.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[LongestText];
        _ = TryWrite(buffer, out var written);
        return new string(buffer[..written]);
    }

    /// <summary>Writes the text.</summary>
    /// <param name="destination">Where to; 48 characters are always enough.</param>
    /// <param name="charsWritten">The number of characters written, 0 when there was no room.</param>
    /// <returns>False when the text does not fit.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten) => TryWrite(destination, out charsWritten);

    /// <summary>Writes the text as UTF-8.</summary>
    /// <param name="utf8Destination">Where to; 48 bytes are always enough.</param>
    /// <param name="bytesWritten">The number of bytes written, 0 when there was no room.</param>
    /// <returns>False when the text does not fit.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) => TryWrite(utf8Destination, out bytesWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(utf8Destination, out bytesWritten);

    static EnergyPeriod IParsable<EnergyPeriod>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<EnergyPeriod>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EnergyPeriod result) => TryParse(s, out result);

    static EnergyPeriod ISpanParsable<EnergyPeriod>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<EnergyPeriod>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out EnergyPeriod result) => TryParse(s, out result);

    static EnergyPeriod IUtf8SpanParsable<EnergyPeriod>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    static bool IUtf8SpanParsable<EnergyPeriod>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out EnergyPeriod result) =>
        TryParse(utf8Text, out result);

    private static bool TryRead<TChar>(ReadOnlySpan<TChar> text, out EnergyPeriod period, out int position, out string expected)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        period = default;
        var slash = TChar.CreateTruncating('/');
        var kindLength = text.IndexOf(slash);
        if (!PeriodKind.TryRead(kindLength < 0 ? text : text[..kindLength], out var kind))
        {
            return Stop(0, "a kind of period (week), '/' and an epoch (20190204)", out position, out expected);
        }

        if (kindLength < 0)
        {
            return Stop(text.Length, "'/' and an epoch (20190204)", out position, out expected);
        }

        var at = kindLength + 1;
        var rest = text[at..];
        var epochLength = rest.IndexOf(slash);
        if (!EpochText.TryRead(epochLength < 0 ? rest : rest[..epochLength], out var epoch, out position, out expected))
        {
            position += at;
            return false;
        }

        var duration = 1;
        if (epochLength >= 0 && !TryReadDuration(rest[(epochLength + 1)..], out duration))
        {
            return Stop(at + epochLength + 1, "a whole number of periods other than 0, such as 3 or -7", out position, out expected);
        }

        var milliseconds = epoch.Milliseconds;
        if (kind.Code == PeriodKind.WeekCode && milliseconds < FirstMonday)
        {
            return Stop(at, "a day from the first Monday of the year 0 on", out position, out expected);
        }

        return TrySpan(kind.Code, IndexAt(kind.Code, milliseconds), duration, PeriodProfile.Server, out period)
            || Stop(at, "periods within the years 0000 to 9999", out position, out expected);
    }

    private static bool TryReadDuration<TChar>(ReadOnlySpan<TChar> text, out int duration)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        duration = 0;
        var negative = !text.IsEmpty && uint.CreateTruncating(text[0]) == '-';
        var digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > 9 || uint.CreateTruncating(digits[0]) == '0')
        {
            return false;
        }

        foreach (var element in digits)
        {
            var digit = uint.CreateTruncating(element) - '0';
            if (digit > 9)
            {
                return false;
            }

            duration = (duration * 10) + (int)digit;
        }

        duration = negative ? -duration : duration;
        return true;
    }

    private bool TryWrite<TChar>(Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        written = 0;
        var word = Kind.Name;

        // A negative duration is counted back from the period after the last, as the server reads it; at the end of time there is none, and
        // the same periods are then counted forwards.
        var back = _retrospective && StartOf(_kind, _index + Count) < CivilCalendar.EndMilliseconds;
        var epoch = EpochText.FromMilliseconds(back ? StartOf(_kind, _index + Count) : _start, _kind, PeriodProfile.Server);
        var digits = 0;
        for (var rest = Count; rest > 0; rest /= 10)
        {
            digits++;
        }

        var duration = back ? digits + 2 : Count > 1 ? digits + 1 : 0;
        var length = word.Length + 1 + epoch.Length + duration;
        if (destination.Length < length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            destination[i] = TChar.CreateTruncating(word[i]);
        }

        destination[word.Length] = TChar.CreateTruncating('/');
        _ = epoch.TryWrite(destination[(word.Length + 1)..], out _, default);
        if (duration > 0)
        {
            destination[length - duration] = TChar.CreateTruncating('/');
            if (back)
            {
                destination[length - duration + 1] = TChar.CreateTruncating('-');
            }

            for (int i = 1, rest = Count; i <= digits; i++, rest /= 10)
            {
                destination[length - i] = TChar.CreateTruncating('0' + (rest % 10));
            }
        }

        written = length;
        return true;
    }

    private static bool Stop(int at, string what, out int position, out string expected)
    {
        position = at;
        expected = what;
        return false;
    }

    private static TextFormatException Refuse(string text, int position, string expected) => new("a period", text, position, expected);
}
