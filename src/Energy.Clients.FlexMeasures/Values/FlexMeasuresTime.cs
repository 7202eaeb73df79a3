using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Energy.Clients.FlexMeasures;

/// <summary>Reads and writes the servers' texts of dates and times. Times without an offset are never guessed.</summary>
public static partial class FlexMeasuresTime
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<Z+HH:mm>");

    /// <summary>Reads a time as a v3_0 server does: <c>2026-01-15T10:00[:00[.5]]</c>, then <c>Z</c> or an offset (<c>+01:00</c>, <c>+0100</c>, <c>+01</c>).</summary>
    /// <param name="text">The text. A space in place of the offset's <c>+</c> is read as one, since that is what an unescaped <c>+</c> becomes on its way.</param>
    /// <returns>The date and time with the offset as written.</returns>
    /// <exception cref="FormatException">The text is no such time, or has no offset.</exception>
    public static OffsetDateTime Parse(string text) =>
        TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is not a time with an offset. Write it as 2026-01-15T10:00:00+01:00 or with Z.");

    /// <summary>Reads a time as a v3_0 server does, or says that the text is none. See <see cref="Parse"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The date and time with the offset as written.</param>
    /// <returns>Whether the text is a time with an offset.</returns>
    public static bool TryParse(string? text, out OffsetDateTime time)
    {
        time = default;
        var match = text is null ? Match.Empty : Extended().Match(text);
        if (!match.Success || !TryTime(match, out var clock) || !TryDate(match, out var date) || !TryOffset(match, out var offset) || offset is not { } known)
        {
            return false;
        }

        time = date.At(clock).WithOffset(known);
        return true;
    }

    /// <summary>
    /// Reads a time as a server of 2021 does: also basic forms (<c>20150101T000000Z</c>), week dates (<c>2015-W01-4T00Z</c>), ordinal dates (<c>2015-001T00Z</c>), and hours
    /// without minutes. The offset may be missing; such a server then refuses the message with <c>INVALID_TIMEZONE</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="local">The date and time as written.</param>
    /// <param name="offset">The offset as written; <see langword="null"/> when there is none.</param>
    /// <returns>Whether the text is a time.</returns>
    public static bool TryParseMessageTime(string? text, out LocalDateTime local, out Offset? offset)
    {
        local = default;
        offset = null;
        var match = text is null ? Match.Empty : Any().Match(text);
        if (!match.Success || !TryTime(match, out var clock) || !TryDate(match, out var date) || !TryOffset(match, out offset))
        {
            return false;
        }

        local = date.At(clock);
        return true;
    }

    /// <summary>Writes a time: extended form, seconds always, a fraction where there is one, <c>Z</c> for no offset.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text.</returns>
    public static string Format(OffsetDateTime time) => Pattern.Format(time);

    /// <summary>Writes an instant, as UTC.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The text, ending in <c>Z</c>.</returns>
    public static string Format(Instant instant) => Format(instant.WithOffset(Offset.Zero));

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static bool TryTime(Match match, out LocalTime time)
    {
        time = default;
        var (hour, minute, second) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        if (hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var fraction = match.Groups["f"].Value;

        // Servers keep microseconds.
        var nanoseconds = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(6, '0').AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture) * 1_000;
        time = new LocalTime(hour, minute, second).PlusNanoseconds(nanoseconds);
        return true;
    }

    private static bool TryDate(Match match, out LocalDate date)
    {
        date = default;
        var year = Number(match, "y");
        if (year is < 1 or > 9999)
        {
            return false;
        }

        if (match.Groups["week"].Success)
        {
            var (week, day) = (Number(match, "week"), Number(match, "wd"));
            if (week < 1 || week > NodaTime.Calendars.WeekYearRules.Iso.GetWeeksInWeekYear(year, CalendarSystem.Iso) || day is < 1 or > 7)
            {
                return false;
            }

            date = NodaTime.Calendars.WeekYearRules.Iso.GetLocalDate(year, week, (IsoDayOfWeek)day, CalendarSystem.Iso);
            return true;
        }

        if (match.Groups["ord"].Success)
        {
            var day = Number(match, "ord");
            if (day < 1 || day > CalendarSystem.Iso.GetDaysInYear(year))
            {
                return false;
            }

            date = new LocalDate(year, 1, 1).PlusDays(day - 1);
            return true;
        }

        var (month, ofMonth) = (Number(match, "mo"), Number(match, "d"));
        if (month is < 1 or > 12 || ofMonth < 1 || ofMonth > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, ofMonth);
        return true;
    }

    private static bool TryOffset(Match match, out Offset? offset)
    {
        offset = match.Groups["z"].Success ? Offset.Zero : null;
        if (!match.Groups["oh"].Success)
        {
            return true;
        }

        var (hours, minutes) = (Number(match, "oh"), Number(match, "om"));
        if (hours > 18 || minutes > 59 || (hours == 18 && minutes > 0))
        {
            return false;
        }

        var seconds = (hours * 3600) + (minutes * 60);
        offset = Offset.FromSeconds(match.Groups["sign"].Value == "-" ? -seconds : seconds);
        return true;
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})T(?<h>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]+))?)?((?<z>Z)|(?<sign>[-+ "
        + @"])(?<oh>[0-9]{2})(:?(?<om>[0-9]{2}))?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Extended();

    [GeneratedRegex(@"^((?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})|(?<y>[0-9]{4})(?<mo>[0-9]{2})(?<d>[0-9]{2})|(?<y>[0-9]{4})-?W(?<week>[0-9]{2})-?(?<wd>[0-9])|(?<y>[0-9]{4})"
        + @"-?(?<ord>[0-9]{3}))T((?<h>[0-9]{2})(:(?<m>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]+))?)?)?|(?<h>[0-9]{2})(?<m>[0-9]{2})((?<s>[0-9]{2})([.,](?<f>[0-9]+))?)?)((?<z>Z)|"
        + @"(?<sign>[-+])(?<oh>[0-9]{2})(:?(?<om>[0-9]{2}))?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Any();
}
