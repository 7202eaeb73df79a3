namespace Energy.Clients;

public readonly partial record struct EnergyPeriod
{
    private const string TwoDigitsFrom00To59 =
        "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 "
            + "56 57 58 59";

    private const string Sixty =
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 "
            + "57 58 59 60";

    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] TimesOfDay = ["Night", "Morning", "Afternoon", "Evening"];

    private static readonly string HoursOfDay = TwoDigits(0, 24);
    private static readonly string[] HoursOfTimeOfDay = [TwoDigits(0, 6), TwoDigits(6, 6), TwoDigits(12, 6), TwoDigits(18, 6)];
    private static readonly string[] MinutesOfQuarterHour = [TwoDigits(0, 15), TwoDigits(15, 15), TwoDigits(30, 15), TwoDigits(45, 15)];
    private static readonly string[] DaysOfMonth = [.. Enumerable.Range(28, 4).Select(days => Sixty[..((days * 3) - 1)])];
    private static readonly string MonthsOfYear = string.Join(' ', Months);
    private static readonly string[] MonthsOfQuarter = [.. Months.Chunk(3).Select(months => string.Join(' ', months))];

    /// <summary>
    /// The labels of the children, separated by single spaces, as the server puts them into the description of its link: <c>Mon Tue Wed Thu Fri Sat Sun</c>.
    /// Null where the server has none: under an instant and a second.
    /// </summary>
    /// <remarks>
    /// Seconds in a minute and minutes in an hour are counted from 1 (<c>01 … 60</c>: label k is minute k-1). Of several periods in a row, those of the first.
    /// <see cref="PeriodProfile.Document"/>: a year has <c>Q1 Q2 Q3 Q4</c> (the document names the quarters but no labels).
    /// A constant, except for five years, whose text is made at each call.
    /// </remarks>
    public string? Labels => LabelsOf(_kind, PeriodKind.ChildCode(_kind, Profile), _start);

    /// <summary>The labels of the grandchildren of one child, as <see cref="Labels"/>: <c>Night Morning Afternoon Evening</c> for a week. Null under instant, second and
    /// minute.</summary>
    /// <remarks>
    /// Days are always <c>01 … 31</c> here, whatever the months. <see cref="PeriodProfile.Document"/> lists the times of day from <c>Morning</c> on, which is not their
    /// order in time: <see cref="Grandchildren"/> always start with the night.
    /// </remarks>
    public string? GrandchildLabels
    {
        get
        {
            var kind = PeriodKind.GrandchildCode(_kind, Profile);
            return (_kind, kind) switch
            {
                (_, PeriodKind.NoCode) => null,
                (PeriodKind.QuarterCode or PeriodKind.YearCode, PeriodKind.DayCode) => DaysOfMonth[3],
                (_, PeriodKind.MonthCode) => MonthsOfYear,
                _ => LabelsOf(PeriodKind.ChildCode(_kind, Profile), kind, _start),
            };
        }
    }

    /// <summary>The bounds in display form: <c>04/02/19 - 10/02/19</c>, or one text where both are the same (<c>04/02/19</c> for a day).</summary>
    public string Title
    {
        get
        {
            Span<char> text = stackalloc char[64];
            _ = Epoch.TryFormat(text, out var length, "D");
            Span<char> end = stackalloc char[32];
            _ = EndEpoch.TryFormat(end, out var endLength, "D");
            return Join(text, length, end[..endLength]);
        }
    }

    /// <summary>A short label in English: <c>Week 04-02-2019</c>, <c>Mon Feb 4th</c>, <c>15 mins 09:15</c>, <c>Q1 2019</c>; start and end where they differ (<c>Jan 2019 - Mar
    /// 2019</c>).</summary>
    /// <remarks>
    /// Both labels are made from instants, the second from <see cref="LastInstant"/>, so a row of quarter hours ends <c>15 mins 10:14</c>. A single week or quarter hour shows
    /// its start only, unless it came from a negative duration. <see cref="PeriodProfile.Document"/> numbers weeks: <c>Week 07 2019</c>.
    /// </remarks>
    public string Prompt
    {
        get
        {
            Span<char> text = stackalloc char[64];
            var start = WriteLabel(text, _start);
            if (_kind is PeriodKind.WeekCode or PeriodKind.QuarterHourCode && Count == 1 && !_retrospective)
            {
                return new string(text[..start]);
            }

            Span<char> end = stackalloc char[32];
            var endLength = WriteLabel(end, EndMilliseconds - 1);
            return Join(text, start, end[..endLength]);
        }
    }

    private static string Join(Span<char> text, int length, ReadOnlySpan<char> end)
    {
        if (!end.SequenceEqual(text[..length]))
        {
            " - ".CopyTo(text[length..]);
            end.CopyTo(text[(length + 3)..]);
            length += 3 + end.Length;
        }

        return new string(text[..length]);
    }

    private string? LabelsOf(byte parent, byte child, long milliseconds)
    {
        var hour = (int)(milliseconds / 3_600_000 % 24);
        CivilCalendar.DateOf((int)(milliseconds / CivilCalendar.MillisecondsPerDay), out var year, out var month, out _);
        return (parent, child) switch
        {
            (PeriodKind.MinuteCode, PeriodKind.SecondCode) or (PeriodKind.HourCode, PeriodKind.MinuteCode) => Sixty,
            (PeriodKind.QuarterHourCode, PeriodKind.MinuteCode) => MinutesOfQuarterHour[(int)(milliseconds / 900_000 % 4)],
            (PeriodKind.TimeOfDayCode, PeriodKind.HourCode) => HoursOfTimeOfDay[hour / 6],
            (PeriodKind.DayCode, PeriodKind.HourCode) => HoursOfDay,
            (PeriodKind.DayCode, PeriodKind.TimeOfDayCode) => Profile == PeriodProfile.Document ? "Morning Afternoon Evening Night" : "Night Morning Afternoon Evening",
            (PeriodKind.WeekCode, PeriodKind.DayCode) => "Mon Tue Wed Thu Fri Sat Sun",
            (PeriodKind.MonthCode, PeriodKind.DayCode) => DaysOfMonth[CivilCalendar.DaysInMonth(year, month) - 28],
            (PeriodKind.QuarterCode, PeriodKind.MonthCode) => MonthsOfQuarter[(month - 1) / 3],
            (PeriodKind.YearCode, PeriodKind.MonthCode) => MonthsOfYear,
            (PeriodKind.YearCode, PeriodKind.QuarterCode) => "Q1 Q2 Q3 Q4",
            (PeriodKind.FiveYearCode, PeriodKind.YearCode) =>
                string.Create(CultureInfo.InvariantCulture, $"{year:0000} {year + 1:0000} {year + 2:0000} {year + 3:0000} {year + 4:0000}"),
            _ => null,
        };
    }

    private int WriteLabel(Span<char> text, long milliseconds)
    {
        var day = (int)(milliseconds / CivilCalendar.MillisecondsPerDay);
        var time = (int)(milliseconds % CivilCalendar.MillisecondsPerDay);
        CivilCalendar.DateOf(day, out var year, out var month, out var dayOfMonth);
        var hour = time / 3_600_000;
        var minute = time / 60_000 % 60;
        var second = time / 1000 % 60;
        var culture = CultureInfo.InvariantCulture;
        int written;
        _ = _kind switch
        {
            PeriodKind.InstantCode => text.TryWrite(culture, $"{hour:00}:{minute:00}:{second:00}.{time % 1000:000}", out written),
            PeriodKind.SecondCode => text.TryWrite(culture, $"{hour:00}:{minute:00}:{second:00}", out written),
            PeriodKind.MinuteCode => text.TryWrite(culture, $"{hour:00}:{minute:00}", out written),
            PeriodKind.QuarterHourCode => text.TryWrite(culture, $"15 mins {hour:00}:{minute:00}", out written),
            PeriodKind.HourCode => text.TryWrite(culture, $"{hour:00}00 hrs", out written),
            PeriodKind.TimeOfDayCode => text.TryWrite(culture, $"{Months[month - 1]} {dayOfMonth} {TimesOfDay[hour / 6]}", out written),
            PeriodKind.DayCode => text.TryWrite(culture, $"{Weekdays[CivilCalendar.DayOfWeek(day)]} {Months[month - 1]} {dayOfMonth}{Ordinal(dayOfMonth)}", out written),
            PeriodKind.WeekCode when Profile == PeriodProfile.Document => WriteWeekNumber(text, day, out written),
            PeriodKind.WeekCode => text.TryWrite(culture, $"Week {dayOfMonth:00}-{month:00}-{year:0000}", out written),
            PeriodKind.MonthCode => text.TryWrite(culture, $"{Months[month - 1]} {year:0000}", out written),
            PeriodKind.QuarterCode => text.TryWrite(culture, $"Q{((month - 1) / 3) + 1} {year:0000}", out written),
            PeriodKind.YearCode => text.TryWrite(culture, $"{year:0000}", out written),
            _ => text.TryWrite(culture, $"5 Years {year - (year % 5):0000}-{year - (year % 5) + 4:0000}", out written),
        };
        return written;
    }

    private static bool WriteWeekNumber(Span<char> text, int day, out int written)
    {
        CivilCalendar.IsoWeekOf(day, out var weekYear, out var week);
        return text.TryWrite(CultureInfo.InvariantCulture, $"Week {week:00} {weekYear:0000}", out written);
    }

    private static string Ordinal(int number) => (number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };

    private static string TwoDigits(int from, int count) => TwoDigitsFrom00To59.Substring(from * 3, (count * 3) - 1);
}
