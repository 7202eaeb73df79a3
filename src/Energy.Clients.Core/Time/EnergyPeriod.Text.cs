using System.Numerics;

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
    public static EnergyPeriod Parse(string text) => TextValue.Parse<EnergyPeriod>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static EnergyPeriod Parse(ReadOnlySpan<char> text) => TextValue.Parse<EnergyPeriod, char>(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static EnergyPeriod Parse(ReadOnlySpan<byte> text) => TextValue.Parse<EnergyPeriod, byte>(text);

    /// <summary>Reads <c>kind/epoch</c> or <c>kind/epoch/duration</c>. Never throws and never allocates.</summary>
    /// <param name="text">As for <see cref="Parse(string)"/>.</param>
    /// <param name="period">The period, or <c>default</c> when the text is not one.</param>
    /// <returns>Whether the text is a period.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out EnergyPeriod period) => TextValue.TryParse(text, out period);

    /// <inheritdoc cref="TryParse(string?, out EnergyPeriod)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out EnergyPeriod period) => TextValue.TryParse(text, out period);

    /// <inheritdoc cref="TryParse(string?, out EnergyPeriod)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out EnergyPeriod period) => TextValue.TryParse(text, out period);

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

    static string ITextValue<EnergyPeriod>.Subject => "a period";

    static bool ITextValue<EnergyPeriod>.TryRead<TChar>(ReadOnlySpan<TChar> text, out EnergyPeriod period, out TextFault fault)
    {
        period = default;
        fault = default;
        var slash = TChar.CreateTruncating('/');
        var kindLength = text.IndexOf(slash);
        if (!PeriodKind.TryRead(kindLength < 0 ? text : text[..kindLength], out var kind))
        {
            return TextFault.At(0, "a kind of period (week), '/' and an epoch (20190204)", out fault);
        }

        if (kindLength < 0)
        {
            return TextFault.At(text.Length, "'/' and an epoch (20190204)", out fault);
        }

        var at = kindLength + 1;
        var rest = text[at..];
        var epochLength = rest.IndexOf(slash);
        if (!TextValue.TryRead(epochLength < 0 ? rest : rest[..epochLength], out EpochText epoch, out fault))
        {
            fault = fault with { Position = fault.Position + at };
            return false;
        }

        var duration = 1L;
        if (epochLength >= 0 && !TextElements.TryReadInteger(rest[(epochLength + 1)..], mostDigits: 9, out duration))
        {
            return TextFault.At(at + epochLength + 1, "a whole number of periods other than 0, such as 3 or -7", out fault);
        }

        var milliseconds = epoch.Milliseconds;
        if (kind.Code == PeriodKind.WeekCode && milliseconds < FirstMonday)
        {
            return TextFault.At(at, "a day from the first Monday of the year 0 on", out fault);
        }

        return TrySpan(kind.Code, IndexAt(kind.Code, milliseconds), (int)duration, PeriodProfile.Server, out period)
            || TextFault.At(at, "periods within the years 0000 to 9999", out fault);
    }

    private bool TryWrite<TChar>(Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        // A negative duration is counted back from the period after the last, as the server reads it; at the end of time there is none, and
        // the same periods are then counted forwards.
        var back = _retrospective && StartOf(_kind, _index + Count) < CivilCalendar.EndMilliseconds;
        var epoch = EpochText.FromMilliseconds(back ? StartOf(_kind, _index + Count) : _start, _kind, PeriodProfile.Server);
        Span<char> text = stackalloc char[LongestText];
        _ = text.TryWrite(CultureInfo.InvariantCulture, $"{Kind.Name}/{epoch}", out var at);
        if (back || Count > 1)
        {
            _ = text[at..].TryWrite(CultureInfo.InvariantCulture, $"{(back ? "/-" : "/")}{Count}", out var count);
            at += count;
        }

        return TextElements.TryCopy(text[..at], destination, out written);
    }
}
