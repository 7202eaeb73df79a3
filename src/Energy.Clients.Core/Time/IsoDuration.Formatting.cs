using System.Numerics;

namespace Energy.Clients;

public readonly partial record struct IsoDuration
{
    // Sign, P, two parts of 9 digits with 9 decimals, days, T and times: 64 is more than the longest.
    private const int LongestText = 80;

    /// <summary>The canonical text, <see cref="IsoDurationStyle.Days"/>: <c>P1Y2M3DT4H5M6.7S</c>, zero is <c>P0D</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToString(IsoDurationStyle.Days);

    /// <summary>The text in a style.</summary>
    /// <param name="style">How to write it.</param>
    /// <returns>The text, with <c>-</c> in front when it is negative. No server loses the sign when it reads it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such style.</exception>
    public string ToString(IsoDurationStyle style)
    {
        Span<char> buffer = stackalloc char[LongestText];
        return buffer[..Write(buffer, Check(style))].ToString();
    }

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(Style(format));

    /// <summary>Writes the text in a style.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="charsWritten">How many characters were written; 0 when they do not fit.</param>
    /// <param name="style">How to write it; the canonical style by default.</param>
    /// <returns>Whether they fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such style.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, IsoDurationStyle style = IsoDurationStyle.Days) => TryWrite(destination, out charsWritten, Check(style));

    /// <summary>Writes the text in UTF-8 in a style.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when they do not fit.</param>
    /// <param name="style">How to write it; the canonical style by default.</param>
    /// <returns>Whether they fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such style.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, IsoDurationStyle style = IsoDurationStyle.Days) =>
        TryWrite(utf8Destination, out bytesWritten, Check(style));

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(destination, out charsWritten, Style(format));

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(utf8Destination, out bytesWritten, Style(format));

    private static IsoDurationStyle Check(IsoDurationStyle style) => style is IsoDurationStyle.Days or IsoDurationStyle.Hours
        ? style
        : throw new ArgumentOutOfRangeException(nameof(style), style, "No such style.");

    private static IsoDurationStyle Style(ReadOnlySpan<char> format) => format switch
    {
        "" or "D" or "G" => IsoDurationStyle.Days,
        "H" => IsoDurationStyle.Hours,
        _ => throw new FormatException($"'{format}' is no format of an {nameof(IsoDuration)}: 'D' (with days) and 'H' (hours instead) are."),
    };

    private bool TryWrite<T>(Span<T> destination, out int written, IsoDurationStyle style)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<char> buffer = stackalloc char[LongestText];
        return TextElements.TryCopy(buffer[..Write(buffer, style)], destination, out written);
    }

    private int Write(Span<char> buffer, IsoDurationStyle style)
    {
        var at = 0;
        if (IsNegative)
        {
            buffer[at++] = '-';
        }

        buffer[at++] = 'P';
        var years = Math.Abs(_billionthYears);
        var months = Math.Abs(_billionthMonths);
        var seconds = Math.Abs(_seconds);
        var nanoseconds = Math.Abs(_nanoseconds);
        var days = style == IsoDurationStyle.Days ? seconds / SecondsPerDay : 0;
        seconds -= days * SecondsPerDay;
        var empty = at;
        WritePart(buffer, ref at, years / Billion, (int)(years % Billion), 'Y');
        WritePart(buffer, ref at, months / Billion, (int)(months % Billion), 'M');
        WritePart(buffer, ref at, days, 0, 'D');
        if (seconds > 0 || nanoseconds > 0)
        {
            buffer[at++] = 'T';
            WritePart(buffer, ref at, seconds / 3600, 0, 'H');
            WritePart(buffer, ref at, seconds / 60 % 60, 0, 'M');
            WritePart(buffer, ref at, seconds % 60, nanoseconds, 'S');
        }
        else if (at == empty)
        {
            TextElements.Append(buffer, ref at, style == IsoDurationStyle.Days ? "0D" : "T0H");
        }

        return at;
    }

    private static void WritePart(Span<char> buffer, ref int at, long whole, int billionths, char designator)
    {
        if (whole == 0 && billionths == 0)
        {
            return;
        }

        TextElements.Append(buffer, ref at, whole);
        if (billionths > 0)
        {
            buffer[at++] = '.';
            for (var unit = Billion / 10; billionths > 0; billionths %= unit, unit /= 10)
            {
                buffer[at++] = (char)('0' + (billionths / unit));
                if (unit == 1)
                {
                    break;
                }
            }
        }

        buffer[at++] = designator;
    }
}
