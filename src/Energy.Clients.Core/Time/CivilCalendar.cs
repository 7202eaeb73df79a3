namespace Energy.Clients;

/// <summary>Day numbers and dates of the proleptic Gregorian calendar from 0000-01-01 (day 0, a Saturday) on, in integer arithmetic.</summary>
/// <remarks>Periods and epochs need nothing else of a calendar, and this is several times cheaper than building calendar objects.</remarks>
internal static class CivilCalendar
{
    internal const long MillisecondsPerDay = 86_400_000;

    /// <summary>Days from 0000-01-01 to 1970-01-01.</summary>
    internal const int UnixEpochDay = 719_528;

    /// <summary>Milliseconds from 0000-01-01 to the Unix epoch.</summary>
    internal const long UnixEpochMilliseconds = UnixEpochDay * MillisecondsPerDay;

    /// <summary>The first millisecond of the year 10000, which no text of four digits can name.</summary>
    internal const long EndMilliseconds = 3_652_425 * MillisecondsPerDay;

    /// <summary>The number of days from 0000-01-01 to the first of a month. The month may be 1 to 12, the year 0 to 10000.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int DayOfMonthStart(int year, int month)
    {
        // Years start in March, so that the leap day comes last; 400 years are added so that January of year 0 stays positive.
        var january = month <= 2 ? 1u : 0u;
        var shifted = (uint)year + 400 - january;
        var marchMonth = (uint)month + (12 * january);
        var century = shifted / 100;
        var days = (1461 * shifted / 4) - century + (century / 4) + (((979 * marchMonth) - 2919) >> 5);
        return (int)days - 146_097 + 60;
    }

    /// <summary>The date of a day number (Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms").</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void DateOf(int day, out int year, out int month, out int dayOfMonth)
    {
        var n = (uint)(day + 146_097 - 60);
        var n1 = (4 * n) + 3;
        var century = n1 / 146_097;
        var n2 = (n1 % 146_097) | 3;
        var product = 2_939_745UL * n2;
        var dayOfYear = (uint)product / 2_939_745 / 4;
        var n3 = (2141 * dayOfYear) + 197_913;
        var january = dayOfYear >= 306;
        year = (int)((100 * century) + (uint)(product >> 32)) - 400 + (january ? 1 : 0);
        month = (int)(n3 >> 16) - (january ? 12 : 0);
        dayOfMonth = (int)((n3 & 0xFFFF) / 2141) + 1;
    }

    internal static bool IsLeap(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    internal static int DaysInMonth(int year, int month) => month == 2 ? (IsLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    internal static int DayOfWeek(int day) => (int)((uint)(day + 5) % 7);

    /// <summary>The ISO 8601 week and the year that the week belongs to.</summary>
    internal static void IsoWeekOf(int day, out int weekYear, out int week)
    {
        var thursday = day - DayOfWeek(day) + 3;
        DateOf(thursday, out weekYear, out _, out _);
        week = ((thursday - DayOfMonthStart(weekYear, 1)) / 7) + 1;
    }

    /// <summary>The day number of an ISO 8601 week date.</summary>
    internal static int DayOfIsoWeek(int weekYear, int week, int dayOfWeek)
    {
        var fourth = DayOfMonthStart(weekYear, 1) + 3;
        return fourth - DayOfWeek(fourth) + ((week - 1) * 7) + dayOfWeek - 1;
    }
}
