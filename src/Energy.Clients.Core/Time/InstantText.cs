using NodaTime.Text;

namespace Energy.Clients;

/// <summary>Reads and writes instants as ISO 8601 text in UTF-8, the form nearly every vendor uses: <c>2026-01-31T23:59:59Z</c>.</summary>
/// <remarks>
/// Read: <c>yyyy-MM-ddTHH:mm:ss</c>, then an optional fraction of 1 to 9 digits behind a point, then <c>Z</c> or an offset <c>±HH:mm</c>. Nothing else: no
/// lower-case letters, no space for the T, no missing parts, no 24:00, no second 60. Reading allocates nothing.
/// </remarks>
public static class InstantText
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    // The years 1 to 9999 in UTC: an offset can lead out of them.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Reads an instant.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="instant">The instant; exact to the nanosecond.</param>
    /// <returns>Whether the text is an instant of the stated form and on the calendar (years 1 to 9999).</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Instant instant)
    {
        instant = default;
        if (!TryReadLocal(utf8Text, out var seconds, out var nanoseconds, out var read))
        {
            return false;
        }

        var zone = utf8Text[read..];
        if (zone.Length == 1 && zone[0] == (byte)'Z')
        {
            instant = At(seconds, nanoseconds);
            return true;
        }

        if (zone.Length == 6 && zone[0] is (byte)'+' or (byte)'-' && zone[3] == (byte)':'
            && TextElements.TwoDigits(zone, 1, out var hours) && TextElements.TwoDigits(zone, 4, out var minutes) && hours <= 23 && minutes <= 59)
        {
            var offset = (hours * 3600L) + (minutes * 60);
            seconds += zone[0] == (byte)'+' ? -offset : offset;
            if (seconds is < FirstSecond or > LastSecond)
            {
                return false;
            }

            instant = At(seconds, nanoseconds);
            return true;
        }

        return false;
    }

    /// <summary>Reads a date and time without zone, the common part of the forms.</summary>
    /// <param name="utf8Text">The text; what follows the time is left to the caller.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00, taken as if the time were UTC.</param>
    /// <param name="nanoseconds">The fraction of the second.</param>
    /// <param name="read">How many bytes were read.</param>
    /// <returns>Whether the text begins with a date and time.</returns>
    public static bool TryReadLocal(ReadOnlySpan<byte> utf8Text, out long seconds, out int nanoseconds, out int read)
    {
        seconds = 0;
        nanoseconds = 0;
        read = 0;
        if (utf8Text.Length < 19
            || utf8Text[4] != (byte)'-' || utf8Text[7] != (byte)'-' || utf8Text[10] != (byte)'T' || utf8Text[13] != (byte)':' || utf8Text[16] != (byte)':'
            || !TextElements.TwoDigits(utf8Text, 0, out var century) || !TextElements.TwoDigits(utf8Text, 2, out var yearOfCentury)
            || !TextElements.TwoDigits(utf8Text, 5, out var month) || !TextElements.TwoDigits(utf8Text, 8, out var day)
            || !TextElements.TwoDigits(utf8Text, 11, out var hour)
                || !TextElements.TwoDigits(utf8Text, 14, out var minute) || !TextElements.TwoDigits(utf8Text, 17, out var second))
        {
            return false;
        }

        var year = (int)((century * 100) + yearOfCentury);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CivilCalendar.DaysInMonth(year, (int)month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        read = 19;
        if (utf8Text.Length > 19 && utf8Text[19] == (byte)'.')
        {
            var digits = 0;
            var scale = NanosecondsPerSecond;
            var fraction = 0L;
            for (var i = 20; i < utf8Text.Length && (uint)(utf8Text[i] - '0') <= 9; i++)
            {
                if (++digits > 9)
                {
                    return false;
                }

                scale /= 10;
                fraction += (utf8Text[i] - '0') * scale;
            }

            if (digits == 0)
            {
                return false;
            }

            nanoseconds = (int)fraction;
            read += digits + 1;
        }

        seconds = ((CivilCalendar.DayOfMonthStart(year, (int)month) + day - 1 - CivilCalendar.UnixEpochDay) * 86_400L) + (hour * 3600) + (minute * 60) + second;
        return true;
    }

    /// <summary>Writes an instant in UTC: whole seconds as <c>yyyy-MM-ddTHH:mm:ssZ</c>, a fraction with as many digits as it needs.</summary>
    /// <param name="instant">The instant, years 1 to 9999.</param>
    /// <returns>The text.</returns>
    public static string Format(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static Instant At(long seconds, int nanoseconds)
    {
        var instant = Instant.FromUnixTimeSeconds(seconds);
        return nanoseconds == 0 ? instant : instant.PlusNanoseconds(nanoseconds);
    }
}
