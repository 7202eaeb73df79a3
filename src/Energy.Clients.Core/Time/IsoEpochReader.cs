using System.Text.RegularExpressions;

namespace Energy.Clients;

/// <summary>The ISO 8601 shapes that the server falls back to when an epoch contains a sign: extended or basic, with an optional offset.</summary>
/// <remarks>
/// Dates: <c>YYYY-MM-DD</c>, <c>GGGG-Www-D</c>, <c>GGGG-Www</c>, <c>YYYY-DDD</c>, <c>YYYY-MM</c> and their forms without hyphens; the year may have a sign and
/// six digits. Times after <c>T</c> or a space: <c>HH</c>, <c>HH:mm</c>, <c>HH:mm:ss</c> with a fraction after point or comma, or without colons as the date is without
/// hyphens. Offsets: <c>Z</c>, <c>+HH</c>, <c>+HHmm</c>, <c>+HH:mm</c>, of any size. A year or a month alone takes no time.
/// </remarks>
internal static partial class IsoEpochReader
{
    /// <summary>Milliseconds since 0000-01-01, or false when the text has no such shape or a part out of range.</summary>
    internal static bool TryRead(string text, out long milliseconds)
    {
        milliseconds = 0;
        var match = Shape().Match(text);
        if (!match.Success || !TryReadDays(match, out var days))
        {
            return false;
        }

        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        var millisecond = EpochReader.TakeFraction(match.Groups["fraction"].ValueSpan);
        // An offset of hours beyond 23 is applied as it comes.
        var offset = (match.Groups["sign"].ValueSpan is "-" ? -1 : 1) * ((Number(match, "offsetHours") * 60) + Number(match, "offsetMinutes"));
        milliseconds = (days * CivilCalendar.MillisecondsPerDay) + EpochReader.TimeOfDay(hour, minute - offset, second, millisecond);
        return EpochReader.IsTime(hour, minute, second, millisecond);
    }

    private static bool TryReadDays(Match match, out int days)
    {
        days = 0;
        var year = Number(match, "year");
        if (year is < 0 or > 9999)
        {
            return false;
        }

        if (match.Groups["week"].Success)
        {
            var (week, dayOfWeek) = (Number(match, "week"), Number(match, "weekday", 1));
            days = CivilCalendar.DayOfIsoWeek(year, week, dayOfWeek);
            CivilCalendar.IsoWeekOf(CivilCalendar.DayOfMonthStart(year, 12) + 27, out _, out var lastWeek);
            return week >= 1 && week <= lastWeek && dayOfWeek is >= 1 and <= 7;
        }

        var (month, day) = (Number(match, "month", 1), Number(match, "day", 1));
        days = CivilCalendar.DayOfMonthStart(year, month) + Number(match, "ordinal", day) - 1;
        return match.Groups["ordinal"].Success
            ? days >= CivilCalendar.DayOfMonthStart(year, 1) && days < CivilCalendar.DayOfMonthStart(year + 1, 1)
            : EpochReader.IsDate(year, month, day);
    }

    private static int Number(Match match, string group, int absent = 0) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : absent;

    [GeneratedRegex(
        """
        ^[\t-\r ]*(?<year>[0-9]{4}|[+-][0-9]{6})(?<extended>-)?
        (?: (?: W(?<week>[0-9]{2})(?:(?(extended)-)(?<weekday>[0-9]))?
              | (?<ordinal>[0-9]{3})
              | (?<month>[0-9]{2})(?(extended)-)(?<day>[0-9]{2}) )
            (?: [T ](?<hour>[0-9]{2})(?:(?(extended):)(?<minute>[0-9]{2})(?:(?(extended):)(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?
                (?: (?<sign>[+-])(?<offsetHours>[0-9]{2})(?::?(?<offsetMinutes>[0-9]{2}))? | [\t-\r ]*Z )? )?
          | (?(extended)(?<month>[0-9]{2})|(?!)) )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
